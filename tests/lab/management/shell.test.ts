import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { parseArguments } from '../../../lab/arguments.ts'
import { BadArguments } from '../../../lab/bad-arguments.ts'

const MAIN = new URL('../../../lab/main.ts', import.meta.url).pathname

let folder: string
let lab: ChildProcess
const organisation = () => join(folder, 'lab.json')
const shellFile = () => `${organisation()}.shell`

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN, '--org', organisation()], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    createInterface(child.stdout ?? process.stdin).once('line', resolve)
    child.once('exit', reject)
  })
  return child
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-lab-shell-'))
  lab = await start()
}, 30_000)
afterAll(async () => {
  lab.kill('SIGKILL')
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  await writeFile(join(folder, 'on.ps1'), '\uFEFFSet-OrganizationConfig -EwsEnabled $true -ErrorAction Stop\r\n')
  await writeFile(
    join(folder, 'off.ps1'),
    Buffer.from('\uFEFFSet-OrganizationConfig -EwsEnabled $false\r\n', 'utf16le'),
  )
})

/** Runs a command of the lab's program to its end. */
function run(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end('Set-OrganizationConfig -EwsEnabled $null\n')
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, error }))
  })
}

async function ewsEnabled(): Promise<unknown> {
  const { out } = await run('configuration', '--org', organisation())
  return JSON.parse(out.slice(1))['Get-OrganizationConfig'][0].EwsEnabled
}

it('shows and changes the lab that runs, by scripts in UTF-8, in UTF-16 and from a pipe', {
  timeout: 60_000,
}, async () => {
  expect(await ewsEnabled()).toBeNull()
  expect(await run('apply', join(folder, 'off.ps1'), '--org', organisation())).toEqual({
    code: 0,
    out: 'line 1: Set-OrganizationConfig Contoso: changed\n',
    error: '',
  })
  expect(await ewsEnabled()).toBe(false)
  const applied = await run('apply', join(folder, 'on.ps1'), '--json', '--org', organisation())
  expect(JSON.parse(applied.out)).toEqual({
    applied: true,
    steps: [{ line: 1, cmdlet: 'Set-OrganizationConfig', target: 'Contoso', result: 'changed' }],
  })
  expect(await ewsEnabled()).toBe(true)
  expect(await run('apply', '-', '--org', organisation())).toMatchObject({ code: 0 })
  expect(await ewsEnabled()).toBeNull()
})

it('refuses a script in one sentence with its line, and does nothing of it', { timeout: 60_000 }, async () => {
  const script = join(folder, 'wrong.ps1')
  await writeFile(
    script,
    "Set-OrganizationConfig -EwsEnabled $false\n\nSet-CASMailbox -Identity 'eve' -EwsEnabled $true\n",
  )
  expect(await run('apply', script, '--org', organisation())).toEqual({
    code: 1,
    out: '',
    error: 'lab: Line 3: The object "eve" couldn\'t be found. Nothing was changed.\n',
  })
  const { code, out } = await run('apply', script, '--json', '--org', organisation())
  expect({ code, said: JSON.parse(out) }).toMatchObject({
    code: 1,
    said: { applied: false, kind: 'exchange', line: 3 },
  })
  expect(await ewsEnabled()).toBeNull()
})

it('writes the configuration to a file, and replaces none but its own', { timeout: 60_000 }, async () => {
  const out = join(folder, 'configuration.json')
  const theirs = join(folder, 'theirs.json')
  await writeFile(theirs, '{}')
  const asked = ['configuration', '--org', organisation(), '--mailboxes', '100', '--out']
  expect(await run(...asked, out)).toEqual({ code: 0, out: '', error: '' })
  expect(await run(...asked, out)).toMatchObject({ code: 0 })
  expect(JSON.parse((await readFile(out, 'utf8')).slice(1))['Get-CASMailbox']).toHaveLength(103)
  expect(await run(...asked, theirs)).toMatchObject({ code: 2, error: expect.stringContaining('is no configuration') })
  expect(await readFile(theirs, 'utf8')).toBe('{}')
  expect(await run(...asked, join(folder, 'no', 'where'))).toMatchObject({
    code: 2,
    error: expect.stringMatching(/ENOENT/),
  })
})

