import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type LaunchedApp, type MainFunction, stateIn } from './launched-app.ts'

const root = join(import.meta.dirname, '../../..')
const mainFile = join(root, 'out/main/main.js')

type Message =
  | { kind: 'started'; endpoint: string }
  | { kind: 'failure'; sentence: string }
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'error'; id: number; message: string }

/**
 * Starts the built main process on the double. `userData` is its folder; a second start with the same one is refused. `more`
 * are arguments as the system would hand them over.
 */
export function startDouble(userData: string, more: readonly string[] = []) {
  const child = spawn(
    process.execPath,
    ['--import', new URL('./register.ts', import.meta.url).href, mainFile, `--user-data-dir=${userData}`, ...more],
    { cwd: root, env: stateIn(userData), stdio: ['ignore', 'inherit', 'pipe', 'ipc'] },
  )
  const errorOutput: string[] = []
  const failures: string[] = []
  const answers = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const started = Promise.withResolvers<string>()
  started.promise.catch(() => undefined)
  const exited = once(child, 'exit').then(([code]) => code as number | null)

  child.stderr?.setEncoding('utf8').on('data', (text: string) => errorOutput.push(text))
  child.on('message', (message: Message) => {
    if (message.kind === 'started') started.resolve(message.endpoint)
    else if (message.kind === 'failure') failures.push(message.sentence)
    else if (message.kind === 'value') answers.get(message.id)?.resolve(message.value)
    else answers.get(message.id)?.reject(new Error(message.message))
  })
  exited.then((code) => {
    const error = new Error(`Postern ended with ${code}:\n${errorOutput.join('')}`)
    started.reject(error)
    for (const answer of answers.values()) answer.reject(error)
  })

  return {
    started: started.promise,
    exited,
    errorOutput: () => errorOutput.join(''),
    failures: () => failures,
    evaluate<A, R>(call: MainFunction<A, R>, argument: A): Promise<R> {
      const id = answers.size
      const answer = Promise.withResolvers<unknown>()
      answers.set(id, answer)
      child.send({ id, source: call.toString(), argument })
      return answer.promise as Promise<R>
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await exited
    },
    /** Asks the app to quit, which ends Chromium too, unless it has ended already. */
    async stop(): Promise<void> {
      if (child.connected) child.send({ id: -1, source: '({ app }) => setImmediate(() => app.quit()) && undefined' })
      await exited
    },
  }
}

/** Starts Postern on the double and waits until its page has loaded. A folder that is given stays when it is closed. */
export async function launchOnDouble(folder?: string): Promise<LaunchedApp> {
  const userData = folder ?? (await mkdtemp(join(tmpdir(), 'postern-double-')))
  const remove = async () => {
    if (folder === undefined) await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  }
  const app = startDouble(userData)
  const { browser, page } = await attach(app.started).catch(async (cause: unknown) => {
    await app.stop()
    await remove()
    // An app that ends while it starts says why on its error output, and Chromium only that it is gone.
    throw new Error(`Postern did not start:\n${app.errorOutput()}`, { cause })
  })
  return {
    page,
    evaluate: app.evaluate,
    errorOutput: app.errorOutput,
    failures: app.failures,
    exited: app.exited,
    async kill() {
      // Chromium goes when who started it is gone, and has its profile until then.
      const gone = new Promise((resolve) => browser.once('disconnected', resolve))
      await app.kill()
      await gone
    },
    async close() {
      await browser.close()
      await app.stop()
      await remove()
    },
  }
}

/** Attaches to Chromium and waits until the window's page has loaded. */
async function attach(started: Promise<string>): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.connectOverCDP(await started)
  const page = browser.contexts().flatMap((context) => context.pages())[0]
  if (page === undefined) throw new Error('Chromium has no page.')
  await page.waitForURL('https://app.postern.invalid/', { waitUntil: 'load' })
  return { browser, page }
}
