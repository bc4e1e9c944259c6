import { describe, expect, test } from 'vitest'
import { openStore } from '../../../electron/engine/store/store.ts'
import { mostConfigurationBytes, mostMailboxListBytes, pieceBytes } from '../../../shared/management/import-pieces.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'
import { badFiles } from '../engine/management/bad-files.ts'
import { documentOf, mailboxObjects, openApp, openOrganization, send } from './app-with-configuration.ts'

const whole = documentOf({ 'Get-OrganizationConfig': [openOrganization], 'Get-CASMailbox': mailboxObjects(3) }, [
  { cmdlet: 'Get-ThrottlingPolicy', kind: 'access-denied', message: 'No right.' },
])
const nothingKept = { parts: [], refused: [], unreadable: [], configuration: {}, shortened: [], leftOut: [] }
const one = Buffer.from('x').toString('base64')

describe('what is refused, of which nothing is kept', () => {
  test.each(badFiles)('$what', async ({ file, refused, sentence, line }) => {
    const { client, bugs } = openApp()
    const importId = await send(client, file)
    expect(await client.call('configuration.import', { importId })).toMatchObject({
      ...{ outcome: 'refused', code: refused, sentence, line: line ?? null },
    })
    expect(await client.call('configuration.read', {})).toEqual(nothingKept)
    expect(bugs).toEqual([])
  })

  test('a file of which half has come, and what was kept before stays', async () => {
    const { client } = openApp()
    await client.call('configuration.import', { importId: await send(client, whole) })
    const before = await client.call('configuration.read', {})
    const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 100 })
    await client.call('import.append', { importId, offset: 0, chunk: one })
    await expect(client.call('configuration.import', { importId })).rejects.toMatchObject({
      ...{ code: 'bad-argument', detail: 'Only 1 of 100 bytes have come.' },
    })
    await expect(client.call('configuration.import', { importId })).rejects.toMatchObject({ code: 'no-such-import' })
    expect(await client.call('configuration.read', {})).toEqual(before)
  })

  test.each([
    ['twice the same', 0],
    ['with a gap', 2],
  ])('pieces: %s', async (_what, offset) => {
    const { client } = openApp()
    const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 100 })
    await client.call('import.append', { importId, offset: 0, chunk: one })
    await expect(client.call('import.append', { importId, offset, chunk: one })).rejects.toMatchObject({
      code: 'bad-argument',
    })
    await expect(client.call('configuration.import', { importId })).rejects.toMatchObject({ code: 'no-such-import' })
  })

  test('more than the file was to have', async () => {
    const { client } = openApp()
    const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 0 })
    await expect(client.call('import.append', { importId, offset: 0, chunk: one })).rejects.toMatchObject({
      code: 'bad-argument',
    })
  })

  test.each([
    ['no base64', '*'],
    ['more than a piece', Buffer.alloc(pieceBytes + 3).toString('base64')],
  ])('a piece that is %s', async (_what, chunk) => {
    const { client } = openApp()
    const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 1_000_000 })
    await expect(client.call('import.append', { importId, offset: 0, chunk })).rejects.toMatchObject({
      code: 'bad-argument',
    })
  })

  test.each([
    ['configuration', mostConfigurationBytes, 'Accepted are 256 MiB.'],
    ['mailboxes', mostMailboxListBytes, 'Accepted are 16 MiB.'],
  ] as const)('a file of %s that is too large, before any of it comes', async (kind, most, detail) => {
    const { client } = openApp()
    await expect(client.call('import.begin', { kind, name: 'a', bytes: most + 1 })).rejects.toMatchObject({
      ...{ code: 'too-large', detail },
    })
    await client.call('import.begin', { kind, name: 'a', bytes: most })
  })

  test('a configuration without an organisation', async () => {
    const { client } = openApp({ organisation: undefined })
    const begin = client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 1 })
    await expect(begin).rejects.toMatchObject({ code: 'no-organisation' })
    for (const name of ['configuration.read', 'configuration.forget'] as const)
      await expect(client.call(name, {})).rejects.toMatchObject({ code: 'no-organisation' })
  })

  test('one of an organisation that was removed meanwhile', async () => {
    const { client } = openApp()
    const { id } = await client.call('organisation.read', {})
    const importId = await send(client, whole)
    await client.call('organisation.remove', { id: id ?? '' })
    await expect(client.call('configuration.import', { importId })).rejects.toMatchObject({
      code: 'no-such-organisation',
    })
  })

  test('a list of mailboxes is no configuration, and the other way round', async () => {
    const { client } = openApp()
    const list = await send(client, 'anna@contoso.test', { kind: 'mailboxes' })
    await expect(client.call('configuration.import', { importId: list })).rejects.toMatchObject({
      code: 'no-such-import',
    })
    const file = await send(client, whole)
    await expect(client.call('ews.mailboxes', { importId: file })).rejects.toMatchObject({ code: 'no-such-import' })
  })
})

