import { describe, expect, test } from 'vitest'
import type { CallArgument, CallResult, Client } from '../../../shared/contract/contract.ts'
import { openApp } from './app-with-configuration.ts'
import { appWithDevices, because, everything } from './app-with-devices.ts'
import { identityOf, integrationAgent, keyOf, type Made, mailboxOf, threeAmong } from './devices-of-contoso.ts'

const devices = threeAmong(20)
const integration = devices.slice(0, 3).map(keyOf)
const page = { offset: 0, limit: 100 }
const tray = (client: Client) => client.call('quarantine.decisions', { which: 'tray', ...page })

async function appWith(made: Partial<Made> = {}) {
  const app = appWithDevices()
  await app.import({ devices, ...made })
  return app
}

function allow(client: Client, keys: readonly string[], verdict: 'allow' | 'block' | 'leave' | 'remove' = 'allow') {
  return client.call('quarantine.decide', { devices: { keys: [...keys] }, verdict, ...because })
}

async function scriptOf(
  client: Client,
  of: CallArgument<'quarantine.script'>['of'],
  part: 'preview' | 'apply' | 'undo',
) {
  const texts: string[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const made: CallResult<'quarantine.script'> = await client.call('quarantine.script', { of, part, offset })
    if (made.outcome !== 'script') throw new Error(made.sentence)
    texts.push(made.text)
    offset = made.next
  }
  return texts.join('')
}

async function trailOf(client: Client, key?: string) {
  const { lines } = await client.call('quarantine.trail', { ...(key && { key }), after: null, limit: 500 })
  return lines.map(({ entry }) => entry)
}

describe('a decision that is refused', () => {
  test('about a device that was not read, and nothing of it is kept', async () => {
    const { client } = await appWith()
    await expect(allow(client, [integration[0] ?? '', 'contoso.test/Users/X'])).rejects.toMatchObject({
      ...{ code: 'no-such-device', detail: 'contoso.test/Users/X' },
    })
    expect(await tray(client)).toMatchObject({ total: 0 })
    expect(await trailOf(client)).toEqual([])
  })

  test('that contradicts one in the tray', async () => {
    const { client } = await appWith()
    await allow(client, integration)
    const refused = await allow(client, [integration[1] ?? ''], 'block')
    expect(refused).toEqual({
      outcome: 'contradictory',
      sentence: `Two decisions about the device EAS1 of ${mailboxOf(1)} can’t both be: allow and block. Withdraw the one in the tray first.`,
    })
    expect((await tray(client)).decisions.map(({ decision }) => decision.kind)).toEqual(['allow', 'allow', 'allow'])
  })

  test('by a rule that contradicts one in the tray', async () => {
    const { client } = await appWith()
    const rule = { characteristic: 'UserAgent', queryString: integrationAgent } as const
    await client.call('quarantine.decide', { rule: { ...rule, accessLevel: 'Allow' }, ...because })
    const refused = await client.call('quarantine.decide', { rule: { ...rule, accessLevel: 'Block' }, ...because })
    expect(refused).toMatchObject({ outcome: 'contradictory' })
  })

  test('about more or fewer devices than were shown, or by another reading', async () => {
    const app = await appWith()
    const { client } = app
    const filter = { integration: true }
    const { reading, total } = await client.call('quarantine.rows', { ...everything, filter })
    const decide = (count: number, of = reading) =>
      client.call('quarantine.decide', { devices: { filter, reading: of, count }, verdict: 'allow', ...because })
    expect(await decide(total + 1)).toMatchObject({ outcome: 'stale' })
    await app.import({ devices, collectedAt: '2026-11-29T01:30:00.000Z' })
    expect(await decide(total)).toMatchObject({ outcome: 'stale' })
    const { reading: later } = await client.call('quarantine.rows', { ...everything, filter })
    expect(await decide(total, later)).toEqual({ outcome: 'decided', added: 3, already: 0 })
  })

  test('without a reason', async () => {
    const { client } = await appWith()
    const decided = client.call('quarantine.decide', {
      ...{ devices: { keys: integration }, verdict: 'allow', reason: '  ', ticket: null },
    })
    await expect(decided).rejects.toMatchObject({ code: 'bad-argument' })
  })

  test('for want of room', async () => {
    const app = appWithDevices()
    await app.import({ devices: threeAmong(10_001) })
    const { reading, total } = await app.client.call('quarantine.rows', everything)
    const decided = await app.client.call('quarantine.decide', {
      ...{ devices: { filter: {}, reading, count: total }, verdict: 'allow', ...because },
    })
    expect(decided).toMatchObject({ outcome: 'full' })
    expect(await tray(app.client)).toMatchObject({ total: 0 })
  })
})

