// Brings a fresh checkout to where everything else can run, then runs the script that it was given:
//   node build/setup.mjs SCRIPT [ARGUMENT...]
// Works on Node 20 without a dependency. Everything after it runs on the Node 24 that the npm package `node` brings.
// It writes to standard error only: what a script prints is that script's own.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.postern-setup')
const lock = join(root, '.setup-lock')
const node24 = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** What an installation is made from: another lock file or another kind of machine makes it stale. */
function wantedStamp() {
  const lockFile = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lockFile).digest('hex')} ${process.platform} ${process.arch}`
}

function isInstalled(wanted) {
  return existsSync(stamp) && existsSync(node24) && readFileSync(stamp, 'utf8') === wanted
}

/** The path without our own node_modules/.bin, which `npm ci` is about to take away. */
function pathWithoutOurs() {
  const own = join(modules, '.bin')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => resolve(entry) !== own)
    .join(delimiter)
}

/** Signals that end a set-up or a script; each goes to whoever works for us just then. */
const ending = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs a program and passes signals on to it; its exit code as a shell would give it, or why it did not start. */
function run(command, args, options) {
  return new Promise((done) => {
    const child = spawn(command, args, options)
    let signalled
    const pass = (signal) => {
      signalled = signal
      child.kill(signal)
    }
    for (const signal of ending) process.on(signal, pass)
    const finish = (result) => {
      for (const signal of ending) process.off(signal, pass)
      done({ ...result, signalled })
    }
    child.on('error', (error) => finish({ code: 1, why: `it could not be started (${error.code})` }))
    child.on('exit', (code, signal) => finish({ code: code ?? 128 + (constants.signals[signal] ?? 0) }))
  })
}

function npmCi() {
  return run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    env: { ...process.env, PATH: pathWithoutOurs() },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether whoever took the lock is gone. Between taking it and writing who took it are moments, not seconds. */
function isAbandoned() {
  try {
    const holder = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    if (holder > 0) return !isAlive(holder)
  } catch {
    // No name in it yet.
  }
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  return Date.now() - since > 10_000
}

/** One set-up at a time: two commands started together on a fresh checkout wait for each other. */
async function takeLock() {
  for (let tries = 0; ; tries += 1) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (tries === 0) process.stderr.write('Another command is setting up already; waiting for it.\n')
    await wait(200)
    if (isAbandoned()) rmSync(lock, { recursive: true, force: true })
  }
}

/** Installs, unless another command has done so meanwhile. Its exit code: 0 when everything is there. */
async function install(wanted) {
  await takeLock()
  try {
    if (isInstalled(wanted)) return 0
    // npm would empty the directory that it leads to, which is somebody else's.
    if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
      process.stderr.write(
        'Setting up failed: node_modules is a link to another directory, which npm ci would empty.\n',
      )
      return 1
    }
    process.stderr.write('Installing what the lock file names; this takes about a minute, once.\n')
    const { code, why, signalled } = await npmCi()
    if (signalled) {
      process.stderr.write(`Setting up was stopped by ${signalled}; the next command starts it anew.\n`)
      return 128 + constants.signals[signalled]
    }
    if (code === 0 && existsSync(node24)) {
      writeFileSync(stamp, wanted)
      return 0
    }
    const reason =
      why ?? (code === 0 ? 'the package `node` brought no Node 24 for this machine' : `it ended with ${code}`)
    process.stderr.write(`Setting up failed: npm ci was run, and ${reason}.\n`)
    return 1
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Sets up where that is needed; its exit code. What stops it beside npm is said in a sentence too. */
async function setUp() {
  try {
    const wanted = wantedStamp()
    return isInstalled(wanted) ? 0 : await install(wanted)
  } catch (error) {
    process.stderr.write(`Setting up failed: ${error.message}.\n`)
    return 1
  }
}

/**
 * npm passes a signal on to the shell that it started, which dies of it and leaves us behind. Whoever ended npm meant
 * us; so the shell's end counts as SIGTERM. Windows tells nothing of a parent's end, and nothing happens there.
 */
function endWithShell() {
  if (!process.env.npm_lifecycle_event) return
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 50)
  watch.unref()
}

const [script, ...args] = process.argv.slice(2)
endWithShell()
if (!script) {
  process.stderr.write('build/setup.mjs: give the script to run.\n')
  process.exitCode = 2
} else {
  process.exitCode = await setUp()
  if (process.exitCode === 0) await runOnNode24(resolve(root, script), args)
}

/** In this process where it is that Node already, else in one of its own. */
async function runOnNode24(path, args) {
  if (realpathSync(process.execPath) === realpathSync(node24)) {
    process.argv = [process.execPath, path, ...args]
    await import(pathToFileURL(path).href)
    return
  }
  const { code, why } = await run(node24, [path, ...args], { stdio: 'inherit' })
  if (why) process.stderr.write(`${node24}: ${why}.\n`)
  process.exitCode = code
}
