import { describe, expect, test } from 'vitest'
import { openApp } from './app-with-configuration.ts'
import { appWithDevices, everything } from './app-with-devices.ts'
import { identityOf, integrationAgent, keyOf, mailboxOf, threeAmong } from './devices-of-contoso.ts'

const silentDays = 30

describe('without an organisation', () => {
  test('nothing is told', async () => {
    const { client } = openApp({ organisation: undefined })
    const calls = [
      client.call('quarantine.overview', { silentDays }),
      client.call('quarantine.rows', everything),
      client.call('quarantine.device', { key: 'a' }),
      client.call('quarantine.decide', { devices: { keys: ['a'] }, verdict: 'allow', reason: 'r', ticket: null }),
      client.call('quarantine.trail', { after: null, limit: 1 }),
      client.call('quarantine.views', {}),
      client.call('quarantine.pattern', { pattern: null }),
    ]
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'no-organisation' })
  })
})

describe('without devices', () => {
  test('it is told what was not read', async () => {
    const { client } = openApp()
    const overview = await client.call('quarantine.overview', { silentDays })
    expect(overview).toMatchObject({ devices: null, rules: null, defaultLevel: null, tray: 0, parts: [], reported: [] })
    expect(overview.notRead.map(({ cmdlet }) => cmdlet)).toContain('Get-MobileDevice')
    expect(overview.integration).toEqual({
      ...{ count: 0, reported: [], pattern: { userAgent: integrationAgent }, changed: false },
    })
    expect(await client.call('quarantine.rows', everything)).toMatchObject({ total: 0, rows: [] })
    expect(await client.call('quarantine.narrowest-rule', {})).toMatchObject({ outcome: 'none', why: 'no-device' })
    const csv = await client.call('quarantine.csv', { filter: {}, sort: null, columns: ['user', 'agent'], offset: 0 })
    expect(csv).toMatchObject({ text: '\uFEFFUser,User agent\r\n', total: 0, next: null })
  })

  test('and an id is that of none', async () => {
    const { client } = openApp()
    const keys = ['contoso.test/Users/Nobody/ExchangeActiveSyncDevices/iPhone§X']
    await expect(client.call('quarantine.device', { key: keys[0] ?? '' })).rejects.toMatchObject({
      code: 'no-such-device',
    })
    const decided = client.call('quarantine.decide', { devices: { keys }, verdict: 'allow', reason: 'r', ticket: null })
    await expect(decided).rejects.toMatchObject({ code: 'no-such-device' })
  })
})

describe('more than is taken', () => {
  test.each([
    ['rows', { ...everything, limit: 501 }],
    ['a text that is looked for', { ...everything, filter: { text: 'x'.repeat(1_001) } }],
    ['states', { ...everything, filter: { reported: Array.from({ length: 7 }, () => 'Allowed' as const) } }],
  ])('%s', async (_what, argument) => {
    const { client } = openApp()
    await expect(client.call('quarantine.rows', argument)).rejects.toMatchObject({ code: 'bad-argument' })
  })

  test('views', async () => {
    const { client } = openApp()
    const view = { filter: {}, sort: null, columns: ['user' as const], group: null }
    for (let number = 0; number < 100; number += 1)
      await client.call('quarantine.save-view', { ...view, name: `View ${number}` })
    await expect(client.call('quarantine.save-view', { ...view, name: 'One more' })).rejects.toMatchObject({
      code: 'too-many-views',
      message:
        'The view was not kept, since there are as many as Postern keeps. Remove one first. At most 100 are kept.',
    })
    await client.call('quarantine.remove-view', { name: 'View 7' })
    await client.call('quarantine.save-view', { ...view, name: 'One more' })
    expect((await client.call('quarantine.views', {})).views).toHaveLength(100)
  })
})

