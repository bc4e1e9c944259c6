import { join } from 'node:path'
import { createHandlers } from '../../electron/api/handlers.ts'
import { openStore } from '../../electron/engine/store/store.ts'
import { startLoopbackHost } from '../../electron/loopback/loopback-host.ts'
import { contoso } from '../e2e/browser-window.ts'
import { createHoldWatch, type Hold } from './hold-watch.ts'

/**
 * A Postern on loopback over the store in the directory that is named, as `postern serve` is one. Whoever started it is
 * told its address, and how long its event loop was held at most since it was asked last.
 */
export type DeskHostAnswer = { url: string } | Hold
export type DeskHostQuestion = 'held' | 'settled' | 'end'

const [directory = ''] = process.argv.slice(2)
const watch = createHoldWatch()
const store = openStore({ directory })
const [known] = store.organisations.list()
store.organisations.open(known?.id ?? store.organisations.put(contoso))
const handlers = createHandlers({
  ...{ host: 'loopback', version: '0.1.0', environment: {}, store },
  runReadiness: () => Promise.reject(new Error('Nothing is run here.')),
})
const rendererDirectory = join(import.meta.dirname, '../../out/renderer')
const host = await startLoopbackHost({ handlers, rendererDirectory })
const answer = (told: DeskHostAnswer) => process.send?.(told)

process.on('message', async (question: DeskHostQuestion) => {
  if (question === 'end') {
    watch.end()
    await host.close()
    store.close()
    process.disconnect()
    return
  }
  // It waits until the history of what was read has been written.
  if (question === 'settled')
    await handlers.calls['quarantine.trail']({ after: null, limit: 1 }, new AbortController().signal)
  answer(watch.holds())
})
// Whoever started it is gone: nobody ends it any more.
process.on('disconnect', () => process.exit())
answer({ url: host.url })
