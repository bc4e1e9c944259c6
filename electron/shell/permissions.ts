import type { Session } from 'electron'
import { isAppAddress } from './app-origin.ts'

/** Copying text is all that the page may ask for, so that evidence and scripts can be copied with a button. */
const granted = 'clipboard-sanitized-write'

/**
 * Refuses every permission and device but writing text to the clipboard, and every request that is not for the app's
 * own files: the page has no network at all. Developer tools are let through in a build that is not packaged.
 */
export function lockSession(session: Session, options: { developerTools: boolean }): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === granted && details.isMainFrame && isAppAddress(details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return permission === granted && isAppAddress(requestingOrigin)
  })
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isAppAddress(details.url) || (options.developerTools && details.url.startsWith('devtools://'))
    answer({ cancel: !allowed })
  })
}
