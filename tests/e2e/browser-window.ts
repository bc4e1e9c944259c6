import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { createHandlers, type HandlersOptions } from '../../electron/api/handlers.ts'
import { startLoopbackHost } from '../../electron/loopback/loopback-host.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'

const built = join(import.meta.dirname, '../../out/renderer')

export const contoso: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe' },
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
}

/** What a window is opened with where Contoso is named, and its password held. */
export const named = { organisation: contoso, password: 'hunter2' }

export type BrowserWindow = {
  page: Page
  /** What the page's console said as a warning or an error; violations of the policy are among it. */
  complaints: string[]
  /** Ends the host alone, as if Postern itself had ended. */
  endHost(): Promise<void>
  close(): Promise<void>
}

export type WindowOptions = Pick<
  HandlersOptions,
  | 'runReadiness'
  | 'organisation'
  | 'password'
  | 'store'
  | 'now'
  | 'monotonic'
  | 'setTimer'
  | 'serveMetrics'
  // Only a program that makes the handlers itself can say so: no argument and no variable of Postern's does.
  | 'machine'
> & {
  context?: BrowserContextOptions
  /** The place where the window opens, as its address says it after the `#`; where there is something to do, without it. */
  at?: string
  /** Where the built renderer is; where the app is built to, without it. */
  rendererDirectory?: string
}

/** Opens the built renderer on the real loopback host, with the real handlers, in a context of its own. */
export async function openBrowserWindow(browser: Browser, options: WindowOptions): Promise<BrowserWindow> {
  const { context: contextOptions, at = '', rendererDirectory = built, ...rest } = options
  const handlers = createHandlers({
    host: 'loopback',
    version: '0.1.0',
    environment: {},
    ...rest,
  })
  await handlers.watch.begin()
  const host = await startLoopbackHost({ handlers, rendererDirectory })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...contextOptions,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${host.url}${at}`)
  return {
    page,
    complaints,
    endHost: () => host.close(),
    async close() {
      await context.close()
      await handlers.watch.end()
      await host.close()
    },
  }
}
