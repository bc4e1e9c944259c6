import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ProxyFor } from '../../electron/engine/wire/proxy.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { compareRuns } from '../../shared/run/compare-runs.ts'
import { runAgainst } from '../electron/engine/run/lab-run.ts'
import { titleWithReason, whyNoSquid } from './peers/availability.ts'
import { type Squid, startSquid } from './peers/squid.ts'

const reason = whyNoSquid()
const names = ['mail.contoso.test', 'autodiscover.contoso.test', 'contoso.test']

describe.skipIf(reason !== undefined)(titleWithReason('Through Squid', reason), { timeout: 90_000 }, () => {
  let lab: Lab
  let squid: Squid | undefined
  const proxyFor: ProxyFor = async () => ({ host: '127.0.0.1', port: squid?.port ?? 0 })

  beforeAll(async () => {
    lab = await startLab()
  })
  afterEach(async () => {
    await squid?.stop()
    squid = undefined
  })
  afterAll(() => lab?.close())

  it('a whole run finds what it finds without, and differs in the address that a proxy does not tell', async () => {
    squid = await startSquid(names)
    const direct = await runAgainst(lab)
    const { run } = await runAgainst(lab, { proxyFor })
    const changes = compareRuns(direct.run, run).changes.map(({ check, kind, evidence }) => [
      ...[check, kind],
      evidence.map(({ key }) => key),
    ])
    expect(changes).toEqual([
      ['connection/https-port', 'other-evidence', ['address']],
      ['certificate/tls-versions', 'other-evidence', ['address']],
    ])
    expect(run.run.proxies).toEqual([`127.0.0.1:${squid.port}`])
    // It writes down a tunnel when that has ended.
    await expect.poll(squid.answered).toContain(`CONNECT mail.contoso.test:${lab.ports.https}`)
  })

  it.each([
    ['refuses by its rules', ['http_access deny all'], 'proxy-refused', 'HTTP 403'],
    [
      'asks for a sign-in',
      [
        'auth_param basic program /bin/false',
        'auth_param basic realm proxy',
        'acl known proxy_auth REQUIRED',
        'http_access allow known',
        'http_access deny all',
      ],
      'proxy-sign-in',
      'HTTP 407',
    ],
  ])('one that %s is not the server’s fault', async (_, rules, code, detail) => {
    squid = await startSquid(names, rules)
    const { run, outcomes } = await runAgainst(lab, { proxyFor })
    expect(outcomes).toMatchObject({ 'connection/https-port': 'proxy' })
    expect(run.artifacts.tlsHandshake).toMatchObject({ value: { failure: { code } } })
    expect(JSON.stringify(run.artifacts.tlsHandshake)).toContain(detail)
    expect(run.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'bug')).toEqual([])
  })

  it('one that does not find the server says so, and it stays unknown', async () => {
    squid = await startSquid([])
    const { run, outcomes } = await runAgainst(lab, { proxyFor })
    expect(outcomes).toMatchObject({ 'connection/https-port': 'proxy' })
    expect(run.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'bug')).toEqual([])
  })
})
