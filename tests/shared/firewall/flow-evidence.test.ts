import { describe, expect, it } from 'vitest'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { flowEvidence } from '../../../shared/firewall/flow-evidence.ts'
import { FlowEvidence, type RuleSet } from '../../../shared/firewall/rule-set.ts'
import type { Run } from '../../../shared/run/run.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { exampleRules } from './example-rules.ts'

const [mail, autodiscover] = exampleRules.hosts
if (!mail || !autodiscover) throw new Error('The example has no hosts.')
/** The hosts of the recorded runs, at the ports of the example. */
const set: RuleSet = {
  ...exampleRules,
  hosts: [
    { ...mail, name: 'mail.contoso.test' },
    { ...autodiscover, name: 'Autodiscover.contoso.test' },
  ],
}
const flat = (evidence: readonly FlowEvidence[]) =>
  evidence.map(({ host, service, vantage, seen }) => [host, service, vantage, seen].join(' '))

const exchange = (url: string, more: Partial<HttpExchange> = {}): HttpExchange => ({
  ...{ method: 'POST', url, requestHeaders: [], headers: [], startedAt: '2026-11-29T10:00:05.000Z' },
  ...{ milliseconds: { total: 1 } },
  ...more,
})
const failed = (code: Failure['code'], detail?: string): Partial<HttpExchange> => ({
  failure: { code, where: 'mail.contoso.test:443', ...(detail !== undefined && { detail }) },
})
const EWS = 'https://mail.contoso.test/EWS/Exchange.asmx'
/** A run that asked for this alone. */
const runWith = (header: Partial<Run['run']>, ...exchanges: HttpExchange[]) => {
  const [first, ...lost] = exchanges
  const artifacts: ArtifactRecords = first
    ? {
        ewsChallenge: {
          ...{ state: 'gathered', startedAt: '2026-11-29T10:00:00.000Z', milliseconds: 1 },
          value: { url: EWS, schemes: [], exchange: first, lost },
        },
      }
    : {}
  return { run: { ...runReady.run, startedAt: '2026-11-29T10:00:00.000Z', ...header }, artifacts }
}
const firstFlow = (...runs: ReturnType<typeof runWith>[]) => flowEvidence(runs, set)[0]

describe('What runs saw of the ports that rules lead to', () => {
  it('is nothing without a run', () => {
    expect(flowEvidence([], set)).toEqual([])
  })

  it('is open where anything answered, and not looked at where nobody asked', () => {
    const evidence = flowEvidence([runReady], set)
    for (const each of evidence) FlowEvidence.parse(each)
    expect(flat(evidence)).toEqual([
      'MAIL HTTPS inside open',
      'MAIL HTTP inside not-looked-at',
      'AUTODISCOVER HTTPS inside open',
      'AUTODISCOVER HTTP inside open',
    ])
    expect(evidence[2]?.words).toMatch(/^POST https:\/\/autodiscover\.contoso\.test\/\S+ at 10\.20\.0\.14: HTTP \d{3}$/)
    expect(evidence[1]?.words).toBe('No run since looked at TCP 80 of mail.contoso.test.')
  })

  it('is nothing seen where names lead nowhere', () => {
    const ofMail = flat(flowEvidence([runAllBlocked], set)).filter((line) => line.startsWith('MAIL '))
    expect(ofMail).toEqual(['MAIL HTTPS inside not-looked-at', 'MAIL HTTP inside not-looked-at'])
  })

  it.each<[code: Failure['code'], seen: FlowEvidence['seen']]>([
    ['connection-refused', 'refused'],
    ['connection-reset', 'refused'],
    ['connection-timed-out', 'silent'],
    ['host-unreachable', 'silent'],
    ['tls-failed', 'open'],
    ['response-timed-out', 'open'],
    ['name-not-found', 'not-looked-at'],
    ['proxy-refused', 'not-looked-at'],
    ['cancelled', 'not-looked-at'],
  ])('is by the failure: %s is %s', (code, seen) => {
    expect(firstFlow(runWith({}, exchange(EWS, failed(code))))).toMatchObject({ seen })
  })

  it('is open if anything came through, and refused rather than silent', () => {
    const [refused, silent] = [
      exchange(EWS, failed('connection-refused')),
      exchange(EWS, failed('connection-timed-out')),
    ]
    expect(firstFlow(runWith({}, silent, refused))).toMatchObject({ seen: 'refused' })
    expect(firstFlow(runWith({}, silent, exchange(EWS, { status: 503 }), refused))).toMatchObject({ seen: 'open' })
    // What broke off behind the head of an answer had come through.
    expect(firstFlow(runWith({}, exchange(EWS, { status: 200, ...failed('connection-reset') })))).toMatchObject({
      seen: 'open',
    })
  })

  it('is of the newest run that looked there, each vantage by itself', () => {
    const [open, silent] = [exchange(EWS, { status: 401 }), exchange(EWS, failed('connection-timed-out'))]
    const early = { startedAt: '2026-11-28T10:00:00.000Z' }
    const outside = runWith({ vantage: 'outside' }, silent)
    const evidence = flowEvidence([runWith(early, silent), runWith({}, open), outside], set)
    expect(flat(evidence.filter(({ host, service }) => host === 'MAIL' && service === 'HTTPS'))).toEqual([
      'MAIL HTTPS inside open',
      'MAIL HTTPS outside silent',
    ])
    expect(firstFlow(runWith(early, silent), runWith({}))).toMatchObject({ seen: 'silent' })
  })

  it('leaves out runs from before the change', () => {
    const before = runWith({ startedAt: '2026-11-28T10:00:00.000Z' }, exchange(EWS, { status: 401 }))
    expect(flowEvidence([before], set, '2026-11-28T10:00:00.001Z')).toEqual([])
    expect(flowEvidence([before], set, '2026-11-28T10:00:00.000Z')).not.toEqual([])
  })

  it('tells in one line what came, without what stands behind the path', () => {
    const asked = exchange(`${EWS}?Email=ann@contoso.test`, { status: 200, address: '198.51.100.25' })
    expect(firstFlow(runWith({}, asked))).toEqual({
      ...{ host: 'MAIL', service: 'HTTPS', vantage: 'inside', seen: 'open', at: '2026-11-29T10:00:05.000Z' },
      words: 'POST https://mail.contoso.test/EWS/Exchange.asmx at 198.51.100.25: HTTP 200',
    })
    const hostile = firstFlow(runWith({}, exchange(EWS, failed('tls-failed', `a\r\nOpen\u202e${'x'.repeat(5_000)}`))))
    expect(hostile?.words).not.toMatch(/[\r\n\u202e]/)
    expect(hostile?.words.length).toBeLessThan(500)
  })

  it('says that a proxy stood between, knows an address in the place of a name, and asks nothing of UDP', () => {
    const asked = exchange('https://10.20.0.25/EWS/Exchange.asmx', { status: 401 })
    expect(firstFlow(runWith({ proxies: ['proxy.contoso.test:8080'] }, asked))?.words).toMatch(
      /HTTP 401 \(by the proxy proxy\.contoso\.test:8080\)$/,
    )
    const services = set.services.map((each) => ({ ...each, protocol: 'udp' as const }))
    expect(flowEvidence([runWith({}, asked)], { ...set, services })[0]).toMatchObject({
      ...{ seen: 'not-looked-at', words: 'Postern asks over TCP alone.' },
    })
  })
})
