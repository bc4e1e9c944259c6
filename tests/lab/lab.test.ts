import { X509Certificate } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { asAlice, ask, basic, oneConnection } from './https-client.ts'

const EWS = '/EWS/Exchange.asmx'

const running: Lab[] = []
async function start(options?: LabOptions): Promise<Lab> {
  const lab = await startLab(options)
  running.push(lab)
  return lab
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((lab) => lab.close()))
})

it('describes itself as an organisation that Postern reads', async () => {
  const lab = await start()
  expect(Organisation.parse(lab.organisation)).toEqual(lab.organisation)
  expect(JSON.stringify(lab.organisation)).not.toContain(lab.password)
})

it('dates its certificates by the clock that it is given', async () => {
  const lab = await start({ now: () => new Date('2030-06-01T12:00:00Z') })
  const root = new X509Certificate(lab.certificateAuthorityPem)
  expect(root.validFromDate.getUTCFullYear()).toBe(2025)
  expect(root.ca).toBe(true)
  expect(root.verify(root.publicKey)).toBe(true)
})

it('makes a root of its own each time', async () => {
  const [one, other] = await Promise.all([start(), start()])
  expect(one.certificateAuthorityPem).not.toBe(other.certificateAuthorityPem)
  await expect(ask({ ...one, ports: other.ports }, EWS)).rejects.toThrow()
})

it('counts wrong passwords, locks after five, and logs without the password', async () => {
  const lab = await start()
  for (let count = 0; count < 5; count++) await ask(lab, EWS, { headers: basic('CONTOSO\\alice', `sesame${count}`) })
  expect(lab.badSignIns('alice')).toEqual({ total: 5, inARow: 5, lockedOut: true })
  expect((await ask(lab, EWS, { headers: asAlice })).status).toBe(401)
  expect(lab.log.at(-1)).toMatchObject({
    result: 'rejected',
    reason: 'locked-out',
    user: 'CONTOSO\\alice',
    scheme: 'basic',
  })
  expect(lab.badSignIns('bob')).toEqual({ total: 0, inARow: 0, lockedOut: false })
  expect(JSON.stringify(lab.log)).not.toContain('sesame')
  lab.unlockAll()
  expect((await ask(lab, EWS, { headers: asAlice })).status).toBe(200)
})

it('logs what was asked, without the query', async () => {
  const lab = await start({ now: () => new Date('2026-11-24T12:00:00Z') })
  await ask(lab, '/Microsoft-Server-ActiveSync?User=secret', { method: 'OPTIONS', headers: { 'User-Agent': 'test/1' } })
  expect(lab.log).toEqual([
    {
      time: '2026-11-24T12:00:00.000Z',
      server: 'EXCH01',
      connection: 1,
      method: 'OPTIONS',
      host: 'mail.contoso.test',
      path: '/Microsoft-Server-ActiveSync',
      userAgent: 'test/1',
      result: 'no-credential',
      status: 401,
    },
  ])
})

it('holds each answer back for as long as it is told', async () => {
  const lab = await start({ latencyMilliseconds: 120 })
  const began = performance.now()
  await ask(lab, '/')
  // A timer may fire up to a millisecond early; nothing here depends on how late it is.
  expect(performance.now() - began).toBeGreaterThanOrEqual(119)
})

it('leaves every second connection unanswered where it is told to, and lets the others in', async () => {
  const lab = await start({ dropsEvery: 2 })
  expect((await ask(lab, '/')).status).toBe(302)
  const agent = oneConnection()
  const dropped = ask(lab, '/', { agent }).catch((error: NodeJS.ErrnoException) => error.code)
  // While it waits, the next one is answered; it ends when its client gives up.
  expect((await ask(lab, '/')).status).toBe(302)
  agent.destroy()
  expect(await dropped).toBe('ECONNRESET')
})

