import type { App } from 'electron'

/** Lets what must be done before the end be done, once the windows are closed; the app quits when it is, or has failed. */
export function endInOrder(app: App, work: () => Promise<void>, report: (error: unknown) => void): void {
  let state: 'open' | 'ending' | 'ended' = 'open'
  app.on('will-quit', (event) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'ending') return
    state = 'ending'
    work()
      .catch(report)
      .finally(() => {
        state = 'ended'
        app.quit()
      })
  })
}
