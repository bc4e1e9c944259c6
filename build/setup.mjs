// Brings a fresh checkout to where everything else can run, then runs the script that it was given:
//   node build/setup.mjs SCRIPT [ARGUMENT...]
// Works on Node 20 without a dependency. Everything after it runs on the Node 24 that the npm package `node` brings.
// It writes to standard error only: what a script prints is that script's own.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
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

function isInstalled() {
  return existsSync(stamp) && existsSync(node24) && readFileSync(stamp, 'utf8') === wantedStamp()
}

/** The path without our own node_modules/.bin, which `npm ci` is about to take away. */
function pathWithoutOurs() {
  const own = join(modules, '.bin')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => resolve(entry) !== own)
    .join(delimiter)
}

function npmCi() {
  return new Promise((done) => {
    const child = spawn('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
      cwd: root,
      env: { ...process.env, PATH: pathWithoutOurs() },
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    child.on('error', () => done(1))
    child.on('exit', (code) => done(code ?? 1))
  })
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** One set-up at a time: two commands started together on a fresh checkout wait for each other. */
async function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    await wait(500)
    let holder = 0
    try {
      holder = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    } catch {
      continue
    }
    if (!isAlive(holder)) rmSync(lock, { recursive: true, force: true })
  }
}

async function install() {
  await takeLock()
  try {
    if (isInstalled()) return true
    process.stderr.write('Installing what the lock file names; this takes about a minute, once.\n')
    const code = await npmCi()
    if (code === 0 && existsSync(node24)) {
      writeFileSync(stamp, wantedStamp())
      return true
    }
    const why = code === 0 ? 'the package `node` brought no Node 24 for this machine' : `npm ci ended with ${code}`
    process.stderr.write(`Setting up failed: ${why}. Its own words are above.\n`)
    return false
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function runOnNode24(script, args) {
  const child = spawn(node24, [script, ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}

const [script, ...args] = process.argv.slice(2)
if (!script) {
  process.stderr.write('build/setup.mjs: give the script to run.\n')
  process.exitCode = 2
} else if (isInstalled() || (await install())) {
  const path = resolve(root, script)
  if (realpathSync(process.execPath) === realpathSync(node24)) {
    process.argv = [process.execPath, path, ...args]
    await import(pathToFileURL(path).href)
  } else {
    runOnNode24(path, args)
  }
} else {
  process.exitCode = 1
}
