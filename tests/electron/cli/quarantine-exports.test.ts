import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { type Exports, openExports } from '../../../electron/cli/quarantine-exports.ts'
import { brokenDevices, countsOf } from '../engine/management/broken-devices.ts'
import { exportOf, parts } from './quarantine-example.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-exports-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const put = async (name: string, content: string | Uint8Array, written?: string) => {
  const path = join(folder, name)
  await writeFile(path, content)
  if (written) await utimes(path, new Date(written), new Date(written))
  return path
}
const now = () => new Date('2026-11-29T09:00:00.000Z')
const open = (paths: string[], strict = false) =>
  openExports(paths, { strict, signal: new AbortController().signal, now })
const readOf = (opened: Promise<Exports>) => opened.catch((error: unknown) => error)

describe('a broken export', () => {
  test.each(brokenDevices)('$what', async ({ file, name = 'devices.csv', counts, sentences }) => {
    const path = await put(name, file)
    const read = await readOf(open([path]))
    if (!counts) {
      expect(read).toBeInstanceOf(UsageError)
      expect((read as UsageError).message).toBe(`${path}: ${sentences[0]}`)
      return
    }
    const { counts: all, files } = read as Exports
    const [of] = files
    expect(countsOf(all)).toEqual(counts)
    expect(all.understood + all.refused + all.twice + all.ofNoUse).toBe(all.read)
    const told = [of?.refusals, of?.problems, of?.ended ? [of.ended] : []].flatMap((each) => each ?? [])
    expect([...told.map(({ sentence }) => sentence), ...(of?.notes ?? [])]).toEqual(
      expect.arrayContaining([...sentences]),
    )
  })

  test.each(brokenDevices.filter(({ counts }) => counts && counts[2] > 0))(
    'with --strict: $what',
    async ({ file, name = 'devices.csv' }) => {
      const path = await put(name, file)
      await expect(open([path], true)).rejects.toThrow(UsageError)
    },
  )
})

describe('files of two organisations', () => {
  const document = (name: string) => exportOf({ 'Get-OrganizationConfig': [{ Name: name }] })

  test('are not mixed, whichever comes first', async () => {
    const files = [await put('contoso.json', document('Contoso')), await put('fabrikam.json', document('Fabrikam'))]
    const advice = 'Give the files of one organisation, and those of another in a call of their own.'
    await expect(open(files)).rejects.toThrow(
      new UsageError(`${files[1]}: This is of Fabrikam; what is known here is Contoso’s. ${advice}`),
    )
    await expect(open(files.toReversed())).rejects.toThrow(
      new UsageError(`${files[0]}: This is of Contoso; what is known here is Fabrikam’s. ${advice}`),
    )
  })

  test('are one where both are of the same', async () => {
    const files = [await put('a.json', document('Contoso')), await put('b.json', document('contoso'))]
    expect((await open(files)).configuration.mobileDevices).toHaveLength(4)
  })
})

describe('the time of the reading', () => {
  const only = (name: string) =>
    exportOf(Object.fromEntries(Object.keys(parts).map((each) => [each, each === name ? parts[each] : undefined])))
  const csv = 'Identity,DeviceId,DeviceType,DeviceAccessState\r\nx/ExchangeActiveSyncDevices/y,A,iPhone,Allowed\r\n'

  test('is that of the file that tells the devices', async () => {
    const devices = await put('Get-MobileDevice.csv', csv, '2026-11-20T10:00:00Z')
    const mailboxes = await put('mailboxes.json', only('Get-CASMailbox'))
    for (const files of [
      [devices, mailboxes],
      [mailboxes, devices],
    ]) {
      expect(await open(files)).toMatchObject({ at: Date.parse('2026-11-20T10:00:00Z'), from: 'file' })
    }
    expect(await open([mailboxes])).toMatchObject({ at: Date.parse('2026-11-29T01:00:00Z'), from: 'collected' })
  })

  test('of the settings is the one that is farthest from it, and none where nothing of them was read', async () => {
    const devices = await put('Get-MobileDevice.csv', csv, '2026-11-20T10:00:00Z')
    expect((await open([devices])).times).toEqual({ devices: Date.parse('2026-11-20T10:00:00Z'), settings: undefined })
    const mailboxes = await put('mailboxes.json', only('Get-CASMailbox'))
    expect((await open([devices, mailboxes])).times.settings).toBe(Date.parse('2026-11-29T01:00:00Z'))
    expect((await open([mailboxes])).times).toEqual({})
  })
})

describe('of several files the younger counts, in whatever order they are given', () => {
  const at = (collectedAt: string, text: string) => text.replace('2026-11-29T01:00:00.000Z', collectedAt)
  const [, ...fewer] = parts['Get-MobileDevice'] ?? []
  const gone = at('2026-11-29T02:00:00.000Z', exportOf({ 'Get-MobileDevice': fewer }))
  const deviceCsv = (state: string) =>
    `Identity,DeviceId,DeviceType,DeviceAccessState\r\n${parts['Get-MobileDevice']?.[1]?.Identity},PY2,python,${state}\r\n`
  const inBothOrders = async (files: readonly string[]) => [await open([...files]), await open(files.toReversed())]

  test('of two that tell all: what is gone by the younger is gone, and the older says so', async () => {
    const files = [await put('older.json', exportOf()), await put('younger.json', gone)]
    for (const opened of await inBothOrders(files)) {
      expect(opened.configuration.mobileDevices).toHaveLength(3)
      expect(opened.at).toBe(Date.parse('2026-11-29T02:00:00.000Z'))
      expect(opened.timesOf('mobileDevices')).toEqual({ at: opened.at, wholeAt: opened.at })
      const notes = Object.fromEntries(opened.files.map(({ source, notes }) => [source.name, notes.join(' ')]))
      expect(notes['older.json']).toMatch(
        /^What it tells of .*Get-MobileDevice, .* does not count: younger\.json is younger\.$/,
      )
      expect(notes['younger.json']).toBe('')
    }
  })

  test('an export that was written before one that tells all changes nothing', async () => {
    const files = [
      await put('all.json', exportOf()),
      await put('one.csv', deviceCsv('Allowed'), '2026-10-01T00:00:00Z'),
    ]
    for (const { configuration } of await inBothOrders(files)) {
      expect(configuration.mobileDevices).toHaveLength(4)
      expect(configuration.mobileDevices?.map(({ deviceAccessState }) => deviceAccessState)).toEqual(
        (await open([files[0] ?? ''])).configuration.mobileDevices?.map(({ deviceAccessState }) => deviceAccessState),
      )
    }
  })

  test('an export that was written after goes before', async () => {
    const files = [
      await put('all.json', exportOf()),
      await put('one.csv', deviceCsv('Blocked'), '2026-11-29T08:00:00Z'),
    ]
    for (const { configuration, timesOf } of await inBothOrders(files)) {
      expect(configuration.mobileDevices).toHaveLength(4)
      expect(configuration.mobileDevices?.filter((each) => each.deviceAccessState === 'Blocked')).toHaveLength(1)
      expect(timesOf('mobileDevices')).toEqual({
        at: Date.parse('2026-11-29T08:00:00Z'),
        wholeAt: Date.parse('2026-11-29T01:00:00Z'),
      })
    }
  })
})
