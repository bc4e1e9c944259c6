import { ConfigurationReader } from '../../electron/engine/management/read-configuration.ts'
import { Refusal } from '../../electron/engine/management/read-refusal.ts'
import { WireError } from '../../electron/engine/wire/wire-error.ts'
import { ConfigurationReading, ConfigurationRefusal } from '../../shared/management/configuration-reading.ts'
import type { FuzzTarget } from './target.ts'
import { xmlDictionary } from './xml-dictionary.ts'

const limits = { value: 1024, depth: 12, objects: 40, kept: 8192, bytes: 8192 }

const json = (objects: string): Buffer => Buffer.from(`{"Get-CASMailbox":${objects},"Get-ManagementScope":[]}`)
const clixml = (inside: string): Buffer =>
  Buffer.from(`<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${inside}</Objs>`)
const csv = Buffer.from(
  '#TYPE Deserialized.Microsoft.Exchange.Data.Directory.Management.CASMailbox\r\n"Identity";"EwsEnabled";"EwsAllowList"\r\n"a/Alice";"True";"a*, b (c, d)"\r\n"a/Bob";"";""\r\n',
)
const formatList = Buffer.from(
  '\r\n\r\nPrimarySmtpAddress : alice@contoso.test\r\nEwsEnabled         : True\r\nEwsAllowList       : {a*, b (KHTML,\r\n                     like c)}\r\n\r\nPrimarySmtpAddress : bob@contoso.test\r\nEwsEnabled         : \r\nEwsAllowList       : {}\r\n\r\n',
)
const alice =
  '{"Identity":"a/Alice","EwsEnabled":true,"EwsApplicationAccessPolicy":{"value":0,"Value":"EnforceAllowList"},"EwsAllowList":{"value":["a*"],"Count":1}}'

/** Files of Exchange's configuration, in each format and encoding, in one piece or two. */
export const configurationFile: FuzzTarget = {
  name: 'configuration-file',
  seeds: [
    json(`[${alice},{"Identity":"a/Bob","EwsEnabled":null,"EwsAllowList":[]}]`),
    json(`{"value":[${alice}],"Count":1}`),
    Buffer.from(
      '[{"Name":"p","EwsMaxBurst":{"IsUnlimited":true},"EwsCutoffBalance":3000000,"ThrottlingPolicyScope":0},{"Name":"EX1","Fqdn":"ex1.contoso.test","AdminDisplayVersion":{"Major":15,"Minor":2,"Build":1,"Revision":2},"ServerRole":2}]',
    ),
    Buffer.from(
      '{"postern":{"format":"exchange-configuration","version":1,"collectedAt":"/Date(1763000000000)/","computer":"EX1"},"Get-OrganizationConfig":[{"Name":"c","EwsEnabled":false}],"errors":[{"cmdlet":"Get-CASMailbox","kind":"access-denied","message":"no"}]}',
    ),
    clixml(
      '<Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange.Data.Directory.Management.CASMailbox</T></TN><Props><S N="Identity">a/_x0041_lice</S><B N="EwsEnabled">true</B><Obj N="EwsAllowList" RefId="1"><TN RefId="1"><T>L</T></TN><LST><S>a*</S></LST></Obj><Ref N="EwsBlockList" RefId="1" /><Nil N="EwsAllowOutlook" /></Props></Obj>',
    ),
    clixml(
      '<Obj RefId="0"><DCT><En><S N="Key">Get-ThrottlingPolicy</S><Obj N="Value" RefId="1"><LST><Obj RefId="2"><MS><S N="Name">p</S><Obj N="ThrottlingPolicyScope" RefId="3"><ToString>Global</ToString><I32>2</I32></Obj></MS></Obj></LST></Obj></En></DCT></Obj>',
    ),
    csv,
    Buffer.from('Name\tAdminDisplayVersion\tServerRole\nEX1\tVersion 15.2 (Build 1.2)\tMailbox\n'),
    formatList,
    Buffer.from(`\ufeff${formatList.toString('latin1')}`, 'utf16le'),
    Buffer.from(csv.toString('latin1').replace('Bob', 'J\u00f6rg'), 'latin1'),
    Buffer.from(csv.toString('latin1').replace('Bob', 'J\u00f6rg\u{1f600}')),
  ],
  dictionary: [
    ...xmlDictionary,
    ...[
      '"value":[',
      '"Get-CASMailbox":',
      '"postern":',
      '"__proto__":',
      '{"a":',
      '[[[[',
      '\\ud800',
      '1e999',
      '\r\n\r\n',
    ],
    ...[
      '<LST>',
      '<Ref RefId="1" N="Identity" />',
      '<Obj RefId="9">',
      '_x0000_',
      '"\r\n',
      ';',
      ' : ',
      '{',
      '...}',
      '…}',
    ],
    ...['System.String[]', 'EnforceBlockList', 'Unlimited', '#TYPE ', 'sep=;', '[PS] C:\\>'],
    ...['fffe', 'feff', '0000', 'efbfbd', 'ff', 'e9'].map((hex) => Buffer.from(hex, 'hex')),
  ],
  read: (input, random) => {
    const whole = read([input])
    if (random.below(4) === 0) {
      const at = random.below(input.length + 1)
      const pieces = read([input.subarray(0, at), input.subarray(at)])
      if (JSON.stringify(whole) !== JSON.stringify(pieces))
        throw new Error(`two pieces, ${at} bytes first, are read otherwise`)
    }
    if ('refused' in whole) throw new WireError('json-malformed', 'file', ConfigurationRefusal.parse(whole).sentence)
    return ConfigurationReading.parse(whole)
  },
  // A problem names a property in a sentence, and a part is named three times.
  growth: 40,
}

function read(pieces: readonly Uint8Array[]): ConfigurationReading | ConfigurationRefusal {
  try {
    const reader = new ConfigurationReader('export', limits)
    for (const piece of pieces) reader.write(piece)
    return reader.end()
  } catch (error) {
    if (error instanceof Refusal) return error.refusal
    throw error
  }
}
