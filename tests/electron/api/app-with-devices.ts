import type { HandlersOptions } from '../../../electron/api/handlers.ts'
import type { FeedEvent } from '../../../shared/contract/contract.ts'
import { openApp, send } from './app-with-configuration.ts'
import { deviceDocument, type Made } from './devices-of-contoso.ts'

/** An app whose clock stands where the test puts it, with what a window is told. */
export function appWithDevices(options: Partial<HandlersOptions> = {}) {
  const clock = { now: '2026-11-29T02:00:00.000Z' }
  const app = openApp({ now: () => new Date(clock.now), user: () => 'anna', ...options })
  const told: FeedEvent<'app.events'>[] = []
  const leaving = new AbortController()
  const listening = (async () => {
    for await (const event of app.client.feed('app.events', {}, leaving.signal)) told.push(event)
  })().catch(() => undefined)
  return {
    ...{ ...app, clock, told },
    async leave() {
      leaving.abort()
      await listening
    },
    /** Imports a document, and waits until what it tells has been noted. */
    async import(made: Made | string) {
      const file = typeof made === 'string' ? made : deviceDocument(made)
      const importId = await send(app.client, file)
      const imported = await app.client.call('configuration.import', { importId })
      if (imported.outcome === 'refused') throw new Error(imported.sentence)
      await app.client.call('quarantine.trail', { after: null, limit: 1 })
    },
  }
}

export const everything = { filter: {}, sort: null, offset: 0, limit: 500 } as const
export const because = { reason: 'The calendar integration', ticket: 'INC-7' }