describe('devices that were read', () => {
  test('are counted, listed in pages, grouped and sorted', async () => {
    const app = appWithDevices()
    await app.import({ devices: threeAmong(20) })
    const overview = await app.client.call('quarantine.overview', { silentDays })
    expect(overview).toMatchObject({
      devices: 23,
      reported: [
        { state: 'Allowed', count: 20 },
        { state: 'Quarantined', count: 3 },
      ],
      predicted: [{ state: 'Quarantined', count: 23 }],
      differs: 20,
      integration: { count: 3, reported: [{ state: 'Quarantined', count: 3 }] },
      ...{ defaultLevel: 'Quarantine', rules: 0 },
    })
    expect(overview.notRead.map(({ part }) => part)).toEqual(['exchangeServers', 'mobileDeviceStatistics'])
    expect(overview.parts.find(({ part }) => part === 'mobileDevices')).toMatchObject({
      count: 23,
      source: { name: 'file.json', computer: 'EXCH01' },
    })
    const sort = { by: 'deviceId', descending: true } as const
    const first = await app.client.call('quarantine.rows', { ...everything, sort, limit: 2 })
    const second = await app.client.call('quarantine.rows', { ...everything, sort, limit: 2, offset: 21 })
    expect([first.total, first.rows.map(({ deviceId }) => deviceId)]).toEqual([23, ['PHONE9', 'PHONE8']])
    expect(second.rows.map(({ deviceId }) => deviceId)).toEqual(['EAS1', 'EAS0'])
    expect(first.reading).toBe(overview.reading)
    const groups = await app.client.call('quarantine.groups', { filter: {}, by: 'agent', offset: 1, limit: 5 })
    expect(groups).toMatchObject({ total: 2, groups: [{ value: integrationAgent, count: 3 }] })
    expect(app.bugs).toEqual([])
  })

  test('are copied as CSV, the head once', async () => {
    const app = appWithDevices()
    await app.import({ devices: threeAmong(4_000) })
    const texts: string[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const page: Awaited<ReturnType<typeof app.client.call<'quarantine.csv'>>> = await app.client.call(
        'quarantine.csv',
        {
          ...{ filter: {}, sort: null, columns: ['deviceId', 'user'], offset },
        },
      )
      texts.push(page.text)
      offset = page.next
    }
    expect(texts).toHaveLength(3)
    const lines = texts.join('').trimEnd().split('\r\n')
    expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([
      ...[4_004, '\uFEFFDevice id,User', 'EAS0,User 0', 'PHONE3999,User 4'],
    ])
    expect(lines.filter((line) => line.includes('Device id'))).toHaveLength(1)
  })

  test('say everything of one: its reasoning, what contradicts it, the others of its mailbox, and its history', async () => {
    const app = appWithDevices()
    const [device, ...others] = threeAmong(10)
    if (!device) throw new Error('There is none.')
    await app.import({ devices: [device, ...others] })
    await app.import({
      devices: [{ ...device, state: 'Blocked', reason: 'Individual' }, ...others],
      collectedAt: '2026-11-29T01:30:00.000Z',
    })
    const told = await app.client.call('quarantine.device', { key: identityOf(device) })
    expect(told).toMatchObject({
      row: { key: keyOf(device), integration: true, decided: null },
      partnership: { identity: identityOf(device) },
      ...{ statistics: null, mailbox: { identity: mailboxOf(0) }, policy: { name: 'Default' }, state: 'Quarantined' },
      contradiction: { about: 'state', cause: 'stale-exemption' },
      decisions: [],
    })
    expect(told.chain.at(-1)).toMatchObject({ step: 'organisation-default', outcome: 'decides' })
    expect(told.others.map(({ deviceId }) => deviceId)).toEqual(['PHONE0', 'PHONE5'])
    expect(told.history.map(({ readAt, standing, finished }) => [readAt, standing?.state, finished])).toEqual([
      ['2026-11-29T01:30:00.000Z', 'Blocked', true],
      ['2026-11-29T01:00:00.000Z', 'Quarantined', true],
    ])
    const untouched = await app.client.call('quarantine.device', { key: keyOf(others[0] ?? device) })
    expect(untouched.history).toHaveLength(1)
    expect(app.bugs).toEqual([])
  })

  test('leave things behind', async () => {
    const app = appWithDevices()
    await app.import({ devices: threeAmong(5), allowed: { 1: ['GONE', 'EAS1'], 3: ['OLD'] } })
    const wanted = { silentDays, offset: 0, limit: 10 }
    expect(await app.client.call('quarantine.leftovers', { kind: 'stale-ids', ...wanted })).toMatchObject({
      total: 2,
      leftovers: [
        { mailbox: 'user1@contoso.test', list: 'allowed', id: 'GONE' },
        { mailbox: 'user3@contoso.test', id: 'OLD' },
      ],
    })
    for (const kind of ['duplicates', 'at-limit', 'silent', 'wipe-pending'] as const)
      expect(await app.client.call('quarantine.leftovers', { kind, ...wanted })).toMatchObject({ total: 0 })
    expect(app.bugs).toEqual([])
  })

  test('are the integration’s by a pattern of the organisation’s own, and by the profile’s again', async () => {
    const app = appWithDevices()
    await app.import({ devices: threeAmong(20) })
    const before = await app.client.call('quarantine.overview', { silentDays })
    await app.client.call('quarantine.pattern', { pattern: { deviceType: 'i*' } })
    const own = await app.client.call('quarantine.overview', { silentDays })
    expect(own.integration).toMatchObject({ count: 20, pattern: { deviceType: 'i*' }, changed: true })
    expect(own.reading).not.toBe(before.reading)
    await app.client.call('quarantine.pattern', { pattern: null })
    expect((await app.client.call('quarantine.overview', { silentDays })).integration).toEqual(before.integration)
    await expect(app.client.call('quarantine.pattern', { pattern: {} })).rejects.toMatchObject({ code: 'bad-argument' })
  })

  test('are forgotten with the configuration, and so is their history', async () => {
    const app = appWithDevices()
    const devices = threeAmong(2)
    await app.import({ devices })
    await app.client.call('configuration.forget', {})
    expect(await app.client.call('quarantine.rows', everything)).toMatchObject({ total: 0 })
    await app.import({ devices, collectedAt: '2026-11-29T01:30:00.000Z' })
    const told = await app.client.call('quarantine.device', { key: keyOf({ mailbox: 0, id: 'EAS0', type: 'python' }) })
    expect(told.history.map(({ readAt }) => readAt)).toEqual(['2026-11-29T01:30:00.000Z'])
  })
})
