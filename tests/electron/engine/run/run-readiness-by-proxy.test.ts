import type { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HttpProxy, ProxyFor } from '../../../../electron/engine/wire/proxy.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Verdict } from '../../../../shared/checks/finding.ts'
import { compareRuns } from '../../../../shared/run/compare-runs.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { startTestProxy, type TestProxy, tunnelTo } from '../wire/test-proxy.ts'
import { runAgainst } from './lab-run.ts'

// A proxy of the organisation stands between this machine and Exchange.

let lab: Lab
let proxy: TestProxy
let direct: Run

beforeAll(async () => {
  lab = await startLab()
  direct = (await runAgainst(lab)).run
})
afterEach(() => proxy?.close())
afterAll(() => lab.close())

const at = (): HttpProxy => ({ host: '127.0.0.1', port: proxy.port })
/** What says that something is amiss, beside what nobody could tell. */
const blames: readonly Verdict[] = ['fail', 'warn', 'bug']
const always: ProxyFor = async () => at()

describe('a proxy in the way is no fault of the server', () => {
  const says = (text: string) => (socket: Socket) => socket.end(text)

  it.each([
    ['refuses', says('HTTP/1.1 403 Forbidden\r\n\r\n'), 'HTTP 403'],
    ['asks for a sign-in', says('HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\n\r\n'), 'does not sign in'],
    ['does not reach it', says('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'HTTP 502'],
    ['sends garbage', says('\0\0\0\0'), 'not HTTP'],
  ])('one that %s', async (_, answer, words) => {
    proxy = await startTestProxy(answer)
    const { run } = await runAgainst(lab, { proxyFor: always })
    expect(run.findings.filter(({ verdict }) => verdict === 'bug' || verdict === 'fail')).toEqual([])
    const port = run.findings.find(({ check }) => check === 'connection/https-port')
    expect(port).toMatchObject({ outcome: 'proxy', verdict: 'unknown' })
    expect(port?.evidence.reason).toContain(words)
    expect(run.findings.find(({ check }) => check === 'ews/answers')).toMatchObject({ verdict: 'skip' })
    expect(run.findings.find(({ check }) => check === 'autodiscover/settings')).toMatchObject({
      ...{ verdict: 'skip', blockedBy: 'tlsHandshake' },
    })
    expect(run.verdict).toBe('could-not-tell')
  })

  it('one of another kind', async () => {
    proxy = await startTestProxy()
    const { run, outcomes } = await runAgainst(lab, { proxyFor: async () => ({ unsupported: 'SOCKS' }) })
    expect(outcomes).toMatchObject({ 'connection/https-port': 'proxy' })
    expect(run.findings.filter(({ verdict }) => verdict === 'bug' || verdict === 'fail')).toEqual([])
    expect(run.run.proxies).toEqual([])
  })

  it.each([2, 3, 5, 8, 13, 21].flatMap((nth) => [[nth, 'alone'] as const, [nth, 'and all after it'] as const]))(
    'one that does not open the way number %i, %s',
    async (nth, which) => {
      const lead = tunnelTo('127.0.0.1')
      let ways = 0
      proxy = await startTestProxy((socket, authority, request) => {
        ways += 1
        const isRefused = which === 'alone' ? ways === nth : ways >= nth
        if (isRefused) socket.end('HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n')
        else lead(socket, authority, request)
      })
      const { run } = await runAgainst(lab, { proxyFor: always })
      const usual = direct.findings.filter(({ verdict }) => verdict !== 'pass').map(({ check }) => check)
      const blamed = run.findings.filter(({ check, verdict }) => blames.includes(verdict) && !usual.includes(check))
      expect(blamed).toEqual([])
    },
  )
})

describe('through a proxy', () => {
  it('a run finds what it finds without, and says which proxy it was', async () => {
    proxy = await startTestProxy(tunnelTo('127.0.0.1'))
    const { run, events } = await runAgainst(lab, { proxyFor: always })
    const changes = compareRuns(direct, run).changes.map(({ check, kind, evidence }) => [check, kind, evidence])
    // A proxy does not tell which address it found.
    const address = { key: 'address', before: '127.0.0.1', after: 'mail.contoso.test' }
    expect(changes).toEqual([
      ['connection/https-port', 'other-evidence', [address]],
      ['certificate/tls-versions', 'other-evidence', [address]],
    ])
    expect(run.run.proxies).toEqual([`127.0.0.1:${proxy.port}`])
    expect(events[0]).toMatchObject({ type: 'started', run: { proxies: [] } })
    expect(proxy.asked.filter((line) => line.startsWith('CONNECT mail.contoso.test:')).length).toBeGreaterThan(5)
    await expect.poll(() => proxy.open()).toBe(0)
  })

  it('which this machine uses for no server, nothing is different', async () => {
    proxy = await startTestProxy()
    const { run } = await runAgainst(lab, { proxyFor: async () => 'direct' })
    expect(compareRuns(direct, run).changes).toEqual([])
    expect(run.run.proxies).toEqual([])
    expect(direct.run.proxies).toBeUndefined()
  })
})
