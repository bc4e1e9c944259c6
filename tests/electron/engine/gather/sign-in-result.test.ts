import { expect, test } from 'vitest'
import { resultOf } from '../../../../electron/engine/gather/sign-in-conversation.ts'
import type { HttpExchange } from '../../../../shared/artifacts/http-exchange.ts'

const html: [string, string] = ['Content-Type', 'text/html; charset=utf-8']
const frontEnd: [string, string] = ['X-FEServer', 'EXCH01']

type Answer = Parameters<typeof resultOf>[0]

function answered(status: number | undefined, headers: [string, string][] = [], body = ''): Answer {
  const exchange: HttpExchange = {
    method: 'GET',
    url: 'https://mail.contoso.test/EWS/Exchange.asmx',
    requestHeaders: [],
    headers,
    startedAt: '2026-11-24T22:00:00.000Z',
    milliseconds: { total: 1 },
    ...(status !== undefined && { status }),
    ...(body !== '' && { bodyExcerpt: body.slice(0, 2_000) }),
  }
  return { exchange, body: Buffer.from(body) }
}

test.each<[what: string, answer: Answer, result: ReturnType<typeof resultOf>]>([
  ['401', answered(401), 'rejected'],
  ['401 of Exchange', answered(401, [frontEnd]), 'rejected'],
  ['no answer', answered(undefined), 'unclear'],
  ['a redirect to a sign-in page', answered(302, [['Location', '/my.logon?err=badpassword']]), 'unclear'],
  ['a page with a form', answered(200, [html], '<html><FORM action="/logon">'), 'unclear'],
  ['a proxy that wants its own sign-in', answered(407, [frontEnd]), 'unclear'],
  ['a session that ran out', answered(440, [frontEnd]), 'unclear'],
  ['403 of a firewall', answered(403, [html], 'Request blocked'), 'unclear'],
  ['404 of a proxy', answered(404), 'unclear'],
  ['503 of a load balancer', answered(503), 'unclear'],
  ['403 of Exchange', answered(403, [frontEnd]), 'accepted'],
  ['500 of Exchange', answered(500, [['x-calculatedbetarget', 'exch01.contoso.local']]), 'accepted'],
  ['a redirect of Exchange', answered(302, [frontEnd, ['Location', '/EWS/Services.wsdl']]), 'accepted'],
  ['a page whose form comes late', answered(200, [html], `<html>${' '.repeat(3_000)}<form>`), 'unclear'],
  ['a form that says nothing of what it is', answered(200, [], '\n<!DOCTYPE html><html><form>'), 'unclear'],
  [
    'a form that calls itself XML',
    answered(200, [['Content-Type', 'text/xml']], '<?xml version="1.0"?>\n<HTML><input>'),
    'unclear',
  ],
  [
    'a success that speaks of a form',
    answered(200, [['Content-Type', 'text/xml']], '<s:Envelope>&lt;form <form>'),
    'accepted',
  ],
  ['a plain success', answered(200, [['Content-Type', 'text/xml']], '<s:Envelope>'), 'accepted'],
  ['a page of Exchange', answered(200, [html, frontEnd], '<html><body>ok</body></html>'), 'accepted'],
  ['a success without a body', answered(204), 'accepted'],
])('%s is read as a sign-in with its result, whatever the scheme', (_what, answer, result) => {
  expect(resultOf(answer, 'ntlm')).toBe(result)
  expect(resultOf(answer, 'basic')).toBe(result)
})

test('a page without a form is no yes to Basic, which a script may ask for again', () => {
  const page = answered(200, [html], '<html><script>location = "/my.policy"</script></html>')
  expect(resultOf(page, 'basic')).toBe('unclear')
  expect(resultOf(page, 'ntlm')).toBe('accepted')
})

test('JSON is no yes to Basic: none of the protocols speaks it', () => {
  const refusal = answered(200, [['Content-Type', 'application/json']], '{"error":"bad password"}')
  expect(resultOf(refusal, 'basic')).toBe('unclear')
  expect(resultOf(refusal, 'ntlm')).toBe('accepted')
})