describe('a decision that was overtaken', () => {
  /** Two are blocked; then one is allowed by somebody else, and the other's partnership is gone. */
  async function overtaken() {
    const app = await appWith()
    const devices = { keys: integration.slice(0, 2) }
    await app.client.call('quarantine.decide', { devices, verdict: 'block', ...because })
    await allow(app.client, integration.slice(2))
    // As it was before, which a window has seen.
    expect((await tray(app.client)).outcomes).toEqual([{ kind: null, count: 3 }])
    app.clock.now = '2026-11-29T03:00:00.000Z'
    const later = { allowed: { 0: ['EAS0'] }, collectedAt: '2026-11-29T02:30:00.000Z' }
    await app.import({ devices: threeAmong(20).filter(({ id }) => id !== 'EAS1'), ...later })
    return app
  }

  test('is told at once, and no script carries it out', async () => {
    const { client } = await overtaken()
    const seen = await tray(client)
    expect(seen.decisions.map(({ outcome }) => outcome?.kind)).toEqual(['changed', 'gone', 'not-done'])
    const of = { what: 'tray', tray: seen.tray } as const
    const made = await client.call('quarantine.script', { of, part: 'apply', offset: 0 })
    if (made.outcome !== 'script') throw new Error(made.sentence)
    expect(made.text).toContain('EAS2')
    expect(made.text).not.toMatch(/EAS[01]/)
    expect(made.text).toContain('Carry out 1 decision about devices')
    expect(made.notes[0]).toContain('2 decisions of the tray are left out')
    expect(await client.call('quarantine.what-if', { trial: { what: 'tray' }, ...page })).toMatchObject({ total: 1 })
  })

  test('gives place to the same that is decided anew', async () => {
    const { client } = await overtaken()
    const devices = { keys: integration.slice(0, 1) }
    expect(await client.call('quarantine.decide', { devices, verdict: 'block', ...because })).toEqual({
      ...{ outcome: 'decided', added: 1, already: 0 },
    })
    const seen = await tray(client)
    expect(seen.decisions.map(({ outcome }) => outcome?.kind)).toEqual(['gone', 'not-done', undefined])
    expect(await scriptOf(client, { what: 'tray', tray: seen.tray }, 'apply')).toContain("'EAS0'")
  })

  test('gives place to the opposite, which one that stands does not', async () => {
    const { client } = await overtaken()
    const decide = (keys: string[], verdict: 'allow' | 'block') =>
      client.call('quarantine.decide', { devices: { keys }, verdict, ...because })
    expect(await decide(integration.slice(2), 'block')).toMatchObject({ outcome: 'contradictory' })
    expect(await decide(integration.slice(0, 1), 'allow')).toMatchObject({ outcome: 'decided', added: 1 })
    expect((await trailOf(client)).map((entry) => entry?.what).slice(0, 2)).toEqual(['decided', 'withdrawn'])
  })
})

