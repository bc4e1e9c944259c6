import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { listenTo, type WalkHost } from './walk-host.ts'

const root = join(import.meta.dirname, '../..')

/** `postern serve` as a process of its own, and its window in a browser. */
export async function startBrowserHost(browser: Browser, folder: string): Promise<WalkHost> {
  const complaints: string[] = []
  let child: ChildProcess
  let context: BrowserContext | undefined
  let page: Page

  async function openWindow(address: string): Promise<Page> {
    if (!context) throw new Error('Postern is not started.')
    const opened = await context.newPage()
    listenTo(opened, complaints)
    await opened.goto(address)
    return opened
  }

  async function start(): Promise<void> {
    await context?.close()
    child = spawn(process.execPath, ['electron/cli/main.ts', 'serve'], {
      cwd: root,
      env: { ...process.env, HOME: folder, XDG_STATE_HOME: folder, LOCALAPPDATA: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const address = await addressOf(child)
    context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
    page = await openWindow(address)
  }

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    // A window whose host is gone says so on its console with each try to come back.
    for (const each of context?.pages() ?? []) each.removeAllListeners('console')
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  await start()
  return {
    page: () => page,
    start,
    kill: () => end('SIGKILL'),
    quit: () => end('SIGTERM'),
    async reload() {
      await page.reload()
    },
    // The address that was printed opens one window; the session that it began opens others.
    openAnother: () => openWindow(new URL('/', page.url()).href),
    complaints: () => complaints,
    async close() {
      await context?.close()
      await end('SIGTERM')
    },
  }
}

/** The address that Postern prints; its error output where it ends before. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  let errors = ''
  const address = Promise.withResolvers<string>()
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text
    const [, found] = /^Open (\S+) in a browser/m.exec(said) ?? []
    if (found) address.resolve(found)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  child.once('exit', (code) => address.reject(new Error(`postern serve ended with ${code}:\n${errors}`)))
  return address.promise
}
