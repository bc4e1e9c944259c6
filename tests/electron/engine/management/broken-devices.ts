import type { ConfigurationRefusalCode, ReadingCounts } from '../../../../shared/management/configuration-reading.ts'

/** An export of devices that somebody or something broke, and all that comes of it where the rest is wanted. */
export type BrokenDevices = {
  readonly what: string
  readonly file: string | Uint8Array
  readonly name?: string
  /** What became of its objects: read, understood, refused, twice, of no use. Absent where nothing can be taken. */
  readonly counts?: readonly [number, number, number, number, number]
  /** What is said of it: of each object that was refused, of what was left out, of how it was read, and why it ended. */
  readonly sentences: readonly string[]
  /** The code of a file of which nothing can be taken. */
  readonly refused?: ConfigurationRefusalCode
}

export function countsOf({ read, understood, refused, twice, ofNoUse }: ReadingCounts): number[] {
  return [read, understood, refused, twice, ofNoUse]
}

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('')
const type = '#TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.MobileDevice'
const header = '"Identity","DeviceId","DeviceType","DeviceAccessState","IsManaged","FirstSyncTime"'
const place = (name: string) => `contoso.test/Users/${name}/ExchangeActiveSyncDevices/iPhone§${name}`
const row = (name: string, state = 'Allowed', managed = 'False', time = '24.11.2026 08:15:00') =>
  `"${place(name)}","ID${name}","iPhone","${state}","${managed}","${time}"`
const csv = (...rows: readonly string[]) => lines(type, header, ...rows)
const json = (...objects: readonly string[]) => `[\n${objects.join(',\n')}\n]\n`
const inJson = (name: string, more = '"DeviceAccessState": 1') =>
  `{ "Identity": "${name}/ExchangeActiveSyncDevices/x", "DeviceType": "iPhone", ${more} }`
const clixml = (...objects: readonly string[]) =>
  `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${objects.join('\n')}\n</Objs>`
const inClixml = (name: string, more = '<S N="DeviceType">iPhone</S>') =>
  `<Obj RefId="${name}"><TN RefId="t${name}"><T>Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration.MobileDevice</T></TN><Props><S N="Identity">${name}/ExchangeActiveSyncDevices/x</S>${more}</Props></Obj>`
const latin = (text: string) => Buffer.from(text, 'latin1')

