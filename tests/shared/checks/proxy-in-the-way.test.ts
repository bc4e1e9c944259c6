import { describe, expect, test } from 'vitest'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { judge } from '../../../shared/checks/judge.ts'
import { proxyInTheWay } from '../../../shared/checks/proxy-in-the-way.ts'

const refused = { code: 'proxy-refused', where: 'proxy.contoso.test:8080', detail: 'HTTP 503' }
const late = { code: 'response-timed-out', where: 'mail.contoso.test:443' }

describe('no proxy is in the way', () => {
  test.each([
    ['where nothing failed', { status: 401, headers: [['failure', 'proxy-refused']] }],
    ['where the server failed', { exchange: { failure: late } }],
    ['where a server sent such words', { bodyExcerpt: JSON.stringify({ failure: refused }), failure: 'proxy-refused' }],
    ['where it stands under another name', { code: 'proxy-refused', cause: refused }],
    ['of nothing', null],
  ])('%s', (_, value) => {
    expect(proxyInTheWay('ewsChallenge', value)).toBeUndefined()
  })

  test.each([
    'tlsHandshake',
    'autodiscover',
    'autodiscoverWellKnown',
    'autodiscoverUrls',
    'autodiscoverServices',
  ] as const)('of %s, whose checks tell it apart', (name) => {
    expect(proxyInTheWay(name, { failure: refused })).toBeUndefined()
  })
})

test('a proxy that failed anywhere in an artifact is in the way of every check that needs it', () => {
  const value = { knocks: [{ failure: late }, { failure: refused }] }
  expect(proxyInTheWay('reachability', value)).toEqual(refused)
  const loss = allChecks.find(({ meta }) => meta.id === 'connection/loss')
  if (!loss) throw new Error('There is no such check.')
  const records = Object.fromEntries(
    loss.meta.needs.map((name) => [name, { state: 'gathered', startedAt: '', milliseconds: 1, value }]),
  )
  expect(judge(loss, records as never)).toMatchObject({
    ...{ verdict: 'skip', outcome: 'blocked', blockedBy: 'tlsHandshake' },
    advice: expect.stringContaining('proxy.contoso.test:8080 is the proxy'),
  })
})
