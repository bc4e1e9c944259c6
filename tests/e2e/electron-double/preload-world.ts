type Bridge = (kind: 'call' | 'send' | 'open', ...payload: unknown[]) => Promise<void>
type Listener = (event: object, ...args: unknown[]) => void

/**
 * Runs in the page before its own scripts: gives the preload file its `require('electron')`. It is injected as text, so
 * it may use nothing from outside. As under Electron's context isolation, what the preload exposes is copied and frozen,
 * and functions take and give only what can be cloned. Subframes get no preload.
 */
function preloadWorld(
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
  bindingName: string,
  deliverName: string,
): void {
  const scope = globalThis as unknown as Record<string | symbol, unknown>
  const bridge = scope[bindingName] as Bridge
  delete scope[bindingName]
  if (window.top !== window) return

  // Electron asks the app before a window is opened, and only a refusal is known here: the caller gets null at once.
  window.open = (url = '', name = '', features = '') => {
    void bridge('open', new URL(url, location.href).href, name, features)
    return null
  }

  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...args: unknown[]) => cross(Reflect.apply(value, undefined, args.map(cross)))
    }
    if (typeof value !== 'object' || value === null) return structuredClone(value)
    if (Array.isArray(value)) return Object.freeze(value.map(cross))
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cross(item)])))
  }
  const only = (name: string, known: Record<string, unknown>): unknown =>
    new Proxy(known, {
      get(target, key) {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key)
        void bridge('call', name, key, [])
        throw new Error(`The Electron double does not know ${name}.${key}`)
      },
    })
  // Functions cannot be sent to the judge, so they are marked.
  const declare = (name: string, method: string, args: unknown[]): void => {
    void bridge(
      'call',
      name,
      method,
      JSON.parse(
        JSON.stringify(args, (_key, item: unknown) => (typeof item === 'function' ? { $function: true } : item)),
      ),
    )
  }

  const listeners = new Map<string, Listener[]>()
  const ipcRenderer = only('IpcRenderer', {
    send(channel: string, ...args: unknown[]) {
      void bridge('send', channel, structuredClone(args))
    },
    on(channel: string, listener: Listener) {
      declare('IpcRenderer', 'on', [channel, listener])
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    },
  })
  const contextBridge = only('ContextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      declare('ContextBridge', 'exposeInMainWorld', [key, api])
      if (key in scope)
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
      Object.defineProperty(scope, key, { value: cross(api), enumerable: true })
    },
  })
  Object.defineProperty(scope, Symbol.for(deliverName), {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...args)
    },
  })
  const require = (name: string): unknown => {
    if (name === 'electron') return only('Renderer', { contextBridge, ipcRenderer })
    throw new Error(`A sandboxed preload cannot require ${name}`)
  }
  preload(require, { exports: {} }, {})
}

/** The text to inject: the function above, applied to the preload file's text. */
export function preloadScript(source: string, bindingName: string, deliverName: string): string {
  const preload = `function (require, module, exports) {${source}\n}`
  return `(${preloadWorld.toString()})(${preload}, ${JSON.stringify(bindingName)}, ${JSON.stringify(deliverName)})`
}