describe('an import', () => {
  test('is one of four at most, until one is given up', async () => {
    const { client } = openApp()
    const begin = () => client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 10 })
    const [first] = [await begin(), await begin(), await begin(), await begin()]
    await expect(begin()).rejects.toMatchObject({ code: 'too-many' })
    await client.call('import.abort', { importId: first?.importId ?? '' })
    await begin()
    await expect(
      client.call('import.append', { importId: first?.importId ?? '', offset: 0, chunk: one }),
    ).rejects.toMatchObject({
      code: 'no-such-import',
    })
  })

  test('is given up when no piece comes for a minute, and each piece begins that anew', async () => {
    const { client, timer, bugs } = openApp()
    const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'a', bytes: 10 })
    expect(timer.waits()).toEqual([60_000])
    await client.call('import.append', { importId, offset: 0, chunk: one })
    expect(timer.waits()).toEqual([60_000])
    timer.runAll()
    await expect(client.call('import.append', { importId, offset: 1, chunk: one })).rejects.toMatchObject({
      code: 'no-such-import',
    })
    expect([timer.waits(), bugs]).toEqual([[], []])
  })

  test('says as soon as it is refused that no more is wanted', async () => {
    const { client } = openApp()
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, 0x20)])
    const { importId } = await client.call('import.begin', { kind: 'configuration', name: 'a', bytes: bytes.length })
    let sent = 0
    for (let wanted = true; wanted && sent < bytes.length; sent += pieceBytes) {
      const chunk = bytes.subarray(sent, sent + pieceBytes).toString('base64')
      ;({ wanted } = await client.call('import.append', { importId, offset: sent, chunk }))
    }
    expect(sent).toBeLessThan(bytes.length)
    expect(await client.call('configuration.import', { importId })).toMatchObject({
      outcome: 'refused',
      code: 'not-text',
    })
  })

  test('is the same whatever the pieces', async () => {
    const { client } = openApp()
    for (const size of [1, 7, pieceBytes]) {
      const result = await client.call('configuration.import', { importId: await send(client, whole, { size }) })
      expect(result).toMatchObject({ outcome: 'kept', summary: { parts: [{ count: 1 }, { count: 3 }] } })
    }
  })

  test('goes on with several at once, each by itself', async () => {
    const { client } = openApp()
    const files = [1, 2, 3, 4].map((count) => documentOf({ 'Get-CASMailbox': mailboxObjects(count * 500) }))
    const results = await Promise.all(
      files.map(async (file) =>
        client.call('configuration.import', { importId: await send(client, file, { size: 999 }) }),
      ),
    )
    const counts = results.map((result) => (result.outcome === 'kept' ? result.summary.parts[0]?.count : 0))
    expect(counts).toEqual([500, 1_000, 1_500, 2_000])
  })
})

