import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from './failures.ts'
import { preventableEvent } from './prevented-event.ts'
import { strict } from './strict.ts'

const emits = new Set([
  'ready',
  'web-contents-created',
  'window-all-closed',
  'second-instance',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'open-url',
  'open-file',
])

const manifest: { name: string; version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
)

class AppTarget extends EventEmitter {
  readonly isPackaged = false
  readonly name = manifest.name
  readonly userData = process.argv.find((each) => each.startsWith('--user-data-dir='))?.split('=')[1] ?? ''
  sandboxed = false
  #ready = Promise.withResolvers<void>()
  #isReady = false
  #quitting = false
  #closeWindows: () => void = () => {}
  #stop: () => Promise<void> = async () => {}

  /** Called once Chromium runs. */
  becomeReady(closeWindows: () => void, stop: () => Promise<void>): void {
    this.#closeWindows = closeWindows
    this.#stop = stop
    this.#isReady = true
    this.emit('ready', preventableEvent({}), {})
    this.#ready.resolve()
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  isReady(): boolean {
    return this.#isReady
  }

  enableSandbox(): void {
    if (this.#isReady) fail('app.enableSandbox must be called before the app is ready')
    this.sandboxed = true
  }

  getVersion(): string {
    return manifest.version
  }

  /**
   * As under Electron, a lock belongs to the user data folder, for as long as who took it lives; the second start's
   * arguments reach the first.
   */
  requestSingleInstanceLock(): boolean {
    mkdirSync(this.userData, { recursive: true })
    const lock = join(this.userData, 'instance.lock')
    const knocks = join(this.userData, 'instance.knock')
    if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
      writeFileSync(knocks, JSON.stringify(process.argv))
      return false
    }
    writeFileSync(lock, String(process.pid))
    const watcher = watch(this.userData, (_kind, file) => {
      if (file !== 'instance.knock' || !existsSync(knocks)) return
      rmSync(knocks)
      this.emit('second-instance', preventableEvent({}), [], process.cwd(), undefined)
    })
    watcher.unref()
    process.once('exit', () => rmSync(lock, { force: true }))
    return true
  }

  allWindowsClosed(): void {
    if (this.#quitting) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  exit(code: number): void {
    this.#stop().finally(() => process.exit(code))
  }

  quit(): void {
    if (this.#quitting) return
    const before = preventableEvent({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    this.#closeWindows()
    const will = preventableEvent({})
    this.emit('will-quit', will)
    if (will.defaultPrevented) {
      // Its windows are closed and it runs on, until it is told to quit again.
      this.#quitting = false
      return
    }
    this.emit('quit', preventableEvent({}), 0)
    this.#stop().finally(() => process.exit(0))
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export const appTarget = new AppTarget()
export const app = strict('App', appTarget, emits)
