import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** The machine's own Node, as on a fresh machine; where there is none beside ours, ours stands in for it. */
const MACHINE_NODE = existsSync('/usr/bin/node') ? '/usr/bin/node' : process.execPath

let root: string
const children: ChildProcess[] = []
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postern-setup-'))
  await mkdir(join(root, 'build'))
  await mkdir(join(root, 'bin'))
  await cp(new URL('../../build/setup.mjs', import.meta.url), join(root, 'build/setup.mjs'))
  await writeFile(join(root, 'package-lock.json'), '{"lockfileVersion": 3}')
  await writeFile(join(root, 'script.mjs'), 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7')
  await npmThat(`mkdir -p node_modules/node/bin && ln -sf "$NODE24" node_modules/node/bin/node && echo "npm says so"`)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

/** Puts an `npm` first on the path that writes down each call and then does this. */
async function npmThat(does: string): Promise<void> {
  const npm = join(root, 'bin/npm')
  await writeFile(npm, `#!/bin/sh\necho "$@" >> "$CALLS"\n${does}\n`)
  await chmod(npm, 0o755)
}

function start(args: readonly string[], options: { node?: string; path?: string } = {}) {
  const child = spawn(options.node ?? MACHINE_NODE, [join(root, 'build/setup.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: options.path ?? `${join(root, 'bin')}${delimiter}${process.env.PATH}`,
      NODE24: process.execPath,
      CALLS: join(root, 'calls'),
      ROOT: root,
    },
  })
  children.push(child)
  let out = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    error += text
  })
  const ended = new Promise<{ code: number | null; out: string; error: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, error }))
  })
  return { child, ended, heard: () => error }
}

