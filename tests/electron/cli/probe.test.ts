import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FaultId } from '../../../lab/faults.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { reportHtml } from '../../../shared/report/html.ts'
import { reportOf } from '../../../shared/report/report.ts'
import { sourceOfRun } from '../../../shared/report/report-source.ts'
import { Run } from '../../../shared/run/run.ts'
import { cli, startCli } from './run-cli.ts'

let folder: string
let lab: Lab
let slow: Lab
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-probe-'))
  ;[lab, slow] = await Promise.all([startLab(), startLab({ latencyMilliseconds: 30_000 })])
  file = join(folder, 'contoso.json')
  await writeFile(file, JSON.stringify(lab.organisation))
  await writeFile(join(folder, 'slow.json'), JSON.stringify(slow.organisation))
})
afterEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
})
afterAll(async () => {
  await Promise.all([lab.close(), slow.close()])
  await rm(folder, { recursive: true, force: true })
})

const withPassword = () => ({ environment: { POSTERN_LAB_PASSWORD: lab.password } })
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)

/** The password in the forms in which it could slip out. */
function expectNoPassword(...texts: string[]): void {
  const user = lab.organisation.account.username
  const forms = [
    lab.password,
    encodeURIComponent(lab.password),
    Buffer.from(`${user}:${lab.password}`).toString('base64').replace(/=+$/, ''),
    Buffer.from(lab.password, 'utf16le').toString('base64').replace(/=+$/, ''),
  ]
  for (const text of texts) for (const form of forms) expect(text).not.toContain(form)
}

describe('the exit code and the last line are the verdict', () => {
  test.each<[string, FaultId[], number, string]>([
    ['a healthy organisation', [], 0, 'Ready. Nothing fails; look at what is listed before you rely on it.'],
    [
      'an expired certificate',
      ['certificate-expired'],
      1,
      'Not ready. Mend what is in the way; the next run then reaches the rest.',
    ],
    [
      'a wrong password',
      ['wrong-password'],
      1,
      'Not ready. Mend what is in the way; the next run then reaches the rest.',
    ],
  ])('%s', async (_what, faults, code, verdict) => {
    await lab.setFaults(faults)
    const result = await cli(['probe', '--org', file], withPassword())
    expect({ code: result.code, verdict: lastLine(result.out), error: result.error }).toEqual({
      code,
      verdict,
      error: '',
    })
    expect(result.out).not.toContain('\u001b')
    for (const line of result.out.split('\n')) {
      expect(line.length <= 100 || !line.trim().includes(' '), line).toBe(true)
    }
    expectNoPassword(result.out)
  })

  test.each<[string, object, RegExp]>([
    [
      'an environment variable that is not set',
      { password: { environment: 'POSTERN_LAB_PASSWORD' } },
      /^postern: The environment variable POSTERN_LAB_PASSWORD, .* is not set\. No password is sent\.\n$/,
    ],
    [
      'a keychain entry that is not there',
      { password: { keychain: { service: 'Postern test', account: 'nobody\u001b' } } },
      /^postern: The keychain has no entry Postern test, nobody�, .*\n$/,
    ],
    [
      'no place of the password',
      {},
      /^postern: The organisation file names no place of the password; --password-stdin/,
    ],
  ])('%s: could not tell, and why', async (_what, password, note) => {
    const path = join(folder, 'elsewhere.json')
    await writeFile(path, JSON.stringify({ ...lab.organisation, account: { username: 'CONTOSO\\alice', ...password } }))
    const { code, out, error } = await cli(['probe', '--org', path])
    expect({ code, verdict: lastLine(out), error }).toEqual({
      code: 3,
      verdict: 'Could not tell. Nothing fails; each check that could not tell says what would.',
      error: expect.stringMatching(note),
    })
  })
})

