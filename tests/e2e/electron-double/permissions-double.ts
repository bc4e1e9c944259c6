import type { BrowserContext } from 'playwright-core'
import { chromiumAddress } from './addresses.ts'
import { sessionState } from './session-double.ts'

/** Electron's name of a permission, and Chromium's. */
const permissions = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
} as const

type PermissionName = keyof typeof permissions

function isGranted(contents: unknown, permission: PermissionName, url: string): Promise<boolean> {
  const { permissionCheck, permissionRequest } = sessionState
  const origin = url.replace(/\/?$/, '/')
  const checked =
    permissionCheck?.(contents as never, permission, origin, { isMainFrame: true, requestingUrl: url }) ?? true
  if (!checked) return Promise.resolve(false)
  // Without a handler Electron grants everything, and so does the double.
  if (permissionRequest === null) return Promise.resolve(true)
  return new Promise((resolve) => {
    permissionRequest(contents as never, permission, resolve, { isMainFrame: true, requestingUrl: url })
  })
}

/** Asks the app's handlers about each permission, and tells Chromium what they answered. */
export async function applyPermissions(context: BrowserContext, contents: unknown, url: string): Promise<void> {
  const granted: string[] = []
  for (const [name, chromiumNames] of Object.entries(permissions)) {
    if (await isGranted(contents, name as PermissionName, url)) granted.push(...chromiumNames)
  }
  // Whatever is not granted here is refused by Chromium without asking.
  await context.grantPermissions(granted, { origin: new URL(chromiumAddress(url)).origin })
}