async function calls(): Promise<string[]> {
  const text = await readFile(join(root, 'calls'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}

/** Waits for what somebody else does; the suite's time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('what is missing is installed once, and the script gets its arguments and gives its exit code', async () => {
  const first = await start(['script.mjs', '--a', 'b c', '']).ended
  expect(first).toEqual({
    code: 7,
    out: '["--a","b c",""]\n',
    error: expect.stringMatching(/^Installing .*\nnpm says so\n$/),
  })
  expect(await calls()).toEqual(['ci --loglevel=error --no-audit --no-fund'])
  expect(await start(['script.mjs']).ended).toEqual({ code: 7, out: '[]\n', error: '' })
  expect(await calls()).toHaveLength(1)
  expect(existsSync(join(root, '.setup-lock'))).toBe(false)
})

test('another lock file makes what is installed stale', async () => {
  await start(['script.mjs']).ended
  await writeFile(join(root, 'package-lock.json'), '{"lockfileVersion": 3, "packages": {}}')
  await start(['script.mjs']).ended
  expect(await calls()).toHaveLength(2)
})

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['npm fails', () => npmThat('exit 9'), /\nSetting up failed: npm ci was run, and it ended with 9\.\n$/],
  [
    'npm brings no Node 24',
    () => npmThat('exit 0'),
    /\nSetting up failed: .* brought no Node 24 for this machine\.\n$/,
  ],
  ['there is no lock file', () => rm(join(root, 'package-lock.json')), /^Setting up failed: [^\n]*ENOENT[^\n]*\n$/],
])('when %s, a sentence says so and the script does not run', async (_what, prepare, sentence) => {
  await prepare()
  const { code, out, error } = await start(['script.mjs']).ended
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(error).toMatch(sentence)
  expect(existsSync(join(root, '.setup-lock'))).toBe(false)
  expect(existsSync(join(root, 'node_modules/.postern-setup'))).toBe(false)
})

test('modules that are a link to those of somebody else are left alone', async () => {
  const others = await mkdtemp(join(tmpdir(), 'postern-others-'))
  await writeFile(join(others, 'theirs'), '')
  await symlink(others, join(root, 'node_modules'))
  const { code, error } = await start(['script.mjs']).ended
  expect({ code, error }).toEqual({
    code: 1,
    error: expect.stringMatching(/^Setting up failed: node_modules is a link/),
  })
  expect(await calls()).toEqual([])
  expect(existsSync(join(others, 'theirs'))).toBe(true)
  await rm(others, { recursive: true })
})

test('when there is no npm, a sentence says so', async () => {
  const { code, error } = await start(['script.mjs'], { path: join(root, 'nothing') }).ended
  expect(code).toBe(1)
  expect(error).toMatch(/\nSetting up failed: npm ci was run, and it could not be started \(ENOENT\)\.\n$/)
})

test('without a script there is one sentence', async () => {
  expect(await start([]).ended).toEqual({ code: 2, out: '', error: 'build/setup.mjs: give the script to run.\n' })
})

test('our own programs are taken off the path, since npm takes them away', async () => {
  await npmThat('case "$PATH" in *node_modules/.bin*) exit 8;; esac; exit 5')
  const path = [join(root, 'node_modules/.bin'), join(root, 'bin'), '/usr/bin', '/bin'].join(delimiter)
  expect((await start(['script.mjs'], { path }).ended).error).toContain('ended with 5')
})

test('two set-ups at once run npm once, and both go on', async () => {
  await npmThat(
    `while [ ! -e "$ROOT/go" ]; do sleep 0.05; done; mkdir -p node_modules/node/bin && ln -sf "$NODE24" node_modules/node/bin/node`,
  )
  const first = start(['script.mjs', 'first'])
  await until(() => existsSync(join(root, 'calls')))
  const second = start(['script.mjs', 'second'])
  await until(() => second.heard() !== '')
  await writeFile(join(root, 'go'), '')
  expect(await first.ended).toMatchObject({ code: 7, out: '["first"]\n' })
  expect(await second.ended).toEqual({
    code: 7,
    out: '["second"]\n',
    error: 'Another command is setting up already; waiting for it.\n',
  })
  expect(await calls()).toHaveLength(1)
})

test.each<[string, () => Promise<unknown>]>([
  ['by one that is gone', () => writeFile(join(root, '.setup-lock/pid'), '999999999')],
  ['by nobody, long since', () => utimes(join(root, '.setup-lock'), 1, 1)],
])('a set-up that was left %s is taken over', async (_what, leave) => {
  await mkdir(join(root, '.setup-lock'))
  await leave()
  expect(await start(['script.mjs']).ended).toMatchObject({ code: 7 })
  expect(await calls()).toHaveLength(1)
})

test('a signal during the set-up reaches npm, and the next command starts anew', async () => {
  await npmThat('exec sleep 600')
  const { child, ended } = start(['script.mjs'])
  await until(() => existsSync(join(root, 'calls')))
  child.kill('SIGTERM')
  expect(await ended).toEqual({
    code: 143,
    out: '',
    error: expect.stringMatching(/\nSetting up was stopped by SIGTERM; the next command starts it anew\.\n$/),
  })
  expect(existsSync(join(root, '.setup-lock'))).toBe(false)
})

describe.each([
  ['the machine’s Node', MACHINE_NODE],
  ['Node 24 itself', process.execPath],
])('on %s', (_what, node) => {
  beforeEach(async () => {
    await start(['script.mjs']).ended
  })

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s reaches the script, which ends as it likes',
    async (signal) => {
      await writeFile(
        join(root, 'waits.mjs'),
        `process.on('${signal}', () => { console.log('heard'); process.exit(5) }); setInterval(() => {}, 1e6); console.log('waits')`,
      )
      const { child, ended } = start(['waits.mjs'], { node })
      await once(child.stdout, 'data')
      child.kill(signal)
      expect(await ended).toEqual({ code: 5, out: 'waits\nheard\n', error: '' })
    },
  )

  test('the end of the shell between npm and us is our end', async () => {
    await writeFile(
      join(root, 'waits.mjs'),
      `process.on('SIGTERM', () => { console.log('heard'); process.exit() }); setInterval(() => {}, 1e6); console.log('waits')`,
    )
    // As npm runs it: the shell stays between, and a signal to it goes no further.
    const shell = spawn('/bin/sh', ['-c', '"$0" "$@"; :', node, join(root, 'build/setup.mjs'), 'waits.mjs'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, npm_lifecycle_event: 'lab' },
    })
    children.push(shell)
    let out = ''
    shell.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    const closed = once(shell.stdout, 'close')
    await once(shell.stdout, 'data')
    shell.kill('SIGTERM')
    await closed
    expect(out).toBe('waits\nheard\n')
  })

  test('a script that a signal ends gives the exit code of that signal', async () => {
    await writeFile(join(root, 'waits.mjs'), `setInterval(() => {}, 1e6); console.log('waits')`)
    const { child, ended } = start(['waits.mjs'], { node })
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    const { code } = await ended
    expect(code ?? (child.signalCode === 'SIGTERM' ? 143 : child.signalCode)).toBe(143)
  })

  test('the script runs on Node 24 in any case, and exit codes pass', async () => {
    await writeFile(join(root, 'says.mjs'), `console.log(process.version); process.exitCode = 70`)
    expect(await start(['says.mjs'], { node }).ended).toEqual({ code: 70, out: `${process.version}\n`, error: '' })
  })
})

test('a Node behind a link is still the same Node', async () => {
  await start(['script.mjs']).ended
  await symlink(process.execPath, join(root, 'bin/linked'))
  await writeFile(join(root, 'parent.mjs'), 'console.log(process.ppid)')
  const { ended } = start(['parent.mjs'], { node: join(root, 'bin/linked') })
  // Run in process, so that its parent is this very test.
  expect((await ended).out).toBe(`${process.pid}\n`)
})
