import { createReadStream, statSync } from 'node:fs'
import { setImmediate as otherWork } from 'node:timers/promises'
import { createHandlers } from '../../electron/api/handlers.ts'
import { openKeptStore } from '../../electron/api/kept-store.ts'
import { connect } from '../../shared/contract/connect.ts'
import { createMemoryPorts } from '../../shared/contract/memory-port.ts'
import { serve } from '../../shared/contract/serve.ts'
import { pieceBytes } from '../../shared/management/import-pieces.ts'
import { contoso } from '../e2e/browser-window.ts'
import { createHoldWatch, type Hold } from './hold-watch.ts'

/**
 * Does in one process what a desk of many devices asks of it, with a store in the directory that is named and the files of
 * two readings, and prints as JSON for how long each held up whatever else the process has to do, at most.
 */
const [directory = '', first = '', second = ''] = process.argv.slice(2)
const watch = createHoldWatch()
const kept = openKeptStore(directory)
if ('refused' in kept) throw new Error(kept.refused)
const { store } = kept
store.organisations.open(store.organisations.put(contoso))
const handlers = createHandlers({
  ...{ host: 'loopback', version: '0.1.0', environment: {}, store },
  runReadiness: () => Promise.reject(new Error('Nothing is run here.')),
})
const client = connect(async () => {
  const [here, there] = createMemoryPorts()
  serve(handlers, there)
  return here
})
const table = { filter: {}, sort: null, offset: 0, limit: 200 }

const held: Record<string, Hold & { whole: number }> = {}
async function during(what: string, work: () => Promise<unknown>): Promise<void> {
  watch.holds()
  const began = performance.now()
  await work()
  held[what] = { ...watch.holds(), whole: performance.now() - began }
}

/** Each question comes by itself, as those of a window do. */
async function ask(question: () => Promise<unknown>): Promise<void> {
  await question()
  await otherWork()
}

async function take(path: string): Promise<void> {
  const { size: bytes } = statSync(path)
  const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'Get-MobileDevice.csv', bytes })
  let offset = 0
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    await client.call('import.append', { importId, offset, chunk: piece.toString('base64') })
    offset += piece.length
  }
  const imported = await client.call('configuration.import', { importId })
  if (imported.outcome === 'refused') throw new Error(imported.sentence)
}
const noted = () => client.call('quarantine.trail', { after: null, limit: 1 })

await during('read and kept', () => take(first))
await during('joined, decided and indexed', () => client.call('quarantine.rows', table))
await during('history written', noted)
await during('seen at a glance', () => client.call('quarantine.overview', { silentDays: 90 }))
await during('filtered', async () => {
  for (const text of ['p', 'pe', 'person 2', 'nobody'])
    await ask(() => client.call('quarantine.rows', { ...table, filter: { text } }))
})
await during('sorted', async () => {
  for (const by of ['user', 'deviceId', 'agent', 'firstSync'] as const)
    for (const descending of [false, true])
      await ask(() => client.call('quarantine.rows', { ...table, sort: { by, descending } }))
})
await during('grouped', async () => {
  for (const by of ['user', 'agent', 'reported'] as const)
    await ask(() => client.call('quarantine.groups', { filter: {}, by, offset: 0, limit: 200 }))
})
await during('what another default makes of them', () =>
  client.call('quarantine.what-if', {
    ...{ trial: { what: 'default', accessLevel: 'Block' }, offset: 0, limit: 100 },
  }),
)
await during('a second reading, and its history', async () => {
  await take(second)
  await noted()
})
await during('forgotten', () => client.call('configuration.forget', {}))
await take(first)
await noted()
const [one] = store.organisations.list()
await during('removed, and gone for good', async () => {
  await client.call('organisation.remove', { id: one?.id ?? '' })
  await store.organisations.purge()
})
watch.end()
client.close()
store.close()
process.stdout.write(JSON.stringify(held))
