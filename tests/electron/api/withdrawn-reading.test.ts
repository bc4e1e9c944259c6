import { describe, expect, it } from 'vitest'
import type { Client } from '../../../shared/contract/contract.ts'
import { appWithDevices, because } from './app-with-devices.ts'
import { keyOf, threeAmong } from './devices-of-contoso.ts'

const devices = threeAmong(2)
const [first = '', second = ''] = devices.map(keyOf)
const elsewhere = devices.map((device) => ({ ...device, id: `OTHER${device.id}` }))
const page = { offset: 0, limit: 100 } as const
const at = (hour: number) => `2026-11-29T0${hour}:00:00.000Z`

type App = ReturnType<typeof appWithDevices>

async function readAt(app: App, hour: number, made: Parameters<App['import']>[0]) {
  app.clock.now = at(hour)
  await app.import(typeof made === 'string' ? made : { ...made, collectedAt: at(hour) })
}
const decisionsOf = async (client: Client) =>
  (
    await Promise.all(
      (['tray', 'settled'] as const).map((which) => client.call('quarantine.decisions', { which, ...page })),
    )
  ).map(({ decisions }) => decisions.map(({ decision, outcome }) => [decision.kind, outcome?.kind ?? null]))
const trailOf = async (client: Client) =>
  (await client.call('quarantine.trail', { after: null, limit: 100 })).lines.map(({ entry, withdrawn }) => [
    entry?.what,
    withdrawn,
  ])
const readings = async (client: Client) => (await client.call('quarantine.readings', {})).readings

/** One was allowed and seen so; another is to be removed. Then a reading in which there are others. */
async function mistaken(): Promise<App> {
  const app = appWithDevices()
  await app.import({ devices })
  await app.client.call('quarantine.decide', { devices: { keys: [first] }, verdict: 'allow', ...because })
  await readAt(app, 3, { devices, allowed: { 0: ['EAS0'] } })
  await app.client.call('quarantine.decide', { devices: { keys: [second] }, verdict: 'remove', ...because })
  await readAt(app, 4, { devices: elsewhere })
  return app
}

describe('a reading that was a mistake', () => {
  it('says wrong things of decisions until it is taken back', async () => {
    const { client } = await mistaken()
    expect(await decisionsOf(client)).toEqual([
      [],
      [
        ['allow', 'gone'],
        ['remove', 'done'],
      ],
    ])
  })

  it('is taken back with all that it said, and its lines stay, marked', async () => {
    const { client } = await mistaken()
    const before = await trailOf(client)
    const [current] = await readings(client)
    expect(current).toMatchObject({ isCurrent: true, withdrawnAt: null, devices: 5 })
    const { forgotten } = await client.call('quarantine.withdraw-reading', { number: current?.number ?? 0 })
    expect(forgotten).toContain('mobileDevices')
    expect((await client.call('configuration.read', {})).parts).toEqual([])
    expect(await decisionsOf(client)).toEqual([[['remove', null]], [['allow', 'done']]])
    const trail = await trailOf(client)
    expect(trail.slice(1).map(([what]) => what)).toEqual(before.map(([what]) => what))
    expect(trail.filter(([, withdrawn]) => withdrawn)).toHaveLength(2)
    expect(trail[0]).toEqual(['reading-withdrawn', false])
    expect((await readings(client))[0]).toMatchObject({ withdrawnAt: at(4), isCurrent: false })
  })

  it('is no forerunner of the right one: a device is not there anew, nor gone', async () => {
    const app = await mistaken()
    const { client } = app
    await client.call('quarantine.withdraw-reading', { number: (await readings(client))[0]?.number ?? 0 })
    await readAt(app, 5, { devices, allowed: { 0: ['EAS0'] } })
    expect(await decisionsOf(client)).toEqual([[['remove', 'not-done']], [['allow', 'done']]])
    const { history } = await client.call('quarantine.device', { key: first })
    expect(history.map(({ standing, withdrawn }) => [standing?.state, withdrawn])).toEqual([
      [undefined, true],
      ['Quarantined', false],
    ])
    await app.leave()
    // Those of the mistaken reading alone.
    expect(app.told.filter(({ type }) => type === 'quarantined')).toHaveLength(1)
    expect(app.bugs).toEqual([])
  })

  it('is taken back also after the right one was given, of which nothing is forgotten', async () => {
    const app = await mistaken()
    const { client } = app
    await readAt(app, 5, { devices, allowed: { 0: ['EAS0'] } })
    expect(await decisionsOf(client)).toEqual([
      [],
      [
        ['allow', 'done'],
        ['remove', 'not-done'],
      ],
    ])
    const wrong = (await readings(client))[1]
    expect(await client.call('quarantine.withdraw-reading', { number: wrong?.number ?? 0 })).toEqual({ forgotten: [] })
    expect(await decisionsOf(client)).toEqual([[['remove', 'not-done']], [['allow', 'done']]])
    expect((await client.call('quarantine.overview', { silentDays: 90 })).devices).toBe(5)
  })

  it('is taken back once, and none that is not there', async () => {
    const { client } = await mistaken()
    const [current] = await readings(client)
    await client.call('quarantine.withdraw-reading', { number: current?.number ?? 0 })
    for (const number of [current?.number ?? 0, 99])
      await expect(client.call('quarantine.withdraw-reading', { number })).rejects.toMatchObject({
        code: 'no-such-reading',
      })
  })
})
