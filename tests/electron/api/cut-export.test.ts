import { expect, it } from 'vitest'
import { send } from './app-with-configuration.ts'
import { appWithDevices } from './app-with-devices.ts'
import { deviceDocument } from './devices-of-contoso.ts'

/** An export by hand of so many devices, beside a mailbox that allows one that is not among them. */
async function withDevices(count: number, file: (document: string) => string = byHand) {
  const devices = Array.from({ length: count }, (_, at) => ({ mailbox: at % 5, id: `D${at}` }))
  const { client } = appWithDevices()
  const importId = await send(client, file(deviceDocument({ devices, allowed: { 0: ['BEYOND'] } })))
  const imported = await client.call('configuration.import', { importId })
  const overview = await client.call('quarantine.overview', { silentDays: 90 })
  const stale = overview.leftovers.find(({ kind }) => kind === 'stale-ids')?.count
  return { notes: imported.outcome === 'kept' ? (imported.summary.notes ?? []) : [], cut: overview.cut, stale }
}

function byHand(document: string): string {
  const { postern: _, errors: _errors, ...parts } = JSON.parse(document)
  return JSON.stringify(parts)
}

it('an export of exactly a thousand devices was probably cut off, and no id is called left over by it', async () => {
  expect(await withDevices(1_000)).toEqual({
    notes: [expect.stringMatching(/^Get-MobileDevice told exactly 1,000: .*-ResultSize Unlimited/)],
    ...{ cut: ['mobileDevices'], stale: 0 },
  })
})

it.each([
  ['of one less', 999, byHand],
  ['of one more', 1_001, byHand],
  ['that says it is all', 1_000, (document: string) => document],
])('an export %s was not', async (_what, count, file) => {
  expect(await withDevices(count, file)).toEqual({ notes: [], cut: [], stale: 1 })
})
