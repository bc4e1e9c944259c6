import { ConfigurationReader } from '../../electron/engine/management/read-configuration.ts'
import { Refusal } from '../../electron/engine/management/read-refusal.ts'
import { WireError } from '../../electron/engine/wire/wire-error.ts'
import { ConfigurationReading, type ConfigurationRefusal } from '../../shared/management/configuration-reading.ts'
import { configurationFile } from './configuration-file.ts'
import type { FuzzTarget } from './target.ts'

const limits = { value: 1024, depth: 12, objects: 200, kept: 65_536, bytes: 8192 }

const csv = Buffer.from(
  'Identity;Geräte-ID;DeviceType;DeviceAccessState;IsManaged;FirstSyncTime\r\n"a/x";A;iPhone;Allowed;WAHR;24/11/2026 08:15:00\r\nb/x;B;"i\r\nPhone";3;False;03/04/2026 8:15:00 AM\r\nb/x;B;"i\r\nPhone";3;False;03/04/2026 8:15:00 AM\r\nc/x;C;;Unknown;;\r\n',
)
const json = Buffer.from(
  '[{"Identity":"a/x","DeviceType":"iPhone","FirstSyncTime":"\\/Date(1763000000000)\\/"},{"Identity":{"DistinguishedName":"CN=x,CN=a"},"DeviceOS":null,"DeviceAccessState":2},{"Identity":"c","LastSuccessSync":"2026-11-24T08:15:00Z","NumberOfFoldersSynced":3}]',
)
const clixml = Buffer.from(
  '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration.MobileDevice</T></TN><Props><S N="Identity">a/x</S><DT N="FirstSyncTime">2026-11-24T08:15:00Z</DT><Obj N="DeviceAccessState" RefId="1"><ToString>Blocked</ToString><I32>2</I32></Obj></Props></Obj><Obj RefId="2"><TNRef RefId="0" /><Props><S N="Identity">b/x</S><S N="DeviceType">iPhone</S></Props></Obj></Objs>',
)
const formatList = Buffer.from(
  'Identity          : a/x\r\nDeviceType        : iPhone\r\nFirstSyncTime     : 11/24/2026 8:15:00 AM\r\n\r\nIdentity          : b/x\r\nDeviceType        : Android\r\nFirstSyncTime     :\r\n\r\n',
)

/** Exports of devices, of which what can be read is wanted: nothing goes without a word. */
export const deviceFile: FuzzTarget = {
  name: 'device-file',
  seeds: [csv, json, clixml, formatList, Buffer.from(`\ufeff${csv.toString()}`, 'utf16le'), ...configurationFile.seeds],
  dictionary: [
    ...(configurationFile.dictionary ?? []),
    ...[
      '"a/x"',
      '03/04/2026',
      '24/11/2026',
      ' PM',
      '/Date(0)/',
      'FAUX',
      'Device ID',
      '\r\n\r\n',
      '";"',
      '""',
      'Quarantined',
    ],
  ],
  read: (input, random) => {
    const all = read([input], true)
    if (random.below(4) === 0) {
      const at = random.below(input.length + 1)
      const pieces = read([input.subarray(0, at), input.subarray(at)], true)
      if (JSON.stringify(all) !== JSON.stringify(pieces))
        throw new Error(`two pieces, ${at} bytes first, are read otherwise`)
    }
    if (random.below(2) === 0) needAgreement(all, read([input], false))
    if ('refused' in all) throw new WireError('json-malformed', 'file', all.sentence)
    needSum(all)
    return ConfigurationReading.parse(all)
  },
  // Each line may be refused by itself, in a sentence.
  growth: 200,
}

/** What is read of objects adds up, of the file and of each part. */
function needSum({ counts, parts, refusals, moreRefusals, configuration, ignoredObjects }: ConfigurationReading): void {
  const { read, understood, refused, twice, ofNoUse } = counts
  const held = Object.values(configuration).reduce((sum, part) => sum + (Array.isArray(part) ? part.length : 1), 0)
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((all, part) => all + of(part), 0)
  const isRight =
    read === understood + refused + twice + ofNoUse &&
    understood === held &&
    understood === sum(({ objects }) => objects) &&
    twice === sum((part) => part.twice) &&
    refused >= sum((part) => part.refused) &&
    refused === refusals.length + moreRefusals &&
    ofNoUse === ignoredObjects
  if (!isRight)
    throw new Error(`what was read does not add up: ${JSON.stringify({ counts, parts, held, moreRefusals })}`)
}

/** A file that is taken as a whole is the same without a word; of any other, what there is to take is offered or refused. */
function needAgreement(
  all: ConfigurationReading | ConfigurationRefusal,
  strict: ConfigurationReading | ConfigurationRefusal,
): void {
  if (!('refused' in strict)) {
    if (JSON.stringify(all) !== JSON.stringify(strict)) throw new Error('a file that is whole is read otherwise')
  } else if (!('refused' in all) && all.offer === undefined) throw new Error(`nothing is said of: ${strict.sentence}`)
}

function read(pieces: readonly Uint8Array[], takesRest: boolean): ConfigurationReading | ConfigurationRefusal {
  try {
    const reader = new ConfigurationReader('export', limits, takesRest)
    for (const piece of pieces) reader.write(piece)
    return reader.end()
  } catch (error) {
    if (error instanceof Refusal) return error.refusal
    throw error
  }
}
