import { expect, onTestFinished, test } from 'vitest'
import { openStore, type Store } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import { ended, opened, standInMachine } from '../engine/management/stand-in-machine.ts'
import { appWithDevices } from './app-with-devices.ts'
import { deviceDocument, keyOf, threeAmong } from './devices-of-contoso.ts'

const later = (minute: number) => `2026-11-29T01:${String(minute).padStart(2, '0')}:00.000Z`

function appTold() {
  const notified: string[] = []
  const app = appWithDevices({
    desktop: { savePdf: async () => ({ outcome: 'cancelled' }), notify: (sentence) => notified.push(sentence) },
  })
  const arrivals = async () => {
    await app.leave()
    return app.told.filter(({ type }) => type === 'quarantined')
  }
  return { ...app, notified, arrivals }
}

test('the first reading tells of no device that is new: all are', async () => {
  const app = appTold()
  await app.import({ devices: threeAmong(5) })
  expect([await app.arrivals(), app.notified]).toEqual([[], []])
})

test('a device of the integration that is newly in quarantine is told of once, and others are not', async () => {
  const app = appTold()
  const known = threeAmong(5)
  await app.import({ devices: known.slice(1) })
  const phone = { mailbox: 4, id: 'NEW', state: 'Quarantined' }
  await app.import({ devices: [...known, phone], collectedAt: later(10) })
  await app.import({ devices: [...known, phone], collectedAt: later(20) })
  const title = 'Contoso: 1 new device of the integration in quarantine'
  const arrived = await app.arrivals()
  expect(arrived).toMatchObject([{ devices: 1, organisation: 'Contoso', title, body: 'Of User 0.' }])
  const [{ keys } = { keys: [] }] = arrived.filter((each) => each.type === 'quarantined')
  const shown = await app.client.call('quarantine.rows', { filter: { keys }, sort: null, offset: 0, limit: 10 })
  expect(shown.rows.map(({ deviceId }) => deviceId)).toEqual([known[0]?.id])
  expect(app.notified).toEqual([`${title}. Of User 0.`])
})

test('so is one that was let in before', async () => {
  const app = appTold()
  const [first, ...others] = threeAmong(1)
  if (!first) throw new Error('There is none.')
  await app.import({ devices: [{ ...first, state: 'Allowed' }, ...others] })
  await app.import({ devices: [first, ...others], collectedAt: later(10) })
  expect(await app.arrivals()).toHaveLength(1)
})

test('one that stays in quarantine for another reason is not new', async () => {
  const app = appTold()
  const [first, ...others] = threeAmong(1)
  if (!first) throw new Error('There is none.')
  await app.import({ devices: [first, ...others] })
  await app.import({ devices: [{ ...first, reason: 'DeviceRule' }, ...others], collectedAt: later(10) })
  expect(await app.arrivals()).toEqual([])
  const { history } = await app.client.call('quarantine.device', { key: keyOf(first) })
  expect(history.map(({ standing }) => standing?.reason)).toEqual(['DeviceRule', 'Global'])
})

test('what Exchange answers live is noted as a file is', async () => {
  const devices = threeAmong(1)
  const { 'Get-MobileDevice': answer } = JSON.parse(deviceDocument({ devices })) as Record<string, object[]>
  const machine = await standInMachine([...opened, { answer: { 'Get-MobileDevice': answer ?? [] } }, ended])
  onTestFinished(machine.close)
  const { client } = appWithDevices({ machine })
  const live = client.feed('management.live', { server: 'exch01.contoso.local', cmdlets: ['Get-MobileDevice'] })
  for await (const event of live) if (event.type === 'failed') throw new Error(event.sentence)
  const { history } = await client.call('quarantine.device', { key: keyOf(devices[0] ?? { mailbox: 0, id: '' }) })
  expect(history).toMatchObject([{ source: 'exch01.contoso.local', standing: { state: 'Quarantined' } }])
})

test('nobody is notified who does not want it', async () => {
  const app = appTold()
  const settings = await app.client.call('settings.read', {})
  await app.client.call('settings.save', { settings: { ...settings, notifications: false } })
  const devices = threeAmong(1)
  await app.import({ devices: devices.slice(1) })
  await app.import({ devices, collectedAt: later(10) })
  expect([await app.arrivals(), app.notified]).toMatchObject([[{ devices: 1 }], []])
})

test('what was read by a program that ended before it was noted is noted by the next, and one that is gone is said to be', async () => {
  const store = openStore({ directory: null })
  const first = appWithDevices({ store })
  const devices = threeAmong(3)
  await first.import({ devices })
  const { id } = await first.client.call('organisation.read', {})
  const stamp = store.configurations.stamp(id ?? '')
  expect(await store.quarantine.history.forget(id ?? '', 100)).toBe(true)
  store.quarantine.history.begin(id ?? '', { stamp: 'another', readAt: later(0), source: 'a.json', devices: 0 })
  const next = appWithDevices({ store, organisation: undefined })
  await next.client.call('quarantine.overview', { silentDays: 30 })
  const key = keyOf(devices[0] ?? { mailbox: 0, id: '' })
  expect((await next.client.call('quarantine.device', { key })).history).toMatchObject([{ finished: true }])
  expect(store.quarantine.history.find(id ?? '', stamp)?.finishedAt).not.toBeNull()
  await next.import({ devices: devices.slice(1), collectedAt: later(30) })
  expect(store.quarantine.history.of(id ?? '', key, 9)).toMatchObject([{ standing: null, readAt: later(30) }, {}])
  store.close()
})

test('what a full disk ended in the middle is seen as unfinished, and goes on when the desk is opened next', async () => {
  const store = openStore({ directory: null })
  const { history } = store.quarantine
  const room = { pieces: 100 }
  const note: typeof history.note = (reading, standings) => {
    room.pieces -= 1
    if (room.pieces < 0) throw new StoreRefused('The disk is full.')
    return history.note(reading, standings)
  }
  const full: Store = { ...store, quarantine: { ...store.quarantine, history: { ...history, note } } }
  const app = appWithDevices({ store: full })
  const devices = threeAmong(600)
  await app.import({ devices: devices.slice(3, 4), collectedAt: later(0) })
  room.pieces = 1
  await expect(app.import({ devices })).rejects.toMatchObject({ code: 'not-kept', detail: 'The disk is full.' })
  const [first, last] = [devices[0], devices.at(-1)].map((device) => keyOf(device ?? { mailbox: 0, id: '' }))
  const historyOf = async (key = '') => (await app.client.call('quarantine.device', { key })).history
  expect([await historyOf(first), await historyOf(last)]).toMatchObject([[{ finished: false }], []])
  room.pieces = 100
  await app.client.call('quarantine.overview', { silentDays: 30 })
  expect([await historyOf(first), await historyOf(last)]).toMatchObject([[{ finished: true }], [{ finished: true }]])
  await app.leave()
  expect(app.told).toContainEqual(expect.objectContaining({ type: 'quarantined', devices: 3 }))
  store.close()
})

test('twenty thousand devices are noted in pieces, beside other work', async () => {
  const app = appWithDevices()
  await app.import({ devices: threeAmong(20_000), mailboxes: 5 })
  const { rows } = await app.client.call('quarantine.rows', {
    ...{ filter: { text: 'PHONE19999' }, sort: null, offset: 0, limit: 1 },
  })
  const told = await app.client.call('quarantine.device', { key: rows[0]?.key ?? '' })
  expect(told.history).toMatchObject([{ standing: { state: 'Allowed' } }])
  expect(app.bugs).toEqual([])
})