it.each<[what: string, args: () => string[], sentence: RegExp]>([
  [
    'no lab that runs',
    () => ['apply', join(folder, 'on.ps1'), '--org', join(folder, 'other.json')],
    /^lab: No lab runs for/,
  ],
  ['no script', () => ['apply', join(folder, 'none.ps1'), '--org', organisation()], /^lab: The script .* \(ENOENT\)/],
  [
    'a script of other bytes',
    () => ['apply', process.execPath, '--org', organisation()],
    /^lab: The script .* neither UTF-8/,
  ],
])('says in one sentence that there is %s', { timeout: 60_000 }, async (_what, args, sentence) => {
  const { code, out, error } = await run(...args())
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(error).toMatch(sentence)
  expect(error.trimEnd()).not.toContain('\n')
})

it.each<[args: string[], sentence: RegExp]>([
  [['apply'], /^The script is missing/],
  [['apply', '--org', 'a'], /^The script is missing/],
  [['apply', 'a'], /^--org is missing/],
  [['apply', 'a', '--org', ''], /^--org is missing/],
  [['apply', 'a', 'b', '--org', 'c'], /^"b" is not an option/],
  [['apply', 'a', '--org', 'b', '--fault', 'c'], /^--fault is not an option; accepted are a script/],
  [['apply', 'a', '--org', 'b', '--json=yes'], /^--json takes no value/],
  [['configuration'], /^--org is missing/],
  [['configuration', 'a', '--org', 'b'], /^"a" is not an option/],
  [['configuration', '--org', 'b', '--out='], /^--out is empty/],
  [
    ['configuration', '--org', 'b', '--mailboxes', '100001'],
    /^--mailboxes is "100001"; accepted is a whole number from 0/,
  ],
  [['configuration', '--org', 'b', '--seed', '-1'], /^--seed is "-1"/],
  [['--org', 'b', 'apply'], /^"apply" is not an option/],
])('refuses the arguments %j', (args, sentence) => {
  expect(() => parseArguments(args)).toThrow(BadArguments)
  expect(() => parseArguments(args)).toThrow(sentence)
})

it('reads what the arguments say', () => {
  expect(parseArguments(['configuration', '--org', 'a'])).toEqual({
    kind: 'configuration',
    organisationFile: 'a',
    out: undefined,
    mailboxes: 0,
    seed: 1,
  })
  expect(parseArguments(['apply', '--org=a', 'b'])).toEqual({
    kind: 'apply',
    organisationFile: 'a',
    script: 'b',
    json: false,
  })
})

it('lets in nobody without the token, nor a page of the web with it', async () => {
  const { port, token } = JSON.parse(await readFile(shellFile(), 'utf8'))
  const ask = (
    headers: Record<string, string>,
    { method = 'POST', path = '/apply', body = '' } = {},
  ): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const right = { Authorization: `Bearer ${token}` }
  expect(await ask({})).toBe(403)
  expect(await ask({ Authorization: 'Bearer ' })).toBe(403)
  expect(await ask({ Authorization: `Bearer ${'x'.repeat(token.length)}` })).toBe(403)
  expect(await ask({ ...right, Origin: 'https://mail.contoso.test' })).toBe(403)
  expect(await ask({ ...right, Host: `localhost:${port}` })).toBe(403)
  expect(await ask(right, { method: 'GET' })).toBe(405)
  expect(await ask({ ...right, 'Transfer-Encoding': 'chunked' }, { body: 'x' })).toBe(413)
  expect(await ask(right, { path: '/other' })).toBe(404)
  expect(await ask(right)).toBe(200)
})

it.runIf(process.platform !== 'win32')('keeps the token to this user', async () => {
  expect(((await stat(shellFile())).mode & 0o777).toString(8)).toBe('600')
})

it('takes the token away at the end, and the place of a lab that was killed', { timeout: 60_000 }, async () => {
  lab.kill('SIGKILL')
  await ended(lab)
  const left = await readFile(shellFile(), 'utf8')
  expect(await run('configuration', '--org', organisation())).toMatchObject({
    code: 2,
    error: expect.stringMatching(/^lab: The lab for --org .* does not answer/),
  })
  lab = await start()
  expect(await readFile(shellFile(), 'utf8')).not.toBe(left)
  expect(await ewsEnabled()).toBeNull()
  lab.kill('SIGTERM')
  await ended(lab)
  await expect(stat(shellFile())).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await run('configuration', '--org', organisation())).toMatchObject({
    code: 2,
    error: expect.stringMatching(/No lab runs/),
  })
})

it('does not replace a file of that name that is another’s', { timeout: 60_000 }, async () => {
  await writeFile(shellFile(), 'notes')
  const { code, error } = await run('--org', organisation())
  expect({ code, error }).toEqual({
    code: 2,
    error: expect.stringMatching(/^lab: .*lab\.json\.shell is there, and the lab did not/),
  })
  expect(await readFile(shellFile(), 'utf8')).toBe('notes')
})