it('loses what the line loses: of HTTPS, of plain HTTP and of DNS', async () => {
  let cut = false
  let lost = 0
  const random = (): number => {
    if (cut) lost += 1
    return cut ? 0 : 0.9
  }
  const lab = await start({ lossPercent: 50, random })
  const untilMoreIsLost = async (): Promise<void> => {
    const before = lost
    await expect.poll(() => lost, { timeout: 10_000 }).toBeGreaterThan(before)
  }
  const resolver = new Resolver({ timeout: 200, tries: 1 })
  resolver.setServers([`127.0.0.1:${lab.ports.dns}`])
  const inTheClear = () => {
    const agent = new Agent()
    const asked = request({ host: '127.0.0.1', port: lab.ports.http, agent })
    const ended = new Promise((resolve) => {
      asked.on('response', () => resolve('answered'))
      asked.on('error', () => resolve('nothing'))
    })
    asked.end()
    return { agent, ended }
  }
  expect((await ask(lab, '/')).status).toBe(302)
  expect(await inTheClear().ended).toBe('answered')
  await expect(resolver.resolve4('mail.contoso.test')).resolves.toEqual(['127.0.0.1'])
  cut = true
  await expect(resolver.resolve4('mail.contoso.test')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  const agent = oneConnection()
  const https = ask(lab, '/', { agent }).catch((error: NodeJS.ErrnoException) => error.code)
  await untilMoreIsLost()
  const http = inTheClear()
  await untilMoreIsLost()
  // One that comes when nothing is lost any more is answered, and those before it still wait.
  cut = false
  expect((await ask(lab, '/')).status).toBe(302)
  agent.destroy()
  http.agent.destroy()
  expect(await https).toBe('ECONNRESET')
  expect(await http.ended).toBe('nothing')
})

it('closes while many answers are held back, and twice, without a warning', async () => {
  const warnings: Error[] = []
  const collect = (warning: Error): number => warnings.push(warning)
  process.on('warning', collect)
  const lab = await start({ latencyMilliseconds: 60_000 })
  const pending = Array.from({ length: 12 }, () =>
    ask(lab, '/').then(
      () => 'answered',
      () => 'cut',
    ),
  )
  await expect.poll(() => lab.log.length, { timeout: 10_000 }).toBe(12)
  await lab.close()
  await lab.close()
  expect(new Set(await Promise.all(pending))).toEqual(new Set(['cut']))
  process.off('warning', collect)
  expect(warnings).toEqual([])
  await expect(ask(lab, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

it('closes when its signal aborts, and does not start when it has aborted', async () => {
  const abort = new AbortController()
  const lab = await start({ signal: abort.signal })
  abort.abort()
  await lab.close()
  await expect(ask(lab, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await expect(startLab({ signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' })
})

it.each([
  ['/', 'mail.contoso.test', 302],
  ['/owa/', 'mail.contoso.test', 302],
  ['/owa/auth/logon.aspx', 'mail.contoso.test', 200],
  ['/ecp/nothing', 'mail.contoso.test', 404],
  ['/', 'contoso.test', 200],
  ['/EWS/Exchange.asmx', 'contoso.test', 404],
])('answers %s at %s with %i', async (path, host, status) => {
  const lab = await start()
  expect((await ask(lab, path, { host })).status).toBe(status)
})

it('is off when its power is cut, and then at the same ports as it was', async () => {
  const lab = await start({ nodes: 2 })
  const resolver = new Resolver({ timeout: 500, tries: 1 })
  resolver.setServers([`127.0.0.1:${lab.ports.dns}`])
  const plain = () =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: lab.ports.http, agent: false }, resolve).on('error', reject).end()
    })
  const before = lab.organisation
  const agent = oneConnection()
  expect((await ask(lab, EWS, { agent })).status).toBe(401)
  const cut = once(Object.values(agent.freeSockets)[0]?.[0] ?? agent, 'close')
  const switchOn = await lab.cutPower()
  await cut
  await expect(ask(lab, EWS)).rejects.toThrow('ECONNREFUSED')
  await expect(plain()).rejects.toThrow('ECONNREFUSED')
  await expect(resolver.resolve4('mail.contoso.test')).rejects.toThrow()
  await switchOn()
  expect(lab.organisation).toEqual(before)
  expect((await ask(lab, EWS, { headers: asAlice })).status).toBe(200)
  await plain()
  expect(await resolver.resolve4('mail.contoso.test')).toEqual(['127.0.0.1'])
})
