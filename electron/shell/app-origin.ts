/** The scheme that the window is served over; registered as a standard, secure scheme before the app is ready. */
export const appScheme = 'postern'

/** The one origin that may talk to Postern: serialised as Chromium does it for a standard scheme. */
export const appOrigin = 'postern://app'

/** The page that the window opens. */
export const appPage = `${appOrigin}/`

/** Whether an address is that of something which the app’s own page holds in memory, such as a report to be saved. */
export function isAppBlob(url: string): boolean {
  return url.startsWith(`blob:${appPage}`)
}

/** Whether an address lies under the app's own origin. */
export function isAppAddress(url: string): boolean {
  return url === appOrigin || url.startsWith(appPage)
}
