import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { PrintToPDFOptions, WebPreferences } from 'electron'
import type { BrowserContext, Download, Frame, Page } from 'playwright-core'
import { chromiumAddress, electronAddress } from './addresses.ts'
import { fail } from './failures.ts'
import { ipcMainTarget } from './ipc-main-double.ts'
import { judgePageCall } from './judge-page-call.ts'
import { bindingName, crash, deliver, deliverName } from './page-bridge.ts'
import { applyPermissions } from './permissions-double.ts'
import { preloadScript } from './preload-world.ts'
import { preventableEvent } from './prevented-event.ts'
import { sessionState } from './session-double.ts'
import { strict } from './strict.ts'
import { webFrame } from './web-frame-double.ts'
import { decideAboutWindow, type OpenHandler } from './window-open.ts'

/** `will-redirect` and `will-attach-webview` never come about: the double knows neither redirects nor webviews. */
const emits = new Set([
  'did-navigate',
  'did-finish-load',
  'render-process-gone',
  'destroyed',
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
])

type PageMessage = 'call' | 'send' | 'open'

/** What the rest of the double may do with a WebContents that the app may not. */
export type WebContentsDouble = {
  proxy: object
  /** Decides about a navigation that the page began. */
  guard: (frame: Frame, url: string) => boolean
  owns: (page: Page) => boolean
  onPainted: (listener: () => void) => void
  destroy: () => Promise<void>
}

class WebContentsTarget extends EventEmitter {
  readonly id = 1
  readonly mainFrame: object
  #proxy: object = this
  #context: BrowserContext
  #preload: string
  #size: { width: number; height: number }
  #page: Promise<Page>
  #current: Page | undefined
  #openHandler: OpenHandler | undefined
  #destroyed = false
  #crashed = false
  #ownNavigation = false
  #newDocument = false
  #generation = 0
  #deliveries: Promise<unknown> = Promise.resolve()

