import type { Session } from 'electron'
import { isAppAddress, isAppBlob } from './app-origin.ts'

/** Copying text is all that the page may ask for, so that evidence and scripts can be copied with a button. */
const granted = 'clipboard-sanitized-write'

/**
 * Refuses every permission and device but writing text to the clipboard, and every request that is not for the app's
 * own files: the page has no network at all. What the page itself wrote, such as a report, it may hand over to be saved:
 * Electron asks where, each time. Developer tools are let through in a build that is not packaged.
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
    const allowed =
      isAppAddress(details.url) ||
      isAppBlob(details.url) ||
      (options.developerTools && details.url.startsWith('devtools://'))
    answer({ cancel: !allowed })
  })
  session.on('will-download', (event, item) => {
    if (!isAppBlob(item.getURL())) event.preventDefault()
  })
}