describe('a script that is refused', () => {
  test('of an empty tray', async () => {
    const { client } = await appWith()
    const { tray: name } = await tray(client)
    const made = await client.call('quarantine.script', { of: { what: 'tray', tray: name }, part: 'apply', offset: 0 })
    expect(made).toMatchObject({ outcome: 'not-needed' })
    expect(await trailOf(client)).toEqual([])
  })

  test('of a tray that was another when it was shown, or lay on another reading', async () => {
    const app = await appWith()
    const { client } = app
    await allow(client, integration.slice(0, 1))
    const { tray: name } = await tray(client)
    const ask = (offset = 0) =>
      client.call('quarantine.script', { of: { what: 'tray', tray: name }, part: 'apply', offset })
    expect(await ask(1)).toMatchObject({ outcome: 'stale' })
    await allow(client, integration.slice(1, 2))
    expect(await ask()).toMatchObject({ outcome: 'stale' })
    await client.call('quarantine.withdraw', { ids: (await tray(client)).decisions.slice(1).map(({ id }) => id) })
    expect(await ask()).toMatchObject({ outcome: 'script' })
    await app.import({ devices, collectedAt: '2026-11-29T01:30:00.000Z' })
    expect(await ask()).toMatchObject({ outcome: 'stale' })
  })

  test('of a new default whose hits nobody was shown', async () => {
    const app = await appWith()
    const { client } = app
    const of = (shown: string, accessLevel: 'Allow' | 'Block' = 'Block') =>
      ({ what: 'default', accessLevel, shown, ...because }) as const
    const ask = (asked: ReturnType<typeof of>) =>
      client.call('quarantine.script', { of: asked, part: 'apply', offset: 0 })
    expect(await ask(of('never-shown'))).toMatchObject({ outcome: 'stale' })
    const trial = { what: 'default', accessLevel: 'Block' } as const
    const shown = await client.call('quarantine.what-if', { trial, ...page })
    if (shown.outcome !== 'tried') throw new Error(shown.sentence)
    expect(shown).toMatchObject({ total: 23, moves: [{ from: 'Quarantined', to: 'Blocked', count: 23 }] })
    expect(await ask(of(shown.shown, 'Allow'))).toMatchObject({ outcome: 'stale' })
    const text = await scriptOf(client, of(shown.shown), 'apply')
    expect(text).toContain("Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Block'")
    expect(text.slice(0, 400)).toContain(`Reason: ${because.reason} (ticket ${because.ticket})`)
    expect(await trailOf(client)).toMatchObject([
      {
        ...{ what: 'script-made', about: { kind: 'default', accessLevel: 'Block' }, ...because },
        undo: expect.stringContaining("-DefaultAccessLevel 'Quarantine'"),
      },
    ])
    // Whatever else was tried since, these are still the devices that it hits.
    const other = await client.call('quarantine.what-if', { trial: { what: 'default', accessLevel: 'Allow' }, ...page })
    await client.call('quarantine.what-if', { trial: { what: 'tray' }, ...page })
    expect(await ask(of(shown.shown))).toMatchObject({ outcome: 'script' })
    expect(await ask(of(other.outcome === 'tried' ? other.shown : '', 'Allow'))).toMatchObject({ outcome: 'script' })
    await app.import({ devices: devices.slice(1), collectedAt: '2026-11-29T01:30:00.000Z' })
    expect(await ask(of(shown.shown))).toMatchObject({ outcome: 'stale' })
  })

  test('of a change of the mailboxes’ lists, which were not read', async () => {
    const app = appWithDevices()
    await app.import({ devices, mailboxes: 0 })
    await allow(app.client, integration)
    const { tray: name } = await tray(app.client)
    const made = await app.client.call('quarantine.script', {
      ...{ of: { what: 'tray', tray: name }, part: 'apply', offset: 0 },
    })
    expect(made).toMatchObject({ outcome: 'not-read' })
  })
})