  constructor(context: BrowserContext, preferences: WebPreferences, size: { width: number; height: number }) {
    super()
    this.#context = context
    this.#size = size
    this.#preload = preferences.preload === undefined ? '' : readFileSync(preferences.preload, 'utf8')
    this.mainFrame = webFrame(() => this.#current?.mainFrame())
    this.#page = this.#openPage()
  }

  /** Names the strict face of this object, which events carry. */
  wear(proxy: object): void {
    this.#proxy = proxy
  }

  async #openPage(): Promise<Page> {
    const page =
      this.#context.pages().find((each) => each.url() === 'about:blank' && !this.#current) ??
      (await this.#context.newPage())
    this.#current = page
    this.#crashed = false
    await page.setViewportSize(this.#size)
    await page.exposeBinding(bindingName, ({ frame }, kind: PageMessage, ...payload: unknown[]) => {
      this.#hear(frame, kind, payload)
    })
    await page.addInitScript({ content: preloadScript(this.#preload, bindingName, deliverName) })
    page.on('framenavigated', (frame) => this.#navigated(frame))
    page.on('load', () => this.emit('did-finish-load', preventableEvent({})))
    page.on('download', (download) => void this.#downloads(download))
    page.on('crash', () => {
      this.#crashed = true
      this.emit('render-process-gone', preventableEvent({}), { reason: 'crashed', exitCode: 5 })
    })
    const devtools = await this.#context.newCDPSession(page)
    await devtools.send('Page.enable')
    devtools.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      decideAboutWindow(this.#openHandler, url, windowName, windowFeatures.join(','))
    })
    return page
  }

  /** Asks the app about a download; one that it lets be, Electron would ask the admin about, and the double keeps. */
  async #downloads(download: Download): Promise<void> {
    const event = preventableEvent({})
    const [, held = '', address = ''] = /^(blob:)?(.*)$/.exec(download.url()) ?? []
    const item = strict('DownloadItem', {
      getURL: () => `${held}${electronAddress(address)}`,
      getFilename: () => download.suggestedFilename(),
    })
    for (const listener of sessionState.willDownload) listener(event, item, this.#proxy)
    if (event.defaultPrevented) await download.cancel()
  }

  #navigated(frame: Frame): void {
    if (frame !== this.#current?.mainFrame() || !this.#newDocument) return
    this.#newDocument = false
    this.#generation++
    this.emit('did-navigate', preventableEvent({}), electronAddress(frame.url()), 200, 'OK')
  }

  #hear(frame: Frame, kind: PageMessage, payload: unknown[]): void {
    if (kind === 'call') {
      const [type, method, args] = payload as [string, string, unknown[]]
      judgePageCall(type, method, args)
      return
    }
    if (kind === 'open') {
      const [url, name, features] = payload as [string, string, string]
      decideAboutWindow(this.#openHandler, url, name, features)
      return
    }
    const [channel, args] = payload as [string, unknown[]]
    judgePageCall('IpcRenderer', 'send', [channel, ...args])
    const event = preventableEvent({ sender: this.#proxy, senderFrame: webFrame(() => frame), type: 'frame' })
    ipcMainTarget.emit(channel, event, ...args)
  }

  guard(frame: Frame, url: string): boolean {
    const isMainFrame = frame === this.#current?.mainFrame()
    if (isMainFrame && this.#ownNavigation) {
      this.#ownNavigation = false
      this.#newDocument = true
      return true
    }
    const event = preventableEvent({ url, isMainFrame, isSameDocument: false, frame: webFrame(() => frame) })
    this.emit('will-frame-navigate', event)
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url, false, true, 1, 1)
    if (isMainFrame && !event.defaultPrevented) this.#newDocument = true
    return !event.defaultPrevented
  }

  owns(page: Page): boolean {
    return page === this.#current
  }

  async loadURL(url: string): Promise<void> {
    let page = await this.#page
    if (this.#crashed) {
      this.#page = this.#openPage()
      await page.close()
      page = await this.#page
    }
    await applyPermissions(this.#context, this.#proxy, url)
    this.#ownNavigation = true
    try {
      await page.goto(chromiumAddress(url))
    } catch (error) {
      // Chromium shows its own page about the failure, which the next load would otherwise run into.
      if (!this.#destroyed && /net::ERR_/.test(String(error))) await page.waitForURL('chrome-error://**')
      throw error
    }
  }

  reload(): void {
    // To go to the address again would be no more than a jump inside the page, where it has a `#`.
    const again = this.#crashed ? this.loadURL(this.getURL()) : this.#reload()
    again.catch((error: unknown) => {
      if (!this.#destroyed) fail(`The page could not be loaded again: ${error}`)
    })
  }

  async #reload(): Promise<void> {
    const page = await this.#page
    await applyPermissions(this.#context, this.#proxy, this.getURL())
    this.#ownNavigation = true
    await page.reload()
  }

  getURL(): string {
    return electronAddress(this.#current?.url() ?? '')
  }

  send(channel: string, ...args: unknown[]): void {
    const cloned = structuredClone(args)
    const generation = this.#generation
    this.#deliveries = this.#deliveries.then(async () => {
      if (generation !== this.#generation || this.#destroyed) return
      await deliver(this.#current, channel, cloned)
    })
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** Chromium's own, with those of Electron's options that it has too. */
  async printToPDF(options: PrintToPDFOptions): Promise<Buffer> {
    const page = await this.#page
    return page.pdf({
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      printBackground: options.printBackground ?? false,
      tagged: options.generateTaggedPDF ?? false,
      outline: options.generateDocumentOutline ?? false,
      ...(typeof options.pageSize === 'string' && { format: options.pageSize }),
    })
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  forcefullyCrashRenderer(): void {
    void this.#page.then((page) => crash(this.#context, page))
  }

  async destroy(): Promise<void> {
    if (this.#destroyed) return
    this.#destroyed = true
    this.emit('destroyed')
    await (await this.#page).close().catch(() => undefined)
  }
}

/** Makes the WebContents of a window: a page in Chromium with the real preload in it. */
export function openWebContents(
  context: BrowserContext,
  preferences: WebPreferences,
  size: { width: number; height: number },
): WebContentsDouble {
  if (preferences.webviewTag) fail('The Electron double knows no webviews')
  const target = new WebContentsTarget(context, preferences, size)
  const proxy = strict('WebContents', target, emits)
  target.wear(proxy)
  return {
    proxy,
    guard: (frame, url) => target.guard(frame, url),
    owns: (page) => target.owns(page),
    onPainted: (listener) => target.once('did-finish-load', listener),
    destroy: () => target.destroy(),
  }
}
