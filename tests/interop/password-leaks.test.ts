import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { ensureBuilt } from '../e2e/electron-double/built-app.ts'
import { createTestCertificates } from '../electron/engine/wire/tls-server.ts'
import { findIn, type SecretForm, searchFolder, secretForms } from './peers/secret-search.ts'
import { type ServedPostern, servePostern } from './peers/served-postern.ts'

// Everything that Postern writes, while it is given passwords and is treated badly in every way that we know, is searched
// for them: its folder with the database, the file beside it and the copies; its output and its error output; what it tells
// the window; a run as it is exported. secret-search.test.ts shows that the search finds. What is not searched is the memory
// of the process: the password is there, because it is used from there.

const zoë = 'CONTOSO\\zoë'
/** The lab's own, two that are wrong, one that a server repeats, one of a run that is killed, and two that are handed over wrongly. */
const passwords = {
  right: 'Pässw0rd!z',
  wrong: 'Fälsch "4711" & <nie>!',
  replaced: 'nur-kurz-gehalten-8',
  echoed: 'wird-wiederholt?#%ß',
  killed: 'stirbt-mittendrin-密',
  misplaced: 'im-falschen-Feld-77',
}

let home: string
let lab: Lab
/** The password that the lab takes for zoë's. */
let taken = passwords.right
let postern: ServedPostern
const forms = new Map<string, SecretForm[]>()
const processes: ServedPostern[] = []
/** Every file that was looked at, whether it is still there or not. */
const searched = new Set<string>()

beforeAll(async () => {
  await ensureBuilt()
  home = mkdtempSync(join(tmpdir(), 'postern-leaks-'))
  for (const folder of ['tmp', 'run', 'exported']) mkdirSync(join(home, folder), { mode: 0o700 })
  for (const password of Object.values(passwords)) forms.set(password, await secretForms(password, [zoë, 'zoë']))
  lab = await startLab({
    adjust: ({ signIn }) => {
      signIn.passwords.zoë = taken
    },
  })
}, 180_000)
afterAll(async () => {
  for (const each of processes) await each.end('SIGKILL')
  await lab.close()
  rmSync(home, { recursive: true, force: true })
})

async function start(): Promise<void> {
  postern = await servePostern(home)
  processes.push(postern)
}

function organisation(more: object = {}): Organisation {
  const { ews, activeSync, ...rest } = lab.organisation
  return { ...rest, ews, activeSync, mailbox: 'zoe@contoso.test', account: { username: zoë }, ...more } as Organisation
}

/** A run with a password, under way. */
async function startRun(password: string, open: Organisation) {
  const { client } = postern
  await client.call('organisation.save', { organisation: open })
  await client.call('secret.put', { username: zoë, password })
  const { runId } = await client.call('run.start', {})
  return { runId, events: client.feed('run.events', { runId }) }
}

/** A run with a password to its end. Its export is kept, as the window would. */
async function run(password: string, open: Organisation): Promise<string> {
  const { client } = postern
  const { runId, events } = await startRun(password, open)
  for await (const _event of events);
  const read = await client.call('run.read', { runId })
  writeFileSync(join(home, 'exported', `${runId}.json`), JSON.stringify(read, null, 2))
  return runId
}

/** How sign-ins of zoë came out from a place of the lab's log on: an accepted one was with the password that the lab takes. */
function signIns(from: number) {
  const results = lab.log.slice(from).flatMap(({ user, result }) => (user === zoë ? [result] : []))
  return { accepted: results.includes('accepted'), rejected: results.filter((result) => result === 'rejected').length }
}

/** What stands anywhere, of all the passwords. */
function leaks(): string[] {
  const found: string[] = []
  for (const [password, ways] of forms) {
    const below = searchFolder(home, ways)
    for (const file of below.files) searched.add(file)
    for (const { place, form } of below.findings) found.push(`${password} as ${form} in ${place}`)
    for (const [index, each] of processes.entries()) {
      for (const form of findIn(Buffer.from(each.written()), ways))
        found.push(`${password} as ${form} in output ${index}`)
      for (const form of findIn(Buffer.from(each.told()), ways)) found.push(`${password} as ${form} told by ${index}`)
    }
  }
  return found
}

