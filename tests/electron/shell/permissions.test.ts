import type { Session } from 'electron'
import { describe, expect, test } from 'vitest'
import { lockSession } from '../../../electron/shell/permissions.ts'

type Loose = (...args: unknown[]) => unknown

function locked(developerTools: boolean) {
  const handlers: Record<string, Loose> = {}
  const keep = (name: string) => (handler: Loose) => {
    handlers[name] = handler
  }
  lockSession(
    {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      webRequest: { onBeforeRequest: keep('traffic') },
      on: (event: string, handler: Loose) => keep(event)(handler),
    } as unknown as Session,
    { developerTools },
  )
  const answer = (name: string, ...args: unknown[]): unknown => {
    let given: unknown
    const details = args.pop()
    handlers[name]?.(...args, (value: unknown) => (given = value), details)
    return given
  }
  return {
    requested: (permission: string, details: object) => answer('request', {}, permission, details),
    checked: (permission: string, origin: string) => handlers.check?.(null, permission, origin, {}),
    device: () => handlers.device?.({}),
    downloads: (url: string) => {
      let kept = true
      handlers['will-download']?.({ preventDefault: () => (kept = false) }, { getURL: () => url })
      return kept
    },
    cancelled: (url: string): unknown => {
      let given: unknown
      handlers.traffic?.({ url }, (value: unknown) => (given = value))
      return given
    },
  }
}

const own = { isMainFrame: true, requestingUrl: 'postern://app/' }

describe('the session refuses', () => {
  test.each([
    ['geolocation'],
    ['media'],
    ['notifications'],
    ['clipboard-read'],
    ['openExternal'],
    ['usb'],
    ['unknown'],
  ])('the permission %s', (permission) => {
    const session = locked(true)
    expect([session.requested(permission, own), session.checked(permission, 'postern://app/')]).toEqual([false, false])
  })

  test('copying to anyone but the top frame of postern://app', () => {
    const session = locked(true)
    const write = 'clipboard-sanitized-write'
    expect(session.requested(write, { ...own, isMainFrame: false })).toBe(false)
    expect(session.requested(write, { ...own, requestingUrl: 'https://example.invalid/' })).toBe(false)
    expect(session.checked(write, 'https://example.invalid/')).toBe(false)
    expect(session.checked(write, 'postern://app.example/')).toBe(false)
  })

  test('every device', () => {
    expect(locked(true).device()).toBe(false)
  })

  test.each([
    ['https://example.invalid/'],
    ['http://127.0.0.1:80/'],
    ['wss://example.invalid/'],
    ['file:///etc/passwd'],
    ['postern://other/'],
    ['postern://app.example/'],
    ['postern://app:1/'],
    ['devtools://devtools/bundled/'],
  ])('to load %s once it is packaged', (url) => {
    expect(locked(false).cancelled(url)).toEqual({ cancel: true })
  })
})

describe('what is saved', () => {
  test.each([
    ['https://example.invalid/a.exe'],
    ['postern://app/assets/index.js'],
    ['data:text/html,x'],
    ['blob:https://example.invalid/0a'],
    ['blob:postern://app.example/0a'],
    ['blob:null/0a'],
    ['file:///etc/passwd'],
  ])('is never %s', (url) => {
    expect(locked(true).downloads(url)).toBe(false)
  })

  test('is what the app’s own page wrote', () => {
    expect(locked(false).downloads('blob:postern://app/7f2d')).toBe(true)
    expect(locked(false).cancelled('blob:postern://app/7f2d')).toEqual({ cancel: false })
    expect(locked(false).cancelled('blob:postern://app.example/7f2d')).toEqual({ cancel: true })
  })
})

describe('the session lets through', () => {
  test('copying text from the app’s own page', () => {
    const session = locked(false)
    expect(session.requested('clipboard-sanitized-write', own)).toBe(true)
    expect(session.checked('clipboard-sanitized-write', 'postern://app/')).toBe(true)
    expect(session.checked('clipboard-sanitized-write', 'postern://app')).toBe(true)
  })

  test.each([
    ['postern://app/', false],
    ['postern://app/assets/index.js', false],
    ['devtools://devtools/bundled/', true],
  ])('%s', (url, developerTools) => {
    expect(locked(developerTools).cancelled(url)).toEqual({ cancel: false })
  })
})
