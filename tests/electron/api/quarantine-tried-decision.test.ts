import { expect, test } from 'vitest'
import type { CallArgument } from '../../../shared/contract/contract.ts'
import { appWithDevices } from './app-with-devices.ts'
import { deviceDocument, integrationAgent, keyOf, threeAmong } from './devices-of-contoso.ts'

const devices = threeAmong(20)
const integration = devices.slice(0, 3).map(keyOf)

async function appWith() {
  const app = appWithDevices()
  await app.import({ devices })
  const { client } = app
  const attempt = (of: Extract<CallArgument<'quarantine.what-if'>['trial'], { what: 'decision' }>['of']) =>
    client.call('quarantine.what-if', { trial: { what: 'decision', of }, offset: 0, limit: 100 })
  return { client, attempt }
}

test('a decision is tried before it lies in the tray, and leaves nothing there', async () => {
  const { client, attempt } = await appWith()
  const tried = await attempt({ devices: { keys: integration }, verdict: 'allow' })
  expect(tried).toMatchObject({
    ...{ outcome: 'tried', total: 3, moves: [{ from: 'Quarantined', to: 'Allowed', count: 3 }] },
    devices: integration.map((key) => ({ row: { key } })),
  })
  expect(await attempt({ devices: { keys: integration }, verdict: 'leave' })).toMatchObject({ outcome: 'not-needed' })
  const which = { which: 'tray', offset: 0, limit: 10 } as const
  expect(await client.call('quarantine.decisions', which)).toMatchObject({ total: 0 })
  expect(await client.call('quarantine.trail', { after: null, limit: 10 })).toMatchObject({ lines: [] })
})

test('of all that a filter finds, as many as were shown, and of no others', async () => {
  const { client, attempt } = await appWith()
  const filter = { integration: true }
  const { reading } = await client.call('quarantine.rows', { filter, sort: null, offset: 0, limit: 1 })
  const block = (count: number, by = reading) => attempt({ devices: { filter, reading: by, count }, verdict: 'block' })
  expect(await block(3)).toMatchObject({ outcome: 'tried', moves: [{ from: 'Quarantined', to: 'Blocked', count: 3 }] })
  expect(await block(4)).toMatchObject({ outcome: 'stale' })
  expect(await block(3, 'another')).toMatchObject({ outcome: 'stale' })
})

test('a rule is tried with whatever else it lets in', async () => {
  const { attempt } = await appWith()
  const rule = { characteristic: 'UserAgent', queryString: integrationAgent, accessLevel: 'Allow' } as const
  expect(await attempt({ rule })).toMatchObject({ outcome: 'tried', total: 3 })
})

test('of a new default it is not said that it hits nobody, where the one that is there was not read', async () => {
  const app = appWithDevices()
  const { 'Get-ActiveSyncOrganizationSettings': _, ...read } = JSON.parse(deviceDocument({ devices }))
  await app.import(JSON.stringify(read))
  const trial = { what: 'default', accessLevel: 'Block' } as const
  const tried = await app.client.call('quarantine.what-if', { trial, offset: 0, limit: 10 })
  expect(tried).toMatchObject({
    outcome: 'not-read',
    sentence: expect.stringContaining('DefaultAccessLevel of the organisation'),
  })
})