export const brokenDevices: readonly BrokenDevices[] = [
  {
    what: 'CSV that breaks off in a quote',
    file: `${csv(row('A'), row('B'))}"contoso.test/Users/C`,
    counts: [3, 2, 1, 0, 0],
    sentences: ['The file breaks off in the record that begins in line 5: a quote in it is not closed.'],
  },
  {
    what: 'CSV that breaks off between two values',
    file: `${csv(row('A'))}"${place('B')}","IDB"`,
    counts: [2, 1, 1, 0, 0],
    sentences: ['Line 4 has 2 values where the header has 6 names. The file breaks off there, or is damaged.'],
  },
  {
    what: 'CSV that breaks off in a value without quotes',
    file: `${lines('Identity;DeviceType;DeviceOS', 'a/x;iPhone;iOS 18')}b/x;iPhone;iO`,
    counts: [2, 1, 1, 0, 0],
    sentences: [
      'The file ends in the middle of line 3, or without the line break that PowerShell writes behind it. If nothing is missing, add a line break at the end.',
    ],
  },
  {
    what: 'CSV that ends in its header',
    file: lines(type).concat('"Identity","Devi'),
    refused: 'broken-off',
    sentences: ['The file breaks off in the record that begins in line 2: a quote in it is not closed.'],
  },
  {
    what: 'CSV with a quote of a user in the middle of a value',
    file: csv(row('A'), row('B').replace('"iPhone"', '"iPhone 6" plus"'), row('C')),
    counts: [3, 2, 1, 0, 0],
    sentences: ['Line 4 is no CSV: a quote stands where none can be. The file is damaged or was changed by hand.'],
  },
  {
    what: 'CSV in which lines lost values and others have too many',
    file: csv(row('A'), '"b/x","IDB"', row('C').concat(',""'), row('D')),
    counts: [4, 2, 2, 0, 0],
    sentences: [
      'Line 4 has 2 values where the header has 6 names. The file breaks off there, or is damaged.',
      'Line 5 has 7 values where the header has 6 names. The file breaks off there, or is damaged.',
    ],
  },
  {
    what: 'UTF-8 to which lines in Windows-1252 were appended',
    file: Buffer.concat([Buffer.from(csv(row('A'), row('B'))), latin(lines(row('Jörg')))]),
    counts: [3, 2, 1, 0, 0],
    sentences: [
      'Line 5 holds bytes that are no letters in the encoding of the rest of the file. It is damaged, or put together from files of different encodings.',
      'Line 5 holds bytes that are no letters in the encoding of the rest of the file. It is damaged, or put together from files of different encodings.',
    ],
  },
  {
    what: 'UTF-8 to which Windows PowerShell 5.1 appended UTF-16 (>>)',
    file: Buffer.concat([Buffer.from(csv(row('A'))), Buffer.from(lines(row('B')), 'utf16le')]),
    counts: [2, 1, 1, 0, 0],
    sentences: [
      'The file is no text: there is a zero byte in line 4. Files of different encodings that were joined look so as well.',
      'The file is no text: there is a zero byte in line 4. Files of different encodings that were joined look so as well.',
    ],
  },
  {
    what: 'CSV in Windows-1252',
    file: latin(csv(row('Jörg'))),
    counts: [1, 1, 0, 0, 0],
    sentences: [
      'The file is no Unicode from line 3 on; its letters beyond English were read as Windows-1252 (Western Europe).',
    ],
  },
  {
    what: 'columns with blanks and hyphens in their names',
    file: lines('Identity,Device ID,Device-Type,Device Access State', 'a/x,IDA,iPhone,Quarantined'),
    counts: [1, 1, 0, 0, 0],
    sentences: [
      'The column “Device ID” in line 1 was read as DeviceId.',
      'The column “Device-Type” in line 1 was read as DeviceType.',
      'The column “Device Access State” in line 1 was read as DeviceAccessState.',
    ],
  },
  {
    what: 'columns in German',
    file: lines('Identität;Geräte-ID;Gerätetyp;Zugriffsstatus', 'a/x;IDA;iPhone;Quarantined'),
    counts: [1, 1, 0, 0, 0],
    sentences: [
      'The column “Identität” in line 1 was read as Identity.',
      'The column “Geräte-ID” in line 1 was read as DeviceId.',
      'The column “Gerätetyp” in line 1 was read as DeviceType.',
      'The column “Zugriffsstatus” in line 1 was read as DeviceAccessState.',
    ],
  },
  {
    what: 'columns that nobody knows beside known ones',
    file: lines(
      'Identity,DeviceType,DeviceImei,PrimarySmtpAddress,Display Name,Last Sync,Kommentar',
      'a/x,iPhone,35,a@contoso.test,A,gestern,ruft an',
    ),
    counts: [1, 1, 0, 0, 0],
    sentences: [
      'The column “Display Name” in line 1 is no property of Get-MobileDevice, and was passed over. Where somebody renamed it, give it its name back.',
      'The column “PrimarySmtpAddress” in line 1 is no property of Get-MobileDevice, and was passed over. Where somebody renamed it, give it its name back.',
      'The column “Last Sync” in line 1 is no property of Get-MobileDevice, and was passed over. Where somebody renamed it, give it its name back.',
      'The column “Kommentar” in line 1 is no property of Get-MobileDevice, and was passed over. Where somebody renamed it, give it its name back.',
    ],
  },
  {
    what: 'columns of which nobody can tell what they are',
    file: lines('Phone,Owner', 'iPhone,Alice'),
    refused: 'which-cmdlet',
    sentences: [
      'Nothing of the object in line 2 says which cmdlet it came from. Give the file the name of the cmdlet, such as Get-CASMailbox.',
    ],
  },
  {
    what: 'a column that is there under its own name and another one',
    file: lines('Identity,DeviceType,Device Type', 'a/x,iPhone,Android'),
    counts: [1, 1, 0, 0, 0],
    sentences: [
      'The column “Device Type” in line 1 is no property of Get-MobileDevice, and was passed over. Where somebody renamed it, give it its name back.',
    ],
  },
  {
    what: 'True and False in the language of a spreadsheet',
    file: csv(row('A', 'Allowed', 'WAHR'), row('B', 'Allowed', 'FALSCH'), row('C', 'Allowed', 'FALSCH')),
    counts: [3, 3, 0, 0, 0],
    sentences: [
      'IsManaged of Get-MobileDevice is “WAHR”, first in line 3, which is how a spreadsheet writes True. It was read so.',
      'IsManaged of Get-MobileDevice is “FALSCH”, first in line 4, which is how a spreadsheet writes False. It was read so.',
    ],
  },
  {
    what: 'words for True and False that no spreadsheet writes',
    file: csv(row('A', 'Allowed', 'ja'), row('B')),
    counts: [2, 1, 1, 0, 0],
    sentences: [`In line 3, IsManaged of “${place('A')}” is “ja”, which is neither True nor False.`],
  },
  {
    what: 'states in the language of an administrator',
    file: csv(row('A', 'Isoliert'), row('B')),
    counts: [2, 1, 1, 0, 0],
    sentences: [
      `In line 3, DeviceAccessState of “${place('A')}” is “Isoliert”, which is none of Unknown, Allowed, Blocked, Quarantined, DeviceDiscovery.`,
    ],
  },
  {
    what: 'a device twice, the same each time',
    file: csv(row('A'), row('B'), row('A')),
    counts: [3, 2, 0, 1, 0],
    sentences: [],
  },
  {
    what: 'a device twice, and not the same',
    file: csv(row('A'), row('B'), row('A', 'Blocked')),
    counts: [3, 2, 1, 0, 0],
    sentences: [`“${place('A')}” of Get-MobileDevice is there twice and not the same, in lines 3 and 5.`],
  },
  {
    what: 'two files that were joined with their headers',
    file: csv(row('A'), header, row('B')),
    counts: [2, 2, 0, 0, 0],
    sentences: [],
  },
  {
    what: 'a value of a megabyte in a column that is read',
    file: csv(row('A'), row('B').replace('"iPhone"', `"${'x'.repeat(1_000_000)}"`), row('C')),
    counts: [3, 2, 1, 0, 0],
    sentences: [`In line 4, DeviceType of “${place('B')}” is “${'x'.repeat(60)}…”, which is no text of Exchange’s.`],
  },
  {
    what: 'a value of two megabytes, with lines in it',
    file: csv(row('A'), row('B').replace('"iPhone"', `"${'x\n'.repeat(1_000_000)}"`), row('C')).slice(0, 900_000),
    counts: [2, 1, 1, 0, 0],
    sentences: ['The file breaks off in the record that begins in line 4: a quote in it is not closed.'],
  },
  {
    what: 'mailboxes of another cmdlet',
    file: lines('#TYPE Microsoft.Exchange.Data.Directory.Management.Mailbox', 'Identity,Database', 'a,DB1', 'b,DB1'),
    refused: 'nothing-known',
    sentences: [
      'The file holds 2 objects of “Microsoft.Exchange.Data.Directory.Management.Mailbox”, and nothing that decides about EWS or about devices of ActiveSync.',
    ],
  },
  {
    what: 'devices, and then another cmdlet’s objects',
    file: csv(row('A')).concat(
      lines('#TYPE Microsoft.Exchange.Data.Directory.Management.Mailbox', 'Identity', 'a', 'b'),
    ),
    counts: [3, 1, 0, 0, 2],
    sentences: [],
  },
  {
    what: 'statistics without the devices',
    file: lines('Identity,DeviceID,LastSuccessSync', 'a/x,IDA,2026-11-24T08:15:00Z', 'b/x,IDB,'),
    counts: [2, 2, 0, 0, 0],
    sentences: [
      'The file tells how 2 devices synchronised, and not what each is and whether it is let in: Get-MobileDevice tells that.',
    ],
  },
  {
    what: 'devices that do not say whose they are',
    file: lines('DeviceId,DeviceType,UserDisplayName', 'IDA,iPhone,Alice'),
    refused: 'no-identity',
    sentences: [
      'The object in line 2, of Get-MobileDevice, does not say which one it is. Export it again with Identity.',
    ],
  },
  {
    what: 'days and months of which nothing says which is which',
    file: csv(row('A', 'Allowed', 'False', '03/04/2026 08:15:00'), row('B', 'Allowed', 'False', '05/06/2026 08:15:00')),
    counts: [2, 2, 0, 0, 0],
    sentences: [
      'FirstSyncTime of Get-MobileDevice may have the day or the month first, as in line 3, and nothing in the file says which. It counts as not told.',
    ],
  },
  {
    what: 'times that a spreadsheet shortened',
    file: csv(row('A', 'Allowed', 'False', '24.11.26 08:15'), row('B', 'Allowed', 'False', '46350,34')),
    counts: [2, 2, 0, 0, 0],
    sentences: [
      'FirstSyncTime of Get-MobileDevice is written so that nobody can tell which day and time it is, first in line 3. It counts as not told.',
    ],
  },
  {
    what: 'a time that is none',
    file: csv(row('A', 'Allowed', 'False', '31.02.2026 08:15:00'), row('B')),
    counts: [2, 1, 1, 0, 0],
    sentences: [`In line 3, FirstSyncTime of “${place('A')}” is “31.02.2026 08:15:00”, which is no time.`],
  },
  {
    what: 'a time of the machine that asked',
    file: lines('Identity,DeviceType,WhenChanged', 'a/x,iPhone,24.11.2026 08:15:00'),
    counts: [1, 1, 0, 0, 0],
    sentences: [
      'WhenChanged of Get-MobileDevice is in the time of the machine that asked, first in line 2, and the file does not say which that is. It counts as not told; WhenChangedUTC would tell it.',
    ],
  },
  {
    what: 'JSON that breaks off in a device',
    file: json(inJson('A'), inJson('B'), inJson('C')).slice(0, -20),
    counts: [3, 2, 1, 0, 0],
    sentences: [
      'The file breaks off in line 4, before its JSON ends.',
      'The file breaks off in line 4, before its JSON ends.',
    ],
  },
  {
    what: 'JSON that breaks off between two devices',
    file: `[\n${inJson('A')},\n`,
    counts: [1, 1, 0, 0, 0],
    sentences: ['The file breaks off in line 3, before its JSON ends.'],
  },
  {
    what: 'JSON with a device of which -Depth left a text, and one with a property twice',
    file: json(inJson('A'), '"contoso.test/Users/B"', inJson('C', '"DeviceOS": "a", "deviceos": "b"'), inJson('D')),
    counts: [4, 2, 2, 0, 0],
    sentences: [
      'In line 3 stands “contoso.test/Users/B” where an object of Exchange was expected. The export was cut off by -Depth, or is of something else.',
      'The object has deviceos twice; the second is in line 4.',
    ],
  },
  {
    what: 'JSON with a comma that is missing',
    file: `[\n${inJson('A')}\n${inJson('B')}\n]\n`,
    counts: [1, 1, 0, 0, 0],
    sentences: ['Line 3 is no JSON. The file is damaged or was changed by hand.'],
  },
  {
    what: 'JSON with a state of which there is no such number',
    file: json(inJson('A', '"DeviceAccessState": 9'), inJson('B')),
    counts: [2, 1, 1, 0, 0],
    sentences: [
      'In line 2, DeviceAccessState of “A/ExchangeActiveSyncDevices/x” is “9”, which is none of Unknown, Allowed, Blocked, Quarantined, DeviceDiscovery.',
    ],
  },
  {
    what: 'CLIXML that breaks off in a device',
    file: clixml(inClixml('A'), inClixml('B')).slice(0, -40),
    counts: [2, 1, 1, 0, 0],
    sentences: [
      'The file breaks off in line 3, before its XML ends.',
      'The file breaks off in line 3, before its XML ends.',
    ],
  },
  {
    what: 'CLIXML with a device that has a property twice',
    file: clixml(inClixml('A'), inClixml('B', '<S N="DeviceOS">a</S><S N="DeviceOS">b</S>')),
    counts: [2, 1, 1, 0, 0],
    sentences: ['The object has DeviceOS twice; the second is in line 3.'],
  },
  {
    what: 'Format-List with a line that is none of it',
    file: lines(
      ...['Identity   : a/x', 'DeviceType : iPhone', '', 'Identity   : b/x', '<<<<<<< HEAD', 'DeviceType : iPhone', ''],
      ...['Identity   : c/x', 'DeviceType : iPhone', ''],
    ),
    counts: [3, 2, 1, 0, 0],
    sentences: ['Line 5, “<<<<<<< HEAD”, is neither a property as Format-List prints it nor the rest of one.'],
  },
  {
    what: 'Format-List that breaks off in its last device',
    file: lines(
      'Identity   : a/x',
      'DeviceType : iPhone',
      'DeviceOS   : iOS',
      '',
      'Identity   : b/x',
      'DeviceType : iPhone',
    ),
    counts: [2, 1, 1, 0, 0],
    sentences: ['The file breaks off in line 6: the last object ends after DeviceType, and the one before it goes on.'],
  },
  {
    what: 'a table of Format-Table',
    file: lines('', 'DeviceId   DeviceType', '--------   ----------', 'IDA        iPhone'),
    refused: 'unknown-format',
    sentences: [
      'Line 2, “DeviceId   DeviceType”, begins none of the formats that are read. A table of Format-Table looks so as well, and cuts values off: export with Export-Clixml.',
    ],
  },
]