describe('the integration’s three devices', () => {
  test('are allowed: tried, previewed, scripted, and seen done by the next reading', async () => {
    const app = await appWith()
    const { client, clock } = app
    expect(await allow(client, integration)).toEqual({ outcome: 'decided', added: 3, already: 0 })
    expect(await allow(client, integration)).toEqual({ outcome: 'decided', added: 0, already: 3 })
    const { rows } = await client.call('quarantine.rows', { ...everything, filter: { integration: true } })
    expect(rows.map(({ decided }) => decided)).toEqual(['allow', 'allow', 'allow'])
    expect(await client.call('quarantine.what-if', { trial: { what: 'tray' }, ...page })).toMatchObject({
      ...{ outcome: 'tried', total: 3, moves: [{ from: 'Quarantined', to: 'Allowed', count: 3 }], notKnown: 0 },
      devices: integration.map((key) => ({ row: { key }, sentence: 'The mailbox allows this device → Allow' })),
    })
    const { tray: name } = await tray(client)
    const of = { what: 'tray', tray: name } as const
    expect(await scriptOf(client, of, 'preview')).toContain('WhatIf = $true')
    const apply = await scriptOf(client, of, 'apply')
    expect(apply).toContain("-Setting 'ActiveSyncAllowedDeviceIDs' -Add 'EAS0'")
    expect(apply).toContain('Reason: The calendar integration (ticket INC-7)')
    expect(await scriptOf(client, of, 'undo')).toContain("-Setting 'ActiveSyncAllowedDeviceIDs' -Remove 'EAS0'")

    clock.now = '2026-11-29T04:00:00.000Z'
    await app.import({
      ...{ devices, allowed: { 0: ['EAS0'], 1: ['EAS1'] }, collectedAt: '2026-11-29T03:00:00.000Z' },
    })
    expect(await tray(client)).toMatchObject({
      ...{ total: 1, outcomes: [{ kind: 'not-done', count: 1 }] },
      decisions: [{ decision: { device: { deviceId: 'EAS2' } }, outcome: { readAt: '2026-11-29T03:00:00.000Z' } }],
    })
    const settled = await client.call('quarantine.decisions', { which: 'settled', outcome: 'done', ...page })
    expect(settled).toMatchObject({ total: 2, decisions: [{ settledAt: '2026-11-29T04:00:00.000Z' }, {}] })
    expect((await trailOf(client)).map((entry) => entry?.what)).toEqual([
      ...['seen-not-done', 'seen-done', 'seen-done', 'script-made', 'script-made', 'decided', 'decided', 'decided'],
    ])
    const overview = await client.call('quarantine.overview', { silentDays: 30 })
    expect(overview).toMatchObject({ tray: 1, settled: 2 })

    await app.import({ devices, allowed: { 1: ['EAS1'] }, collectedAt: '2026-11-29T03:30:00.000Z' })
    const undone = await client.call('quarantine.decisions', { which: 'settled', outcome: 'undone', ...page })
    expect(undone.decisions.map(({ outcome }) => outcome?.sentence)).toEqual([
      'It was undone: the lists of the mailbox are as they were before the decision.',
    ])
    expect((await trailOf(client))[0]).toMatchObject({
      what: 'seen-undone',
      about: { deviceId: 'EAS0' },
      who: 'anna',
    })
    expect(app.bugs).toEqual([])
  })

  test('that were allowed and are blocked later are judged by the later word', async () => {
    const app = await appWith()
    const { client, clock } = app
    const [key = ''] = integration
    await allow(client, [key])
    await app.import({ devices, allowed: { 0: ['EAS0'] }, collectedAt: '2026-11-29T03:00:00.000Z' })
    clock.now = '2026-11-29T04:00:00.000Z'
    await allow(client, [key], 'block')
    await app.import({ devices, allowed: { 0: [] }, collectedAt: '2026-11-29T05:00:00.000Z' })
    const settled = await client.call('quarantine.decisions', { which: 'settled', ...page })
    expect(settled.decisions.map(({ outcome }) => outcome?.kind)).toEqual(['done'])
    expect((await tray(client)).decisions.map(({ outcome }) => outcome?.kind)).toEqual(['changed'])
  })

  test('stay in the tray where the reading is older than the decision', async () => {
    const app = await appWith()
    await allow(app.client, integration)
    await app.import({ devices, collectedAt: '2026-11-29T01:30:00.000Z' })
    expect(await tray(app.client)).toMatchObject({ total: 3, outcomes: [{ kind: null, count: 3 }] })
    expect((await trailOf(app.client)).map((entry) => entry?.what)).toEqual(['decided', 'decided', 'decided'])
  })

  test('that are chosen have a rule of their own, and others that it would match are told', async () => {
    const { client } = await appWith()
    const { rows } = await client.call('quarantine.rows', { filter: {}, sort: null, offset: 0, limit: 500 })
    const phone = rows.find(({ integration: own }) => !own)
    if (!phone) throw new Error('There is no phone.')
    const stale = { filter: {}, reading: 'another', count: 1 }
    expect(await client.call('quarantine.narrowest-rule', { devices: stale })).toMatchObject({
      ...{ outcome: 'none', why: 'stale' },
    })
    await expect(client.call('quarantine.narrowest-rule', { devices: { keys: ['nobody'] } })).rejects.toMatchObject({
      code: 'no-such-device',
    })
    const mixed = { keys: [phone.key, rows.find(({ integration: own }) => own)?.key ?? ''] }
    const found = await client.call('quarantine.narrowest-rule', { devices: { keys: [phone.key] } })
    expect(found).toMatchObject({ rule: { characteristic: 'UserAgent', queryString: phone.agent }, covers: 1 })
    const like = rows.filter(({ agent, key }) => agent === phone.agent && key !== phone.key)
    expect(found).toMatchObject({ otherCount: like.length })
    expect(await client.call('quarantine.narrowest-rule', { devices: mixed })).not.toMatchObject({
      rule: { characteristic: 'UserAgent' },
    })
  })

  test('share a rule, which is tried and put into the tray', async () => {
    const { client } = await appWith()
    const found = await client.call('quarantine.narrowest-rule', {})
    if (found.outcome === 'none') throw new Error(found.sentence)
    expect(found).toMatchObject({
      rule: { characteristic: 'UserAgent', queryString: integrationAgent, accessLevel: 'Allow' },
      ...{ covers: 3, otherCount: 0, stillOutCount: 0, existing: null },
    })
    const trial = { what: 'changes', changes: [{ kind: 'add-rule', rule: found.rule }] } as const
    expect(
      await client.call('quarantine.what-if', { trial: { ...trial, changes: [...trial.changes] }, ...page }),
    ).toMatchObject({
      total: 3,
    })
    await client.call('quarantine.decide', { rule: found.rule, ...because })
    const { tray: name } = await tray(client)
    expect(await scriptOf(client, { what: 'tray', tray: name }, 'apply')).toContain('New-ActiveSyncDeviceAccessRule')
    expect(await trailOf(client)).toMatchObject([
      { what: 'script-made' },
      { about: { kind: 'rule' }, undo: expect.stringContaining('Remove-ActiveSyncDeviceAccessRule') },
    ])
  })
})

