import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConfigurationFile } from '../../../../electron/engine/management/read-configuration-file.ts'
import { readFile, taken } from './read-text-file.ts'

/** What is wrong with a device, and how its line then looks; `good` is not. */
const kinds = {
  good: (name: string) => `"${name}","iPhone","Allowed",""`,
  state: (name: string) => `"${name}","iPhone","Isolated",""`,
  time: (name: string) => `"${name}","iPhone","Allowed","never"`,
  few: (name: string) => `"${name}","iPhone"`,
  many: (name: string) => `"${name}","iPhone","Allowed","","",""`,
  stray: (name: string) => `"${name}","iPhone" 6,"Allowed",""`,
  nobody: () => '"","iPhone","Allowed",""',
} as const
type Kind = keyof typeof kinds
const names = Object.keys(kinds) as [Kind, ...Kind[]]
const header = '"Identity","DeviceType","DeviceAccessState","FirstSyncTime"'
const csv = (all: readonly string[]) => [header, ...all, ''].join('\r\n')

describe('where the rest of a file is wanted', () => {
  it('each device is understood or refused, in its line, and counts add up', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 40 }), fc.nat(2_000), (all, cut) => {
        const text = Buffer.from(csv(all.map((kind, at) => kinds[kind](`a/${at}`))))
        const good = all.flatMap((kind, at) => (kind === 'good' ? [at] : []))
        const pieces = [text.subarray(0, cut), text.subarray(cut)]
        const reading = readFile(pieces, { takesRest: true })
        if ('refused' in reading) {
          expect(good).toEqual([])
          return
        }
        const refused = all.length - good.length
        expect(reading.counts).toEqual({ read: all.length, understood: good.length, refused, twice: 0, ofNoUse: 0 })
        expect(reading.configuration.mobileDevices?.map(({ identity }) => identity)).toEqual(
          good.map((at) => `a/${at}`),
        )
        expect(reading.refusals.map(({ line }) => line)).toEqual(
          all.flatMap((kind, at) => (kind === 'good' ? [] : [at + 2])),
        )
        expect(reading.refusals.every(({ part }) => part === 'mobileDevices')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('what is before the place where a file breaks off is there, wherever that is', () => {
    const whole = csv(Array.from({ length: 20 }, (_, at) => kinds.good(`a/${at}`)))
    fc.assert(
      fc.property(fc.integer({ min: header.length + 40, max: whole.length }), (end) => {
        const text = whole.slice(0, end)
        const reading = taken(text, { takesRest: true })
        const lines = text.split('\r\n').slice(1)
        const complete = lines.filter((line) => /^"a\/\d+","iPhone","Allowed",""$/.test(line)).length
        const begun = lines.filter((line) => line !== '').length
        expect(reading.counts).toMatchObject({ read: begun, understood: complete, refused: begun - complete })
      }),
    )
  })

  it('says the first hundred refusals, and how many more there are', () => {
    const all = [kinds.good('a'), ...Array.from({ length: 250 }, (_, at) => kinds.state(`b/${at}`))]
    const { refusals, moreRefusals, counts, offer } = taken(csv(all), { takesRest: true })
    expect(refusals).toHaveLength(100)
    expect({ moreRefusals, counts }).toEqual({
      moreRefusals: 150,
      counts: { read: 251, understood: 1, refused: 250, twice: 0, ofNoUse: 0 },
    })
    expect(offer).toBe('Of 251 objects, 1 could be read and 250 could not.')
  })

  it('says how many are there twice, and how many are of no use', () => {
    const text = `[{"Identity":"a","DeviceType":"x"},{"Identity":"a","DeviceType":"x"},{"Identity":"b","DeviceType":5.5}]`
    const both = `{"Get-MobileDevice":${text},"Get-Mailbox":[{"Name":"y"}]}`
    const { offer, parts } = taken(both, { takesRest: true })
    expect(offer).toBe(
      'Of 4 objects, 1 could be read and 1 could not. The same is there again of 1. Postern has no use for 1.',
    )
    expect(parts).toEqual([{ part: 'mobileDevices', cmdlet: 'Get-MobileDevice', objects: 1, refused: 1, twice: 1 }])
  })

  const document = (devices: string, more = '') =>
    `{"postern":{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T01:02:03Z","mailboxes":"all"},"Get-ManagementScope":[],"Get-MobileDevice":[${devices}]${more}`
  const [good, bad] = ['{"identity":"a","deviceType":"x"}', '{"identity":"b","deviceAccessState":"Isolated"}']

  it.each([
    ['all of it', document(good, ',"errors":[]}'), ['managementScopes', 'mobileDevices']],
    ['a part of which something was refused', document(`${good},${bad}`, ',"errors":[]}'), ['managementScopes']],
    ['a document that breaks off', document(`${good},`), []],
  ])('does not take for whole what is not: %s', (_, text, whole) => {
    expect(taken(text.replace(/,$/, ''), { takesRest: true }).whole).toEqual(whole)
  })

  it('a part of which nothing was understood is not one that is empty', () => {
    const { configuration, parts } = taken(document(bad, ',"errors":[]}'), { takesRest: true })
    expect(configuration).toEqual({ managementScopes: [] })
    expect(parts).toContainEqual({
      ...{ part: 'mobileDevices', cmdlet: 'Get-MobileDevice' },
      ...{ objects: 0, refused: 1, twice: 0 },
    })
  })

  it.each([
    ['too many objects', { objects: 2 }],
    ['too many bytes', { bytes: 60 }],
    ['more than fits', { kept: 40 }],
  ])('a file of %s is refused all the same', (_, limits) => {
    const text = csv([kinds.good('a'), kinds.good('b'), kinds.good('c')])
    expect(readFile(text, { limits, takesRest: true })).toMatchObject({ refused: 'too-large' })
  })

  it('a file of quotes that never close is given up, and what came before is there', () => {
    const text = csv([kinds.good('a'), ...Array.from({ length: 3_000 }, (_, at) => `x"${at}`)])
    const { counts, ended } = taken(text, { takesRest: true })
    expect(ended).toMatchObject({ refused: 'damaged' })
    expect(counts).toMatchObject({ understood: 1 })
    expect(counts.refused).toBeGreaterThan(999)
  })

  it('is asked for by whoever reads a file', async () => {
    async function* chunks() {
      yield Buffer.from(csv([kinds.good('a'), kinds.few('b')]))
    }
    expect(await readConfigurationFile(chunks())).toMatchObject({ refused: 'broken-off', line: 3 })
    expect(await readConfigurationFile(chunks(), { takesRest: true })).toMatchObject({ counts: { understood: 1 } })
  })
})

describe('what devices are, from each format', () => {
  const identity = 'contoso.test/Users/Bob/ExchangeActiveSyncDevices/iPhone§A'
  const expected = {
    ...{ identity, deviceAccessState: 'Quarantined', deviceAccessStateReason: 'Global', clientVersion: '16.1' },
    ...{ firstSyncTime: '2026-11-24T08:15:00.000Z', whenChanged: '2026-11-25T08:15:00.000Z', isManaged: false },
  }
  const local = '2026-11-25T09:15:00'
  it.each([
    [
      'Export-Csv, in American English',
      `"Identity","DeviceAccessState","DeviceAccessStateReason","ClientVersion","FirstSyncTime","WhenChanged","WhenChangedUTC","IsManaged"\r\n"${identity}","Quarantined","Global","16.1","11/24/2026 8:15:00 AM","11/25/2026 9:15:00 AM","11/25/2026 8:15:00 AM","False"\r\n`,
    ],
    [
      'Export-Csv -UseCulture, in German',
      `"Identity";"DeviceAccessState";"DeviceAccessStateReason";"ClientVersion";"FirstSyncTime";"WhenChangedUTC";"IsManaged"\r\n"${identity}";"Quarantined";"Global";"16.1";"24.11.2026 08:15:00";"25.11.2026 08:15:00";"False"\r\n`,
    ],
    [
      'Export-Clixml',
      `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration.MobileDevice</T></TN><Props><Obj N="Identity" RefId="1"><ToString>${identity}</ToString></Obj><Obj N="DeviceAccessState" RefId="2"><ToString>Quarantined</ToString><I32>3</I32></Obj><Obj N="DeviceAccessStateReason" RefId="3"><ToString>Global</ToString><I32>1</I32></Obj><S N="ClientVersion">16.1</S><DT N="FirstSyncTime">2026-11-24T08:15:00Z</DT><DT N="WhenChanged">${local}+01:00</DT><B N="IsManaged">false</B></Props></Obj></Objs>`,
    ],
    [
      'ConvertTo-Json of Windows PowerShell 5.1',
      JSON.stringify([
        {
          ...{ Identity: identity, DeviceAccessState: 3, DeviceAccessStateReason: 1, ClientVersion: '16.1' },
          ...{ FirstSyncTime: '/Date(1795508100000)/', WhenChangedUTC: '/Date(1795594500000)/', IsManaged: false },
        },
      ]),
    ],
    [
      'ConvertTo-Json of PowerShell 7',
      JSON.stringify({
        ...{ Identity: identity, DeviceAccessState: 3, DeviceAccessStateReason: 1, ClientVersion: '16.1' },
        ...{ FirstSyncTime: '2026-11-24T08:15:00Z', WhenChanged: `${local}+01:00`, IsManaged: false },
      }),
    ],
    [
      'Format-List, in British English',
      `\r\nIdentity                : ${identity}\r\nDeviceAccessState       : Quarantined\r\nDeviceAccessStateReason : Global\r\nClientVersion           : 16.1\r\nFirstSyncTime           : 24/11/2026 08:15:00\r\nWhenChangedUTC          : 25/11/2026 08:15:00\r\nIsManaged               : False\r\n\r\n`,
    ],
    [
      'Postern’s script on Exchange 2010',
      `{"postern":{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T01:02:03Z"},"Get-MobileDevice":[${JSON.stringify({ ...expected, clientVersion: undefined, whenChanged: `${local}.0000000+01:00`, whenChangedUTC: '2026-11-25T08:15:00.0000000Z', deviceActiveSyncVersion: '16.1' })}],"errors":[]}`,
    ],
  ])('%s', (_, text) => {
    const { configuration, problems, notes } = taken(text)
    expect(configuration.mobileDevices).toEqual([expected])
    expect({ problems, notes }).toEqual({ problems: [], notes: [] })
  })

  it('and the rest of what is read of ActiveSync, under the names of 2010 too', () => {
    const text = JSON.stringify({
      'Get-ActiveSyncOrganizationSettings': { DefaultAccessLevel: 2, AdminMailRecipients: { value: [], Count: 0 } },
      'Get-ActiveSyncDeviceAccessRule': [{ Identity: 'r', QueryString: 'iPhone', Characteristic: 0, AccessLevel: 0 }],
      'Get-ActiveSyncMailboxPolicy': [
        {
          Name: 'Default',
          IsDefaultPolicy: true,
          DevicePasswordEnabled: false,
          MaxAttachmentSize: { IsUnlimited: true },
        },
      ],
      'Get-ActiveSyncDeviceStatistics': [{ Identity: 'a/x', DeviceID: 'A', Status: 0, NumberOfFoldersSynced: 3 }],
      'Get-CASMailbox': [{ Identity: 'a', ActiveSyncAllowedDeviceIDs: ['A'], ActiveSyncEnabled: true }],
    })
    expect(taken(text).configuration).toEqual({
      activeSyncOrganizationSettings: { defaultAccessLevel: 'Quarantine', adminMailRecipients: [] },
      activeSyncDeviceAccessRules: [
        { identity: 'r', queryString: 'iPhone', characteristic: 'DeviceType', accessLevel: 'Allow' },
      ],
      mobileDeviceMailboxPolicies: [
        {
          ...{ identity: 'Default', name: 'Default', isDefault: true, passwordEnabled: false },
          maxAttachmentSize: 'Unlimited',
        },
      ],
      mobileDeviceStatistics: [{ identity: 'a/x', deviceId: 'A', status: 'DeviceOk', numberOfFoldersSynced: 3 }],
      casMailboxes: [{ identity: 'a', activeSyncAllowedDeviceIDs: ['A'], activeSyncEnabled: true }],
    })
  })

  it('two objects of the one that there is are refused', () => {
    expect(
      readFile('{"Get-ActiveSyncOrganizationSettings":[{"DefaultAccessLevel":0},{"DefaultAccessLevel":1}]}'),
    ).toMatchObject({ refused: 'duplicate' })
  })
})