describe('what is kept', () => {
  test('is told part by part with where it came from, and what was refused', async () => {
    const { client } = openApp()
    const importId = await send(client, whole, { name: 'contoso.json' })
    const source = {
      ...{ road: 'file', name: 'contoso.json', readAt: '2026-11-29T02:00:00.000Z' },
      ...{ collectedAt: '2026-11-29T01:00:00.000Z', computer: 'EXCH01' },
    }
    expect(await client.call('configuration.import', { importId })).toEqual({
      outcome: 'kept',
      changes: [],
      summary: {
        ...{ source, format: 'the file of Postern’s own script', problems: [], problemCount: 0 },
        parts: [
          { part: 'organizationConfig', count: 1 },
          { part: 'casMailboxes', count: 3 },
        ],
        refused: [{ cmdlet: 'Get-ThrottlingPolicy', kind: 'access-denied', message: 'No right.' }],
      },
    })
    expect(await client.call('configuration.read', {})).toMatchObject({
      parts: [
        { part: 'casMailboxes', count: 3, source },
        { part: 'organizationConfig', count: 1, source },
      ],
      refused: [{ error: { cmdlet: 'Get-ThrottlingPolicy' }, source }],
      configuration: { organizationConfig: { name: 'Contoso', ewsEnabled: null }, casMailboxes: [{}, {}, {}] },
      shortened: [],
    })
  })

  test('of 20,000 mailboxes is read back with the test mailbox and the account alone', async () => {
    const organisation = {
      ...sampleOrganisation,
      mailbox: 'user7@contoso.test',
      account: { username: 'user12@contoso.test' },
    }
    const { client } = openApp({ organisation })
    const file = documentOf({ 'Get-CASMailbox': mailboxObjects(20_000) })
    await client.call('configuration.import', { importId: await send(client, file) })
    const kept = await client.call('configuration.read', {})
    expect(kept).toMatchObject({ parts: [{ count: 20_000 }], shortened: ['casMailboxes'] })
    expect(kept.configuration.casMailboxes?.map(({ primarySmtpAddress }) => primarySmtpAddress)).toEqual([
      ...['user7@contoso.test', 'user12@contoso.test'],
    ])
  })

  const other = { Identity: 'contoso.test/Users/Other', PrimarySmtpAddress: 'other@contoso.test', EwsEnabled: true }
  const newer = { ...mailboxObjects(1)[0], EwsEnabled: false }
  const some = [other, newer]
  const refusal = { cmdlet: 'Get-CASMailbox', kind: 'other', message: 'The server went away.' }
  const scopes = (...names: string[]) => ({ 'Get-ManagementScope': names.map((Name) => ({ Name })) })

  /** What is kept after a file of four mailboxes and two scopes, and then another file. */
  async function keptAfter(file: string, names: readonly string[] = ['all.json', 'second.json']) {
    const { client } = openApp()
    const first = documentOf({ 'Get-CASMailbox': mailboxObjects(4), ...scopes('Old', 'Pilot') })
    await client.call('configuration.import', { importId: await send(client, first, { name: names[0] }) })
    const importId = await send(client, file, { name: names[1] })
    const result = await client.call('configuration.import', { importId })
    const { parts, configuration } = await client.call('configuration.read', {})
    const addresses = configuration.casMailboxes?.map(({ primarySmtpAddress }) => primarySmtpAddress)
    return { result, part: parts.find(({ part }) => part === 'casMailboxes'), configuration, addresses }
  }

  test.each([
    ['of mailboxes that were named', documentOf({ 'Get-CASMailbox': some }, [], 'named')],
    [
      'that does not say whether it is all',
      documentOf({ 'Get-CASMailbox': some }, [], '').replace(',"mailboxes":""', ''),
    ],
    ['of an export', JSON.stringify(some)],
    ['that broke off within the mailboxes', documentOf({ 'Get-CASMailbox': some }, [refusal])],
  ])('stays beside a file %s, of which an entry of the same identity takes its place', async (_what, file) => {
    const { result, part, configuration, addresses } = await keptAfter(file)
    expect(result).toMatchObject({ changes: [{ part: 'casMailboxes', added: true, before: 4, now: 5 }] })
    expect(part).toMatchObject({ count: 5, source: { name: 'second.json' }, earlier: ['all.json'] })
    expect(addresses).toEqual([...[0, 1, 2, 3].map((at) => `user${at}@contoso.test`), 'other@contoso.test'])
    expect(configuration.casMailboxes?.[0]?.ewsEnabled).toBe(false)
    expect(configuration.managementScopes).toHaveLength(2)
  })

  test('makes room for a file that says it is all, also where that found nothing', async () => {
    const { result, part, configuration, addresses } = await keptAfter(
      documentOf({ 'Get-CASMailbox': some, ...scopes() }),
    )
    expect(result).toMatchObject({
      changes: [
        { part: 'casMailboxes', added: false, before: 4, now: 2 },
        { part: 'managementScopes', added: false, before: 2, now: 0 },
      ],
    })
    expect([part?.count, part?.earlier, configuration.managementScopes]).toEqual([2, undefined, []])
    expect(addresses).toEqual(['other@contoso.test', 'user0@contoso.test'])
  })

  test('of mailboxes that were named is whole where no mailbox has it', async () => {
    const { configuration } = await keptAfter(documentOf({ 'Get-CASMailbox': some, ...scopes('New') }, [], 'named'))
    expect(configuration.casMailboxes).toHaveLength(5)
    expect(configuration.managementScopes?.map(({ name }) => name)).toEqual(['New'])
  })

  test.each([
    ['an hour before', '2026-11-29T00:00:00.000Z', true],
    ['at the same time', '2026-11-29T01:00:00.000Z', false],
    ['after', '2026-11-29T01:00:00.001Z', false],
    ['nobody knows when', undefined, false],
  ])('is said to be younger than the file: of one that was written %s', async (_what, collectedAt, older) => {
    const file = collectedAt
      ? documentOf({ 'Get-CASMailbox': some }).replace('2026-11-29T01:00:00.000Z', collectedAt)
      : JSON.stringify(some)
    expect((await keptAfter(file)).result).toMatchObject({ changes: [{ part: 'casMailboxes', older }] })
  })

  test('gives way to no file that says it is all and was written before', async () => {
    const older = documentOf({ 'Get-CASMailbox': some, ...scopes() }).replace('T01:00:00.000Z', 'T00:00:00.000Z')
    const { result, part, addresses, configuration } = await keptAfter(older)
    expect(result).toMatchObject({
      changes: [
        { part: 'casMailboxes', added: false, before: 4, now: 4, older: true },
        { part: 'managementScopes', added: false, before: 2, now: 2, older: true },
      ],
    })
    expect([part?.count, part?.source.name]).toEqual([4, 'all.json'])
    expect(addresses).not.toContain('other@contoso.test')
    expect(configuration.managementScopes).toHaveLength(2)
  })

  test.each([
    ['before', '2026-11-28T10:00:00.000Z', 4],
    ['after', '2026-11-29T01:30:00.000Z', 5],
  ])('of all gives way to an export by when that was last written: %s', async (_what, writtenAt, count) => {
    const { client } = openApp()
    const first = documentOf({ 'Get-CASMailbox': mailboxObjects(4) })
    await client.call('configuration.import', { importId: await send(client, first) })
    const importId = await send(client, JSON.stringify(some), { name: 'second.json', writtenAt })
    await client.call('configuration.import', { importId })
    const { parts } = await client.call('configuration.read', {})
    expect(parts).toMatchObject([{ part: 'casMailboxes', count }])
    if (count === 5) expect(parts).toMatchObject([{ source: { writtenAt } }])
  })

  test.each([
    ['as many mailboxes', JSON.stringify(mailboxObjects(4))],
    ['more', JSON.stringify(mailboxObjects(7))],
  ])('is told by a file of %s alone, where nothing else is left', async (_what, file) => {
    const { part } = await keptAfter(file)
    expect([part?.source.name, part?.earlier]).toEqual(['second.json', []])
  })

  test('of which nothing was told before is of nobody else', async () => {
    const { client } = openApp()
    const none = documentOf({ 'Get-ManagementScope': [] })
    await client.call('configuration.import', { importId: await send(client, none, { name: 'none.json' }) })
    const one = JSON.stringify({ 'Get-ManagementScope': [{ Name: 'A' }] })
    await client.call('configuration.import', { importId: await send(client, one, { name: 'one.json' }) })
    expect((await client.call('configuration.read', {})).parts).toMatchObject([{ count: 1, earlier: [] }])
  })

  test('of a file that is given again names it once', async () => {
    const { part } = await keptAfter(JSON.stringify(some), ['pilot.json', 'pilot.json'])
    expect([part?.count, part?.earlier]).toEqual([5, []])
  })

  test('stays in the store, goes with its organisation, and is forgotten for good', async () => {
    const store = openStore({ directory: null })
    const first = openApp({ store })
    await first.client.call('configuration.import', { importId: await send(first.client, whole) })
    const { client } = openApp({ store, organisation: undefined })
    expect((await client.call('configuration.read', {})).parts).toHaveLength(2)
    await client.call('organisation.close', {})
    await client.call('organisation.save', { organisation: { ...sampleOrganisation, name: 'Fabrikam' } })
    expect(await client.call('configuration.read', {})).toEqual(nothingKept)
    const [contoso] = (await client.call('organisation.list', {})).organisations
    await client.call('organisation.open', { id: contoso?.id ?? '' })
    expect((await client.call('configuration.read', {})).parts).toHaveLength(2)
    await client.call('configuration.forget', {})
    expect(await client.call('configuration.read', {})).toEqual(nothingKept)
  })

  test('is gone where everything is deleted, with what was still coming', async () => {
    const { client } = openApp()
    await client.call('configuration.import', { importId: await send(client, whole) })
    const importId = await send(client, whole)
    await client.call('data.deleteAll', {})
    await expect(client.call('configuration.import', { importId })).rejects.toMatchObject({ code: 'no-such-import' })
    await client.call('organisation.save', { organisation: sampleOrganisation })
    expect(await client.call('configuration.read', {})).toEqual(nothingKept)
  })

  test('each change is told to every window', async () => {
    const { client } = openApp()
    const stop = new AbortController()
    const events = client.feed('app.events', {}, stop.signal)[Symbol.asyncIterator]()
    const next = events.next()
    await client.call('configuration.import', { importId: await send(client, whole) })
    expect(await next).toMatchObject({ value: { type: 'changed', what: 'configuration' } })
    await client.call('configuration.forget', {})
    expect(await events.next()).toMatchObject({ value: { type: 'changed', what: 'configuration' } })
    stop.abort()
  })
})