test('a rejected password is not sent by a later program', async () => {
  const state = await mkdtemp(join(folder, 'state-'))
  const environment = { POSTERN_LAB_PASSWORD: lab.password, XDG_STATE_HOME: state }
  const probe = async () => {
    const args = ['probe', '--org', file, '--only', 'sign-in/password', '--json', '-']
    const { out } = await cli(args, { environment })
    return Run.parse(JSON.parse(out)).findings.map(({ outcome }) => outcome)
  }
  await lab.setFaults(['wrong-password'])
  expect(await probe()).toEqual(['rejected'])
  expect(await probe()).toEqual(['rejected-before'])
  expect(lab.badSignIns('alice').total).toBe(1)
  expectNoPassword(await readFile(join(state, 'postern', 'sign-ins.json'), 'utf8'))
})

test('the deliberate bad sign-in can be left out', async () => {
  const args = ['probe', '--org', file, '--only', 'sign-in/extended-protection', '--json', '-']
  const before = lab.log.length
  const { out } = await cli([...args, '--no-extended-protection'], withPassword())
  expect(Run.parse(JSON.parse(out)).findings.map(({ outcome }) => outcome)).toEqual(['not-asked'])
  expect(lab.log.slice(before).filter(({ result }) => result === 'rejected')).toEqual([])
})

describe('the password', () => {
  test.each<[string, (password: string) => string]>([
    ['with a line break', (password) => `${password}\n`],
    ['without a line break', (password) => password],
    ['with a line break of Windows', (password) => `${password}\r\n`],
    ['with a byte order mark', (password) => `\ufeff${password}\n`],
    ['before much else', (password) => `${password}\n${'x'.repeat(100_000)}`],
  ])('is read from standard input %s', async (_what, input) => {
    const result = await cli(['probe', '--org', file, '--password-stdin'], { input: input(lab.password) })
    expect(result).toMatchObject({ code: 0, error: '' })
    expectNoPassword(result.out)
  })

  test('is read as UTF-8', async () => {
    const path = join(folder, 'zoe.json')
    const account = { username: 'CONTOSO\\zoë' }
    await writeFile(path, JSON.stringify({ ...lab.organisation, mailbox: 'zoe@contoso.test', account }))
    const only = ['--only', 'sign-in/password,sign-in/ntlm,sign-in/basic']
    const result = await cli(['probe', '--org', path, '--password-stdin', ...only], { input: 'Pässw0rd!z\n' })
    expect(result).toMatchObject({ code: 0, error: '' })
  })

  test.runIf(process.platform === 'linux')('is in no argument list', async () => {
    const { child, ended } = startCli(['probe', '--org', file, '--password-stdin'])
    await new Promise<void>((resolve) => child.stdin.write(lab.password, () => resolve()))
    expectNoPassword(
      readFileSync(`/proc/${child.pid}/cmdline`, 'utf8'),
      readFileSync(`/proc/${child.pid}/environ`, 'utf8'),
    )
    child.stdin.end()
    expect(await ended).toMatchObject({ code: 0 })
  })
})

