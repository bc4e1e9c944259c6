import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { appTarget } from './app-double.ts'
import { matchSignature } from './check-call.ts'
import { constructorSignatures } from './electron-types.ts'
import { preventableEvent } from './prevented-event.ts'
import { runtime } from './runtime.ts'
import { strict } from './strict.ts'
import { openWebContents, type WebContentsDouble } from './web-contents-double.ts'

const emits = new Set(['closed', 'close', 'ready-to-show'])

type OpenWindow = {
  proxy: object
  contents: WebContentsDouble
  close: () => void
  options: BrowserWindowConstructorOptions
}

/** The windows that are open, oldest first. */
export const openWindows: OpenWindow[] = []

class BrowserWindowTarget extends EventEmitter {
  readonly id = openWindows.length + 1
  #contents: WebContentsDouble
  #visible: boolean
  #maximised = false
  #bounds: Rectangle
  #destroyed = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.#visible = options.show ?? true
    const size = { width: options.width ?? 800, height: options.height ?? 600 }
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, ...size }
    this.#contents = openWebContents(runtime.context, options.webPreferences ?? {}, size)
    this.#contents.onPainted(() => this.emit('ready-to-show', preventableEvent({})))
  }

  get contents(): WebContentsDouble {
    return this.#contents
  }

  get webContents(): object {
    return this.#contents.proxy
  }

  async loadURL(url: string): Promise<void> {
    await (this.#contents.proxy as { loadURL: (url: string) => Promise<void> }).loadURL(url)
  }

  show(): void {
    this.#visible = true
  }

  isVisible(): boolean {
    return this.#visible
  }

  isMinimized(): boolean {
    return false
  }

  isFocused(): boolean {
    return this.#visible
  }

  maximize(): void {
    this.#maximised = true
  }

  isMaximized(): boolean {
    return this.#maximised
  }

  /** Where the window is when it is not maximised: the size of Chromium's page stays the same either way. */
  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }

  restore(): void {
    // A window of headless Chromium is never minimised.
  }

  focus(): void {
    // Headless Chromium has one page, and it has the focus.
  }

  setBackgroundColor(): void {
    // Seen only before the first paint, which nobody watches here.
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  close(): void {
    if (this.#destroyed) return
    const event = preventableEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) return
    this.#destroyed = true
    openWindows.splice(
      openWindows.findIndex((each) => each.contents === this.#contents),
      1,
    )
    void this.#contents.destroy().then(() => {
      this.emit('closed')
      if (openWindows.length === 0) appTarget.allWindowsClosed()
    })
  }
}

/** `BrowserWindow`: constructed by `new`, with options that Electron declares. */
export const BrowserWindow = strict(
  'typeof BrowserWindow',
  Object.assign(
    function construct(this: unknown, ...args: [BrowserWindowConstructorOptions?]): object {
      matchSignature(constructorSignatures('BrowserWindow'), args, 'new BrowserWindow')
      const target = new BrowserWindowTarget(args[0] ?? {})
      const proxy = strict('BrowserWindow', target, emits)
      openWindows.push({ proxy, contents: target.contents, close: () => target.close(), options: args[0] ?? {} })
      appTarget.emit('web-contents-created', preventableEvent({}), target.webContents)
      return proxy
    },
    { getAllWindows: (): object[] => openWindows.map((each) => each.proxy) },
  ),
)
