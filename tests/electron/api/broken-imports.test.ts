import { describe, expect, it } from 'vitest'
import { sampleOrganisation } from '../../shared/contract/samples.ts'
import { brokenDevices, countsOf } from '../engine/management/broken-devices.ts'
import { mailboxObjects, openApp, send } from './app-with-configuration.ts'
import { appWithDevices } from './app-with-devices.ts'
import { deviceDocument, identityOf, threeAmong } from './devices-of-contoso.ts'

type App = Pick<ReturnType<typeof openApp>, 'client'>

const header = '"Identity","DeviceId","DeviceType","DeviceAccessState"'
const row = (id: string, state: string) => `"${identityOf({ mailbox: 1, id })}","${id}","iPhone","${state}"`
const csv = (...rows: string[]) => [header, ...rows, ''].join('\r\n')
/** Line 3 cannot be read. */
const inPart = csv(row('A', 'Allowed'), row('B', 'Isolated'), row('C', 'Blocked'))

async function give({ client }: App, file: string | Uint8Array, name = 'devices.csv') {
  const importId = await send(client, file, { name })
  return { importId, result: await client.call('configuration.import', { importId }) }
}

async function offered(app: App, file: string | Uint8Array, name?: string) {
  const { importId, result } = await give(app, file, name)
  if (result.outcome !== 'refused' || result.rest === null) throw new Error('Nothing is offered of it.')
  return { importId, result, rest: result.rest }
}

describe('a file that is broken in part', () => {
  it.each(brokenDevices)('$what: nothing of it is kept, and what can be read is offered', async (broken) => {
    const app = openApp()
    const { importId, result } = await give(app, broken.file, broken.name ?? 'file')
    const [, understood = 0, refused = 0] = broken.counts ?? []
    if (result.outcome !== 'refused') {
      expect([result.outcome, refused]).toEqual(['kept', 0])
      expect(result.summary.leftOut).toBeUndefined()
      return
    }
    expect((await app.client.call('configuration.read', {})).parts).toEqual([])
    expect(broken.sentences).toContain(result.sentence)
    if (result.rest === null) {
      expect(understood).toBe(0)
      await expect(app.client.call('configuration.take-rest', { importId })).rejects.toMatchObject({
        code: 'no-such-import',
      })
      return
    }
    const { leftOut, parts } = result.rest
    expect(countsOf(leftOut.counts)).toEqual(broken.counts)
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(understood)
    const taken = await app.client.call('configuration.take-rest', { importId })
    expect(taken).toMatchObject({ outcome: 'kept', summary: { parts, leftOut } })
    const kept = await app.client.call('configuration.read', {})
    expect(kept.parts.map(({ part, count }) => ({ part, count }))).toEqual(parts)
    expect(kept.leftOut).toMatchObject([{ name: broken.name ?? 'file', counts: leftOut.counts, ended: leftOut.ended }])
  })

  it('says which record, why, and how many can be read', async () => {
    const { result, rest } = await offered(openApp(), inPart)
    expect(result).toMatchObject({ code: 'not-understood', line: 3 })
    expect(rest).toEqual({
      parts: [{ part: 'mobileDevices', count: 2 }],
      leftOut: {
        counts: { read: 3, understood: 2, refused: 1, twice: 0, ofNoUse: 0 },
        refusals: [{ line: 3, sentence: result.sentence }],
        refusalCount: 1,
        ended: null,
      },
    })
  })

  it('is not held of another organisation than it was given for', async () => {
    const app = openApp()
    const { importId } = await offered(app, inPart)
    const first = (await app.client.call('organisation.read', {})).id ?? ''
    await app.client.call('organisation.close', {})
    await app.client.call('organisation.save', { organisation: { ...sampleOrganisation, name: 'Fabrikam' } })
    await app.client.call('configuration.take-rest', { importId })
    expect((await app.client.call('configuration.read', {})).parts).toEqual([])
    await app.client.call('organisation.open', { id: first })
    expect((await app.client.call('configuration.read', {})).parts).toMatchObject([{ count: 2 }])
  })

  it.each([
    ['taken before', async ({ client }: App, importId: string) => client.call('configuration.take-rest', { importId })],
    ['put away', async ({ client }: App, importId: string) => client.call('import.abort', { importId })],
    ['forgotten with the configuration', async ({ client }: App) => client.call('configuration.forget', {})],
    ['deleted with everything', async ({ client }: App) => client.call('data.deleteAll', {})],
  ])('is not taken once it was %s', async (_what, before) => {
    const app = openApp()
    const { importId } = await offered(app, inPart)
    await before(app, importId)
    await expect(app.client.call('configuration.take-rest', { importId })).rejects.toMatchObject({
      code: 'no-such-import',
    })
  })

  it('is let go of when nobody takes it for half an hour', async () => {
    const app = openApp()
    const { importId } = await offered(app, inPart)
    expect(app.timer.waits()).toEqual([30 * 60_000])
    app.timer.runAll()
    await expect(app.client.call('configuration.take-rest', { importId })).rejects.toMatchObject({
      code: 'no-such-import',
    })
  })

  it('is sent no further than to where it cannot be read on', async () => {
    const { client } = openApp()
    const head = Buffer.from('[{"Identity":"a/x","DeviceType":"x"},\n!')
    const bytes = Buffer.concat([head, Buffer.alloc(1_000_000, 0x20)])
    const name = 'Get-MobileDevice.json'
    const { importId } = await client.call('import.begin', { kind: 'configuration', name, bytes: bytes.length })
    const chunk = bytes.subarray(0, 180 * 1024).toString('base64')
    expect(await client.call('import.append', { importId, offset: 0, chunk })).toEqual({ wanted: false })
    expect(await client.call('configuration.import', { importId })).toMatchObject({
      ...{ outcome: 'refused', code: 'damaged' },
      rest: { leftOut: { counts: { understood: 1 }, ended: { line: 2 } } },
    })
  })
})