describe('--json', () => {
  test('- leaves standard output to the JSON', async () => {
    await lab.setFaults(['ews-user-agent-refused'])
    const { code, out, error } = await cli(['probe', '--org', file, '--json', '-'], withPassword())
    const run = Run.parse(JSON.parse(out))
    expect({ code, verdict: run.verdict, last: lastLine(error) }).toEqual({
      code: 1,
      verdict: 'not-ready',
      last: 'Not ready.',
    })
    expectNoPassword(out, error)
  })

  test('FILE replaces an earlier one whole, readable by its owner alone', async () => {
    const path = join(folder, 'run.json')
    await writeFile(path, 'x'.repeat(1_000_000))
    const { code } = await cli(['probe', '--org', file, '--json', path, '--only', 'dns/server-name'], withPassword())
    const text = await readFile(path, 'utf8')
    expect(code).toBe(0)
    expect(Run.parse(JSON.parse(text)).run.only).toEqual(['dns/server-name'])
    expectNoPassword(text)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

test('--html FILE holds the report on the run that --json FILE holds', async () => {
  await lab.setFaults(['ews-user-agent-refused'])
  const [json, html] = [join(folder, 'both.json'), join(folder, 'both.html')]
  const args = ['probe', '--org', file, '--json', json, '--html', html, '--only', 'ews/user-agent']
  expect((await cli(args, withPassword())).code).toBe(1)
  const run = Run.parse(JSON.parse(await readFile(json, 'utf8')))
  const text = await readFile(html, 'utf8')
  expect(text).toBe(reportHtml(reportOf(sourceOfRun(run))))
  expect(text).toContain('Exchange team: 1 to mend')
  expectNoPassword(text)
})

test('--only looks at what was asked for, and says so', async () => {
  const { code, out } = await cli(
    ['probe', '--org', file, '--only', 'dns/server-name, dns/server-name'],
    withPassword(),
  )
  expect(code).toBe(0)
  expect(out).toContain('The one check passes. ')
  expect(lastLine(out)).toBe('Ready. That holds for what was asked; other checks were left out.')
})

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run that waits, which says so', async (signal) => {
    const json = join(folder, `${signal}.json`)
    const { child, ended, shown } = startCli(
      ['probe', '--org', join(folder, 'slow.json'), '--json', json],
      withPassword(),
    )
    child.stdin.end()
    while (!shown().includes('TLS connection')) await once(child.stdout, 'data')
    child.kill(signal)
    // As npm passes it on beside the terminal.
    child.kill(signal)
    const { code, out, error } = await ended
    const verdict = 'Could not tell. The run was stopped; what was seen before is kept.'
    expect({ code, verdict: lastLine(out), error }).toEqual({ code: 3, verdict, error: '' })
    expect(out).not.toMatch(/\bbug\b|Postern itself/i)
    expect(Run.parse(JSON.parse(await readFile(json, 'utf8'))).run.endedEarly).toBe('cancelled')
  })
})

test.each([
  ['the report', []],
  ['the JSON', ['--json', '-']],
])('whoever stops reading %s early is no failure', async (_what, more) => {
  const { child, ended } = startCli(['probe', '--org', file, ...more], withPassword())
  child.stdin.end()
  child.stdout.destroy()
  expect(await ended).toMatchObject({ code: 0, error: expect.not.stringMatching(/EPIPE|postern:/) })
})

test.runIf(process.platform === 'linux')('a full disk is told of, and no verdict is given for it', () => {
  const main = new URL('../../../electron/cli/main.ts', import.meta.url).pathname
  const line = `"$0" "$@" >/dev/full; echo "code $?" >&2`
  const args = ['-c', `{ ${line}; } 2>&1`, process.execPath, main, 'probe', '--org', file, '--only', 'dns/server-name']
  const said = execFileSync('/bin/sh', args, {
    encoding: 'utf8',
    env: { ...process.env, XDG_STATE_HOME: folder, POSTERN_LAB_PASSWORD: 'x' },
  })
  expect(said).toBe(
    'postern: Standard output cannot be written (ENOSPC): accepted is a terminal, a pipe or a file with room.\ncode 2\n',
  )
})

describe('a bug of ours', () => {
  const onceListening = (what: string) =>
    `process.on('newListener', (name) => { if (name === 'uncaughtException') ${what} })`
  const broken = (what: string) => `data:text/javascript,${encodeURIComponent(what)}`
  const report =
    /^postern: Postern itself failed, which says nothing of your server\. Please report: [^\n]*broke[^\n]*\n$/

  test.each<[string, string]>([
    ['thrown while a command runs', "JSON.parse = () => { throw new TypeError('broke\\n at /a/b.ts:1:1') }"],
    ['thrown where nobody listens', onceListening("setTimeout(() => { throw new Error('broke') })")],
    ['rejected where nobody listens', onceListening("setTimeout(() => Promise.reject(new Error('broke')))")],
  ])('%s is said to be ours, with 70', async (_what, code) => {
    const result = await cli(['probe', '--org', join(folder, 'slow.json')], {
      ...withPassword(),
      nodeOptions: ['--import', broken(code)],
    })
    expect(result).toMatchObject({ code: 70, error: expect.stringMatching(report) })
    expectNoPassword(result.error)
  })
})
