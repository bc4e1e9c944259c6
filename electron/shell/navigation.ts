import type { App, Shell } from 'electron'
import { t } from '../../shared/language/translate.ts'
import { isExternalLink } from './external-links.ts'

/**
 * Keeps every web contents, whoever makes it, on the page that it was opened with: no navigation by the page, no
 * redirect, no second window, no webview. A link to a page of the allow-list opens in the admin's own browser.
 */
export function guardNavigation(app: App, shell: Shell, report: (sentence: string) => void): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isExternalLink(url)) {
        shell.openExternal(url).catch(() => report(t`The page ${url} could not be opened in a browser.`))
      }
      return { action: 'deny' }
    })
  })
}