/** Starts a server that signs whoever comes in with Basic and then repeats what it was sent, in its head and its body. */
async function startEcho() {
  const certificates = await createTestCertificates()
  const credentials: string[] = []
  const server = createServer(certificates.good, (request, response) => {
    request.resume()
    const { authorization } = request.headers
    if (authorization === undefined) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="mail.contoso.test"' }).end()
      return
    }
    const decoded = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8')
    credentials.push(decoded)
    const text = JSON.stringify({ ...request.headers, decoded })
    const head = { 'X-FEServer': 'EXCH01', 'X-Echo': encodeURIComponent(text), 'X-Credential': authorization }
    response
      .writeHead(403, head)
      .end(`${text}\n${decoded}\n<p>${decoded.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open = organisation({
    ews: { url: `https://mail.contoso.test:${port}/EWS/Exchange.asmx` },
    activeSync: { url: `https://mail.contoso.test:${port}/Microsoft-Server-ActiveSync` },
    httpsPort: port,
    trust: { certificateAuthorities: [certificates.authority] },
  })
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { open, credentials, close }
}

describe('no password is in anything that Postern writes', { timeout: 180_000 }, () => {
  it('when it signs in with one', async () => {
    await start()
    await run(passwords.right, organisation())
    expect(signIns(0).accepted).toBe(true)
    expect(leaks()).toEqual([])
  })

  it('when one is rejected, and when one takes the place of another', async () => {
    await postern.client.call('secret.put', { username: zoë, password: passwords.replaced })
    const before = lab.log.length
    await run(passwords.wrong, organisation())
    expect(signIns(before)).toEqual({ accepted: false, rejected: 1 })
    expect(lab.badSignIns('zoë').total).toBe(1)
    expect(leaks()).toEqual([])
  })

  it('when a server repeats what it was sent', async () => {
    const echo = await startEcho()
    await run(passwords.echoed, echo.open)
    echo.close()
    expect(echo.credentials).toContain(`${zoë}:${passwords.echoed}`)
    expect(leaks()).toEqual([])
  })

  it('when a window hands one over in a way that is refused', async () => {
    const { client } = postern
    const account = { username: zoë, password: passwords.misplaced }
    const wrong: [string, unknown][] = [
      ['organisation.save', { organisation: organisation({ account }) }],
      ['secret.put', { username: '', password: passwords.misplaced }],
      ['secret.put', { username: zoë, password: passwords.misplaced.repeat(100) }],
      ['secret.forget', { reference: passwords.misplaced.repeat(9) }],
      ['run.start', { password: passwords.misplaced }],
      [`secret.${passwords.misplaced}`, {}],
    ]
    for (const [name, argument] of wrong) {
      await expect(client.call(name as 'secret.put', argument as never), name).rejects.toThrow()
    }
    expect(leaks()).toEqual([])
  })

  it('when it is killed in the middle of a run, and started again', async () => {
    taken = passwords.killed
    await lab.setFaults([])
    const before = lab.log.length
    const { events } = await startRun(passwords.killed, organisation())
    for await (const { type } of events) {
      expect(type).not.toBe('finished')
      if (signIns(before).accepted) break
    }
    expect(signIns(before).accepted).toBe(true)
    await postern.end('SIGKILL')
    taken = passwords.right
    await lab.setFaults([])
    expect(leaks()).toEqual([])
    await start()
    expect((await postern.client.call('organisation.read', {})).secret).toBeNull()
    expect(leaks()).toEqual([])
  })

  it('when one is forgotten, everything is deleted, and it ends', async () => {
    const { client } = postern
    await client.call('organisation.save', { organisation: organisation() })
    const { reference } = await client.call('secret.put', { username: zoë, password: passwords.right })
    await client.call('secret.forget', { reference })
    await client.call('secret.put', { username: zoë, password: passwords.right })
    await client.call('data.deleteAll', {})
    await postern.end('SIGTERM')
    expect(leaks()).toEqual([])
  })

  it('and what is typed where it is kept is found, in every place that there is', async () => {
    const decoy = await secretForms('Köder-im-Namen-1', [])
    await start()
    const id = await run(passwords.right, organisation({ name: 'Köder-im-Namen-1' }))
    await postern.end('SIGKILL')
    const places = searchFolder(home, decoy).findings.flatMap(({ place, form }) => (form === 'UTF-8' ? place : []))
    expect(places).toContain(`exported/${id}.json`)
    expect(places.some((place) => place.startsWith('state/postern/postern.db'))).toBe(true)
    expect(findIn(Buffer.from(postern.told()), decoy)).toContain('UTF-8')
    expect(leaks()).toEqual([])
    expect([...searched]).toEqual(
      expect.arrayContaining([
        'state/postern/postern.db',
        'state/postern/postern.db-wal',
        'state/postern/sign-ins.json',
      ]),
    )
    expect(processes.every((each) => each.written().includes('Open http://127.0.0.1'))).toBe(true)
  })
})