describe('the trail', () => {
  test('says who, when, about what, why, and what takes it back', async () => {
    const { client } = await appWith()
    await allow(client, integration.slice(0, 1))
    const [device] = devices
    if (!device) throw new Error('There is none.')
    expect(await trailOf(client, identityOf(device))).toEqual([
      {
        ...{ at: '2026-11-29T02:00:00.000Z', who: 'anna', what: 'decided', ...because, note: null },
        about: {
          ...{
            kind: 'device',
            verdict: 'allow',
            identity: identityOf(device),
            deviceId: 'EAS0',
            mailbox: mailboxOf(0),
            address: 'user0@contoso.test',
          },
        },
        undo: `Set-CASMailbox -Identity '${mailboxOf(0)}' -ActiveSyncAllowedDeviceIDs @{Remove='EAS0'} -ErrorAction Stop`,
      },
    ])
    expect(await trailOf(client, 'another')).toEqual([])
  })

  test('goes on with what was withdrawn, run and verified, a page at a time', async () => {
    const { client } = await appWith()
    await allow(client, integration)
    expect(await client.call('quarantine.withdraw', { ids: ['decision-of-nobody'] })).toEqual({ withdrawn: 0 })
    const ran = { what: 'run-live', of: 'tray', part: 'apply' } as const
    expect(await client.call('quarantine.note', ran)).toMatchObject({ refused: expect.stringMatching(/^No script/) })
    await scriptOf(client, { what: 'tray', tray: (await tray(client)).tray }, 'apply')
    expect(await client.call('quarantine.note', { ...ran, part: 'undo' })).not.toEqual({ refused: null })
    expect(await client.call('quarantine.note', ran)).toEqual({ refused: null })
    expect(await client.call('quarantine.note', ran)).toMatchObject({ refused: expect.stringMatching(/already/) })
    await client.call('quarantine.note', { what: 'verified', of: 'settled', note: 'FolderSync and Sync work.' })
    expect(await client.call('quarantine.withdraw', { all: true })).toEqual({ withdrawn: 3 })
    const kinds: (string | undefined)[] = []
    for (let after: number | null = null; ; ) {
      const lines: CallResult<'quarantine.trail'> = await client.call('quarantine.trail', { after, limit: 3 })
      kinds.push(...lines.lines.map(({ entry }) => entry?.what))
      if (lines.next === null) break
      after = lines.next
    }
    expect(kinds).toEqual([
      ...[
        'withdrawn',
        'withdrawn',
        'withdrawn',
        'verified',
        'run-live',
        'script-made',
        'decided',
        'decided',
        'decided',
      ],
    ])
  })

  test('is told of to every window', async () => {
    const app = await appWith()
    await allow(app.client, integration)
    await app.leave()
    expect(app.told).toContainEqual({ type: 'changed', what: 'quarantine' })
  })

  test('is gone when everything is deleted', async () => {
    const { client } = await appWith()
    await allow(client, integration)
    await client.call('data.deleteAll', {})
    await client.call('organisation.save', {
      organisation: { format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'a@contoso.test' },
    })
    expect(await trailOf(client)).toEqual([])
    expect(await tray(client)).toMatchObject({ total: 0 })
  })
})

