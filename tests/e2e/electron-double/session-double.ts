import type { OnBeforeRequestListenerDetails, Session } from 'electron'
import { registerScheme } from './addresses.ts'
import { fail } from './failures.ts'
import { strict } from './strict.ts'

type RequestListener = (
  details: OnBeforeRequestListenerDetails,
  callback: (response: { cancel?: boolean }) => void,
) => void
type SchemeHandler = (request: Request) => Response | Promise<Response>
type DownloadListener = (event: { preventDefault(): void }, item: object, contents: object) => void
type PermissionCheck = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type PermissionRequest = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

/** What the app has told the one session of the double; Chromium's traffic is decided by it. */
export const sessionState: {
  ready: boolean
  onBeforeRequest: RequestListener | null
  permissionCheck: PermissionCheck | null
  permissionRequest: PermissionRequest | null
  willDownload: DownloadListener[]
  handlers: Map<string, SchemeHandler>
} = {
  ready: false,
  onBeforeRequest: null,
  permissionCheck: null,
  permissionRequest: null,
  willDownload: [],
  handlers: new Map(),
}

const webRequest = strict('WebRequest', {
  onBeforeRequest(...args: unknown[]): void {
    if (args.length > 1) fail('The Electron double knows onBeforeRequest without a filter only')
    sessionState.onBeforeRequest = args[0] as RequestListener | null
  },
})

export const protocol = strict('Protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: Record<string, boolean> }[]): void {
    if (sessionState.ready) fail('protocol.registerSchemesAsPrivileged must be called before the app is ready')
    for (const { scheme, privileges } of schemes) {
      if (privileges?.bypassCSP) fail(`The scheme ${scheme} would bypass the content security policy`)
      if (!privileges?.standard || !privileges.secure) fail(`The Electron double knows standard, secure schemes only`)
      registerScheme(scheme)
    }
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!sessionState.ready) fail('protocol.handle must be called after the app is ready')
    if (sessionState.handlers.has(scheme)) fail(`The scheme ${scheme} is handled already`)
    sessionState.handlers.set(scheme, handler)
  },
})

const defaultSession = strict(
  'Session',
  {
    protocol,
    webRequest,
    setPermissionCheckHandler(handler: PermissionCheck | null): void {
      sessionState.permissionCheck = handler
    },
    setPermissionRequestHandler(handler: PermissionRequest | null): void {
      sessionState.permissionRequest = handler
    },
    setDevicePermissionHandler(): void {
      // Chromium without a window offers no device, so the handler is never asked.
    },
    async resolveProxy(_url: string): Promise<string> {
      return 'DIRECT'
    },
    on(_event: string, listener: DownloadListener): void {
      sessionState.willDownload.push(listener)
    },
  },
  new Set(['will-download']),
)

export const session = strict('typeof Session', {
  get defaultSession(): unknown {
    return sessionState.ready ? defaultSession : fail('session.defaultSession can be had after the app is ready only')
  },
})
