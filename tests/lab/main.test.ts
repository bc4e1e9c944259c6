import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults } from '../../lab/faults.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { healthyFindings } from '../electron/engine/run/lab-run.ts'

const MAIN = new URL('../../lab/main.ts', import.meta.url).pathname

let folder: string
const children: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-lab-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

interface Started {
  readonly child: ChildProcess
  readonly firstLine: Promise<string>
  readonly ended: Promise<{ code: number | null; out: string; error: string }>
}

function lab(args: readonly string[]): Started {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  const ended = new Promise<Awaited<Started['ended']>>((resolve) => {
    child.on('close', (code) => resolve({ code, out, error }))
  })
  const firstLine = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  return { child, firstLine, ended }
}

function refused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(false)
    })
    socket.on('error', () => resolve(true))
  })
}

it('says in its help what a run finds where nothing is wrong', { timeout: 30_000 }, async () => {
  const { code, out } = await lab(['--help']).ended
  expect(code).toBe(0)
  for (const [check, outcome] of healthyFindings) expect(out).toContain(`${check} = ${outcome}`)
})

describe.each(['SIGTERM', 'SIGINT'] as const)('until %s', (signal) => {
  it('runs, says where, and ends with 0', { timeout: 30_000 }, async () => {
    const file = join(folder, 'contoso.json')
    const { child, firstLine, ended } = lab(['--org', file, '--fault', 'wrong-password', '--latency', '1'])
    const ready = JSON.parse(await firstLine)
    expect(ready).toEqual({
      ready: true,
      org: file,
      https: expect.any(Number),
      http: expect.any(Number),
      dns: expect.any(Number),
      faults: ['wrong-password'],
      vendor: {
        address: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
        ...{ clientId: 'lab-application', secret: 'lab-application-secret' },
      },
      environment: { POSTERN_LAB_PASSWORD: 'Passw0rd!a' },
      users: [
        { username: 'CONTOSO\\alice', mailbox: 'alice@contoso.test', password: 'Passw0rd!a' },
        { username: 'CONTOSO\\bob', mailbox: 'bob@contoso.test', password: 'Passw0rd!b' },
        { username: 'CONTOSO\\zoë', mailbox: 'zoe@contoso.test', password: 'Pässw0rd!z' },
      ],
    })
    const organisation = Organisation.parse(JSON.parse(await readFile(file, 'utf8')))
    expect(organisation).toMatchObject({
      ews: { url: `https://mail.contoso.test:${ready.https}/EWS/Exchange.asmx` },
      resolvers: [`127.0.0.1:${ready.dns}`, expect.stringMatching(/^127\.0\.0\.1:\d+$/)],
      httpsPort: ready.https,
    })
    await expect(refused(ready.https)).resolves.toBe(false)
    const listed = await lab(['senders', '--org', file]).ended
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('34.67.39.103\n') })
    const list = join(folder, 'senders.txt')
    await writeFile(list, '34.64.0.1\n\n34.64.0.2\n')
    await lab(['senders', '--org', file, '--set', list]).ended
    expect((await lab(['senders', '--org', file]).ended).out).toBe('34.64.0.1\n34.64.0.2\n')
    child.kill(signal)
    await expect(ended).resolves.toMatchObject({ code: 0, error: '' })
    await expect(refused(ready.https)).resolves.toBe(true)
  })
})

it('replaces an organisation file of its own', { timeout: 30_000 }, async () => {
  const file = join(folder, 'contoso.json')
  await writeFile(file, JSON.stringify({ name: 'Contoso (lab)' }))
  const { child, firstLine, ended } = lab(['--org', file])
  await firstLine
  child.kill('SIGTERM')
  await expect(ended).resolves.toMatchObject({ code: 0 })
  expect((await stat(file)).size).toBeGreaterThan(500)
})

it.each<[string, (folder: string) => string[], RegExp]>([
  ['no file', () => [], /^lab: --org is missing/],
  ['an unknown fault', (at) => ['--org', join(at, 'a'), '--fault', 'x'], /^lab: --fault names "x"/],
  ['a folder', (at) => ['--org', at], /^lab: --org .* cannot be written \(EISDIR\)/],
  ['a folder that is not there', (at) => ['--org', join(at, 'b', 'a')], /^lab: --org .* cannot be written \(ENOENT\)/],
  ["somebody's organisation", (at) => ['--org', join(at, 'theirs.json')], /^lab: --org .* did not write/],
])('refuses %s in one sentence, with 2', { timeout: 30_000 }, async (_what, args, sentence) => {
  const theirs = '{"format":1,"name":"Fabrikam"}'
  await writeFile(join(folder, 'theirs.json'), theirs)
  const { code, out, error } = await lab(args(folder)).ended
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(error).toMatch(sentence)
  expect(error.trimEnd()).not.toContain('\n')
  await expect(readFile(join(folder, 'theirs.json'), 'utf8')).resolves.toBe(theirs)
})

it('makes up so many devices, which another process reads', { timeout: 30_000 }, async () => {
  const organisation = join(folder, 'lab.json')
  const { firstLine } = lab(['--org', organisation, '--devices', '25', '--seed', '3'])
  await firstLine
  const { out } = await lab(['configuration', '--org', organisation]).ended
  expect(JSON.parse(out.replace(/^\uFEFF/, ''))['Get-MobileDevice']).toHaveLength(25)
})

it('lists the faults for a person and for a program', { timeout: 30_000 }, async () => {
  const [person, program] = await Promise.all([lab(['--list-faults']).ended, lab(['--list-faults', '--json']).ended])
  expect(person).toMatchObject({ code: 0, error: '' })
  for (const { id, description, expected, also = [] } of faults) {
    expect(person.out).toContain(id)
    for (const { check, outcome } of also) expect(person.out).toContain(`and ${check} = ${outcome}`)
    expect(person.out).toContain(description)
    expect(person.out).toContain(`${expected.check} = ${expected.outcome}`)
  }
  expect(JSON.parse(program.out)).toEqual(
    faults.map(({ id, description, expected, also = [] }) => ({ id, description, expected, also })),
  )
})