describe('what was seen done is taken back by one script', () => {
  async function done() {
    const app = await appWith({ allowed: { 1: ['EAS1'] } })
    await allow(app.client, integration.slice(0, 2))
    await allow(app.client, integration.slice(2), 'block')
    await allow(app.client, devices.slice(3, 4).map(keyOf), 'remove')
    app.clock.now = '2026-11-29T04:00:00.000Z'
    await app.import({
      ...{ devices: devices.filter((each) => each !== devices[3]), collectedAt: '2026-11-29T03:00:00.000Z' },
      ...{ allowed: { 0: ['EAS0'], 1: ['EAS1'] }, blocked: { 2: ['EAS2'] } },
    })
    return app
  }
  const settledOf = (client: Client) => client.call('quarantine.decisions', { which: 'settled', ...page })

  test('which goes by the log of apply, leaves what was there before, and is named in the trail', async () => {
    const { client } = await done()
    const { standing } = await settledOf(client)
    expect(standing).toBe(4)
    const text = await scriptOf(client, { what: 'settled', count: standing }, 'undo')
    expect(text.split('\r\n').filter((line) => line.startsWith('Invoke-'))).toEqual([
      `Invoke-ListChange -Identity '${mailboxOf(2)}' -Setting 'ActiveSyncBlockedDeviceIDs' -Remove 'EAS2'`,
      `Invoke-ListChange -Identity '${mailboxOf(0)}' -Setting 'ActiveSyncAllowedDeviceIDs' -Remove 'EAS0'`,
    ])
    expect(text).toContain("-ChildPath 'postern-quarantine-decisions-apply-log.csv'")
    expect((await trailOf(client))[0]).toMatchObject({
      ...{ what: 'script-made', note: 'undo', about: { kind: 'settled', decisions: 4 } },
    })
  })

  test('and then reads as undone', async () => {
    const app = await done()
    await scriptOf(app.client, { what: 'settled', count: 4 }, 'undo')
    app.clock.now = '2026-11-29T06:00:00.000Z'
    await app.import({ devices, allowed: { 1: ['EAS1'] }, collectedAt: '2026-11-29T05:00:00.000Z' })
    const { outcomes } = await settledOf(app.client)
    expect(outcomes).toContainEqual({ kind: 'undone', count: 2 })
  })

  test('but not where it is another than somebody saw, and it is not done again by one', async () => {
    const { client } = await done()
    const ask = (count: number, part: 'apply' | 'undo') =>
      client.call('quarantine.script', { of: { what: 'settled', count }, part, offset: 0 })
    expect(await ask(3, 'undo')).toMatchObject({ outcome: 'stale' })
    expect(await ask(4, 'apply')).toMatchObject({ outcome: 'by-hand' })
  })
})

test('a rule that nobody named is no argument', async () => {
  const { client } = openApp()
  const trial = { what: 'changes', changes: [] } as const
  await expect(client.call('quarantine.what-if', { trial: { ...trial, changes: [] }, ...page })).rejects.toMatchObject({
    code: 'bad-argument',
  })
})
