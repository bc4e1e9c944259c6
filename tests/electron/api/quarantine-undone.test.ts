import { describe, expect, it } from 'vitest'
import type { Client } from '../../../shared/contract/contract.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import { appWithDevices, because } from './app-with-devices.ts'
import { keyOf, threeAmong } from './devices-of-contoso.ts'

const page = { offset: 0, limit: 100 } as const
const devices = threeAmong(2)
const [key = ''] = devices.map(keyOf)
const at = (hour: number) => `2026-11-29T0${hour}:00:00.000Z`
const settled = (client: Client) => client.call('quarantine.decisions', { which: 'settled', ...page })
const trailOf = async (client: Client) =>
  (await client.call('quarantine.trail', { after: null, limit: 100 })).lines.map(({ entry }) => entry)

type App = ReturnType<typeof appWithDevices>

/** Reads Exchange's configuration, of that hour. */
async function readAt(app: App, hour: number, made: { allowed?: Record<number, string[]>; defaultLevel?: string }) {
  app.clock.now = at(hour)
  await app.import({ devices, ...made, collectedAt: at(hour) })
}

async function allow(client: Client) {
  return client.call('quarantine.decide', { devices: { keys: [key] }, verdict: 'allow', ...because })
}

async function script(client: Client, part: ScriptPart) {
  const { tray } = await client.call('quarantine.decisions', { which: 'tray', ...page })
  await client.call('quarantine.script', { of: { what: 'tray', tray }, part, offset: 0 })
}

describe('a decision that was seen done, and stands as before it', () => {
  async function doneAndBack(
    handOut: (client: Client) => Promise<unknown>,
    later?: (client: Client) => Promise<unknown>,
  ) {
    const app = appWithDevices()
    await app.import({ devices })
    await allow(app.client)
    await handOut(app.client)
    await readAt(app, 3, { allowed: { 0: ['EAS0'] } })
    app.clock.now = '2026-11-29T03:30:00.000Z'
    await later?.(app.client)
    await readAt(app, 4, {})
    return app
  }

  it('was changed since where nobody was given what undoes it', async () => {
    const { client } = await doneAndBack((client) => script(client, 'apply'))
    expect((await settled(client)).decisions).toMatchObject([{ outcome: { kind: 'changed' }, again: false }])
    expect((await trailOf(client))[0]).toMatchObject({
      ...{
        what: 'seen-not-done',
        note: 'It was done, and the lists of the mailbox are now as they were before the decision.',
      },
    })
  })

  it('was changed since where the script that undoes was made of a tray in which it did not lie', async () => {
    const { client } = await doneAndBack(
      (client) => script(client, 'apply'),
      async (client) => {
        await client.call('quarantine.decide', {
          devices: { keys: [keyOf(devices[1] ?? { mailbox: 0, id: '' })] },
          verdict: 'block',
          ...because,
        })
        await script(client, 'undo')
      },
    )
    expect((await settled(client)).decisions).toMatchObject([{ outcome: { kind: 'changed' } }])
  })

  it('was undone where the script that undoes it was handed out, and can be decided again, once', async () => {
    const app = await doneAndBack((client) => script(client, 'undo'))
    const { client, clock } = app
    expect(await settled(client)).toMatchObject({
      outcomes: [{ kind: 'undone', count: 1 }],
      decisions: [{ outcome: { kind: 'undone' }, again: true }],
    })
    expect((await trailOf(client))[0]).toMatchObject({ what: 'seen-undone', about: { deviceId: 'EAS0' } })
    clock.now = at(5)
    expect(await allow(client)).toMatchObject({ added: 1 })
    expect((await settled(client)).decisions).toMatchObject([{ again: false }])
    await readAt(app, 6, { allowed: { 0: ['EAS0'] } })
    expect((await settled(client)).decisions).toMatchObject([
      { outcome: { kind: 'undone' }, again: false },
      { outcome: { kind: 'done' }, again: false },
    ])
    expect(app.bugs).toEqual([])
  })

  it('is not undone where it stands otherwise than before', async () => {
    const app = await doneAndBack((client) => script(client, 'undo'))
    await readAt(app, 5, { allowed: { 0: ['EAS0'] } })
    expect((await settled(app.client)).decisions).toMatchObject([{ outcome: { kind: 'done' }, again: false }])
  })
})

describe('a new default of the organisation', () => {
  /** An app in which the default was decided at two, by the scripts of these parts. */
  async function decided(...parts: ScriptPart[]) {
    const app = appWithDevices()
    await app.import({ devices })
    const trial = { what: 'default', accessLevel: 'Block' } as const
    const shown = await app.client.call('quarantine.what-if', { trial, ...page })
    if (shown.outcome !== 'tried') throw new Error(shown.sentence)
    const of = { ...trial, shown: shown.shown, ...because }
    for (const part of parts) await app.client.call('quarantine.script', { of, part, offset: 0 })
    return app
  }
  const told = async ({ client }: App) => (await settled(client)).default
  const whats = async ({ client }: App) => (await trailOf(client)).map((entry) => entry?.what)

  it.each([
    ['nobody decided', []],
    ['somebody previewed', ['preview']],
    ['somebody can only take back', ['undo']],
  ] as [string, ScriptPart[]][])('is none that %s', async (_what, parts) => {
    expect(await told(await decided(...parts))).toBeNull()
  })

  it('has no verdict by what was read before', async () => {
    const app = await decided('apply')
    expect(await told(app)).toEqual({
      decision: { accessLevel: 'Block', was: 'Quarantine', ...because, decidedAt: at(2) },
      outcome: null,
    })
    await app.import({ devices, collectedAt: '2026-11-29T01:59:00.000Z' })
    expect([(await told(app))?.outcome, await whats(app)]).toEqual([null, ['script-made']])
  })

  it.each([
    ['is as before', 'Quarantine', 'not-done', 'seen-not-done'],
    ['is a third one', 'Allow', 'changed', 'seen-not-done'],
    ['is that', 'Block', 'done', 'seen-done'],
  ])('that %s by the next reading', async (_what, defaultLevel, kind, what) => {
    const app = await decided('apply')
    await readAt(app, 3, { defaultLevel })
    expect((await told(app))?.outcome).toMatchObject({ kind, readAt: at(3) })
    expect((await trailOf(app.client))[0]).toMatchObject({
      ...{ what, about: { kind: 'default', accessLevel: 'Block' }, ...because, undo: null },
      note: expect.stringContaining(defaultLevel),
    })
    // The next reading says the same, which the trail has already.
    await readAt(app, 4, { defaultLevel })
    expect(await whats(app)).toEqual([what, 'script-made'])
  })

  it.each([
    ['changed since', ['apply'], 'changed', 'seen-not-done'],
    ['undone, where the script that undoes it was handed out', ['apply', 'undo'], 'undone', 'seen-undone'],
    ['undone, where that was handed out first', ['undo', 'apply'], 'undone', 'seen-undone'],
  ] as [string, ScriptPart[], string, string][])(
    'that was done and is as before was %s',
    async (_what, parts, kind, what) => {
      const app = await decided(...parts)
      await readAt(app, 3, { defaultLevel: 'Block' })
      await readAt(app, 4, {})
      expect((await told(app))?.outcome).toMatchObject({ kind })
      expect((await whats(app)).slice(0, 2)).toEqual([what, 'seen-done'])
      expect(app.bugs).toEqual([])
    },
  )
})