describe('the rest of a file', () => {
  /** What is kept after a whole reading of twelve devices, and then the rest of this file. */
  async function keptAfter(file: string, name?: string) {
    const app = appWithDevices()
    await app.import({ devices: threeAmong(9) })
    const { importId } = await offered(app, file, name)
    const before = await app.client.call('configuration.read', {})
    const result = await app.client.call('configuration.take-rest', { importId })
    await app.leave()
    return { app, before, result, kept: await app.client.call('configuration.read', {}) }
  }

  const partOf = (kept: Awaited<ReturnType<typeof keptAfter>>['kept'], part = 'mobileDevices') =>
    kept.parts.find((each) => each.part === part)

  it('adds to what is known and replaces none of it, also where the file says that it is all', async () => {
    const all = deviceDocument({
      devices: [
        { mailbox: 1, id: 'NEW' },
        { mailbox: 1, id: 'BAD', state: 'Isolated' },
      ],
    })
    const { before, result, kept } = await keptAfter(all, 'all.json')
    expect(partOf(before)).toMatchObject({ count: 12, source: { name: 'file.json' } })
    expect(result).toMatchObject({
      changes: expect.arrayContaining([
        { part: 'mobileDevices', added: true, before: 12, now: 13, older: false },
        // Of which all was read, and the file says so.
        { part: 'casMailboxes', added: false, before: 5, now: 5, older: false },
      ]),
    })
    expect(partOf(kept)).toMatchObject({ count: 13, source: { name: 'all.json' }, earlier: ['file.json'] })
  })

  it('of a file that ended early adds in all its parts', async () => {
    const mailboxes = JSON.stringify(mailboxObjects(1)).slice(1, -1)
    const { result } = await keptAfter(
      `{"postern":{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T01:30:00.000Z","computer":"EXCH01","mailboxes":"all"},"Get-CASMailbox":[${mailboxes}],"Get-MobileDevice":[\n{"Identity":"a/x","DeviceType":"x"},{"Iden`,
    )
    expect(result).toMatchObject({
      changes: [
        { added: true, before: 5 },
        { added: true, before: 12 },
      ],
    })
  })

  it('says with the reading what was left out, on the desk too, until all of it was read', async () => {
    const { app, kept } = await keptAfter(inPart)
    const told = [{ name: 'devices.csv', readAt: '2026-11-29T02:00:00.000Z', counts: { refused: 1 }, refusalCount: 1 }]
    expect(kept.leftOut).toMatchObject(told)
    const overview = () => app.client.call('quarantine.overview', { silentDays: 90 })
    expect((await overview()).leftOut).toEqual(kept.leftOut)
    await app.import(csv(row('Z', 'Allowed')))
    expect((await overview()).leftOut).toMatchObject(told)
    await app.import({ devices: threeAmong(9), collectedAt: '2026-11-29T01:59:00.000Z' })
    expect((await overview()).leftOut).toEqual([])
  })

  it('is not said to be left out any more where the same file was given whole', async () => {
    const { app } = await keptAfter(inPart, 'devices.csv')
    await give(app, inPart.replace('Isolated', 'Allowed'), 'devices.csv')
    expect((await app.client.call('configuration.read', {})).leftOut).toEqual([])
  })

  it('names as many refusals as are kept, and counts them all', async () => {
    const rows = Array.from({ length: 150 }, (_, at) => row(`B${at}`, 'Isolated'))
    const { result, kept } = await keptAfter(csv(row('A', 'Allowed'), ...rows))
    const [refusals] = [result.outcome === 'kept' ? result.summary.leftOut?.refusals : undefined]
    expect(refusals).toHaveLength(100)
    expect(kept.leftOut[0]?.refusals).toEqual(refusals?.slice(0, 20))
    expect(kept.leftOut[0]?.refusalCount).toBe(150)
  })
})
