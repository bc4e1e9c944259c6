import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { describe, expect, test } from 'vitest'
import { endInOrder } from '../../../electron/shell/end-in-order.ts'

/** An app that quits as Electron does: unless `will-quit` is prevented. */
function createApp() {
  const app = Object.assign(new EventEmitter(), {
    ended: false,
    quit() {
      let prevented = false
      app.emit('will-quit', {
        preventDefault: () => {
          prevented = true
        },
      })
      if (!prevented) app.ended = true
    },
  })
  return app
}

describe('the app ends', () => {
  test('when its work is done, once, however often it is told to', async () => {
    const app = createApp()
    const work = Promise.withResolvers<void>()
    let begun = 0
    endInOrder(
      app as unknown as App,
      () => {
        begun += 1
        return work.promise
      },
      () => undefined,
    )
    app.quit()
    app.quit()
    expect([begun, app.ended]).toEqual([1, false])
    work.resolve()
    await expect.poll(() => app.ended).toBe(true)
    expect(begun).toBe(1)
  })

  test('although its work fails, which is reported', async () => {
    const app = createApp()
    const reports: unknown[] = []
    const failed = new Error('The disk is full.')
    endInOrder(
      app as unknown as App,
      () => Promise.reject(failed),
      (error) => reports.push(error),
    )
    app.quit()
    await expect.poll(() => app.ended).toBe(true)
    expect(reports).toEqual([failed])
  })
})
