import type { ConfigurationRefusalCode } from '../../../../shared/management/configuration-reading.ts'

/** A file that is not taken, and all that is said of it. */
export type BadFile = {
  readonly what: string
  readonly file: string | Uint8Array
  readonly refused: ConfigurationRefusalCode
  readonly sentence: string
  readonly line?: number
}

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('')
const mailbox = '#TYPE Microsoft.Exchange.Data.Directory.Management.CASMailbox'
const objs = (inside: string): string =>
  `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${inside}</Objs>`
const typed = (properties: string): string =>
  objs(
    `<Obj RefId="0"><TN RefId="0"><T>Deserialized.Microsoft.Exchange.Data.Directory.Management.CASMailbox</T></TN>\n<Props>\n<S N="Identity">contoso.test/Users/Alice</S>\n${properties}\n</Props></Obj>\n`,
  )
const json = (properties: string): string =>
  `[\n  {\n    "PrimarySmtpAddress": "alice@contoso.test",\n${properties}\n  }\n]\n`

export const badFiles: readonly BadFile[] = [
  { what: 'nothing', file: '', refused: 'empty', sentence: 'The file is empty.' },
  { what: 'a mark of UTF-8 and blank lines', file: '\ufeff\r\n\r\n', refused: 'empty', sentence: 'The file is empty.' },
  {
    what: 'a workbook of a spreadsheet',
    file: Buffer.from('504b0304140006000800000021005b436f6e74', 'hex'),
    refused: 'not-text',
    sentence: 'The file is a workbook or an archive. Save the sheet as CSV, or take out the file that is in it.',
  },
  {
    what: 'a PDF',
    file: '%PDF-1.7\n%\n1 0 obj\n',
    refused: 'not-text',
    sentence: 'The file is a PDF, of which no configuration can be read.',
  },
  {
    what: 'bytes of a program',
    file: Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
    refused: 'not-text',
    sentence:
      'The file is no text: there is a zero byte in line 1. Files of different encodings that were joined look so as well.',
    line: 1,
  },
  {
    what: 'UTF-8 to which Windows PowerShell 5.1 appended UTF-16 (>>)',
    file: Buffer.concat([
      Buffer.from(lines(mailbox, '"Identity","EwsEnabled"', '"Alice","True"')),
      Buffer.from('"Bob","True"\r\n', 'utf16le'),
    ]),
    refused: 'not-text',
    sentence:
      'The file is no text: there is a zero byte in line 4. Files of different encodings that were joined look so as well.',
    line: 4,
  },
  {
    what: 'UTF-8 that is damaged',
    file: Buffer.concat([
      Buffer.from(lines(mailbox, '"Identity","EwsEnabled"', '"José","True"', '"Jos')),
      Buffer.from([0xe9, 0x22]),
    ]),
    refused: 'bad-encoding',
    sentence:
      'Line 5 holds bytes that are no letters in the encoding of the rest of the file. It is damaged, or put together from files of different encodings.',
    line: 5,
  },
  {
    what: 'UTF-16 that ends in the middle of a letter',
    file: Buffer.from('\ufeffIdentity : Alice\r\n', 'utf16le').subarray(0, -1),
    refused: 'broken-off',
    sentence: 'The file breaks off in the middle of a letter in line 1.',
    line: 1,
  },
  {
    what: 'a sentence',
    file: 'Get-CASMailbox was not found.\n',
    refused: 'unknown-format',
    sentence:
      'Line 1, “Get-CASMailbox was not found.”, begins none of the formats that are read. A table of Format-Table looks so as well, and cuts values off: export with Export-Clixml.',
    line: 1,
  },
  {
    what: 'a table of Format-Table',
    file: lines('', 'Name        EwsEnabled', '----        ----------', 'Alice Ames  True'),
    refused: 'unknown-format',
    sentence:
      'Line 2, “Name        EwsEnabled”, begins none of the formats that are read. A table of Format-Table looks so as well, and cuts values off: export with Export-Clixml.',
    line: 2,
  },
  {
    what: 'a page of HTML',
    file: '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n',
    refused: 'not-text',
    sentence: 'The file is a web page, of which no configuration can be read.',
  },
  {
    what: 'XML of something else',
    file: '<?xml version="1.0"?>\n<Autodiscover><Response/></Autodiscover>\n',
    refused: 'unknown-format',
    sentence: 'The file is XML, but none that Export-Clixml wrote: it begins with “Autodiscover”.',
    line: 2,
  },
  {
    what: 'Export-Csv after Format-List',
    file: lines(
      '#TYPE Microsoft.PowerShell.Commands.Internal.Format.FormatStartData',
      '"ClassId2e4f51ef21dd47e99d3c952918aff9cd","pageHeaderEntry"',
      '"033ecb2bc07a4d43b5ef94ed5a35d280",',
    ),
    refused: 'format-objects',
    sentence:
      'Line 2 holds what Format-List or Format-Table make for the screen. Leave them out before Export-Csv, Export-Clixml or ConvertTo-Json.',
    line: 2,
  },
  {
    what: 'JSON that breaks off in a text',
    file: '[\n  {\n    "PrimarySmtpAddress": "ali',
    refused: 'broken-off',
    sentence: 'The file breaks off in line 3, before its JSON ends.',
    line: 3,
  },
  {
    what: 'JSON that breaks off after a whole object',
    file: '[\n  { "PrimarySmtpAddress": "alice@contoso.test", "EwsEnabled": true },\n',
    refused: 'broken-off',
    sentence: 'The file breaks off in line 3, before its JSON ends.',
    line: 3,
  },
  {
    what: 'JSON with a comma that is missing',
    file: json('    "EwsEnabled": true\n    "EwsAllowList": []'),
    refused: 'damaged',
    sentence: 'Line 5 is no JSON. The file is damaged or was changed by hand.',
    line: 5,
  },
  {
    what: 'two JSON texts in one file',
    file: '[{ "PrimarySmtpAddress": "alice@contoso.test", "EwsEnabled": true }]\n[{ "PrimarySmtpAddress": "bob@contoso.test", "EwsEnabled": true }]\n',
    refused: 'damaged',
    sentence: 'Something follows in line 2 after the end of the JSON. Give one file for each export.',
    line: 2,
  },
  {
    what: 'JSON of which -Depth cut the objects off',
    file: '{\n  "Get-CASMailbox": [\n    "contoso.test/Users/Alice"\n  ]\n}\n',
    refused: 'not-understood',
    sentence:
      'In line 3 stands “contoso.test/Users/Alice” where an object of Exchange was expected. The export was cut off by -Depth, or is of something else.',
    line: 3,
  },
  {
    what: 'JSON of which -Depth cut off a list that decides',
    file: json('    "EwsApplicationAccessPolicy": 0,\n    "EwsAllowList": "System.Collections.ArrayList"'),
    refused: 'value-lost',
    sentence:
      'In line 5, EwsAllowList of “alice@contoso.test” is the name of a type instead of the list, and EnforceAllowList makes the list count. Export again with Export-Clixml.',
    line: 5,
  },
  {
    what: 'JSON with an enumeration that has no such number',
    file: json('    "EwsApplicationAccessPolicy": 2'),
    refused: 'not-understood',
    sentence:
      'In line 4, EwsApplicationAccessPolicy of “alice@contoso.test” is “2”, which is none of EnforceAllowList, EnforceBlockList.',
    line: 4,
  },
  {
    what: 'JSON with a setting twice',
    file: json('    "EwsEnabled": true,\n    "ewsEnabled": false'),
    refused: 'duplicate',
    sentence: 'The object has ewsEnabled twice; the second is in line 5.',
    line: 5,
  },
  {
    what: 'a document of a later Postern',
    file: '{"postern":{"format":"exchange-configuration","version":2,"collectedAt":"2026-11-29T00:00:00Z"}}\n',
    refused: 'other-version',
    sentence:
      'The file is of version 2 of Postern’s script, and this Postern reads version 1. Make it again with the script of this Postern.',
    line: 1,
  },
  {
    what: 'CLIXML that breaks off',
    file: typed('<B N="EwsEnabled">true</B>').slice(0, -30),
    refused: 'broken-off',
    sentence: 'The file breaks off in line 5, before its XML ends.',
    line: 5,
  },
  {
    what: 'CLIXML with an entity of its own',
    file: typed('<S N="DisplayName">&alice;</S>'),
    refused: 'damaged',
    sentence: 'Line 5 is no XML. The file is damaged or was changed by hand.',
    line: 5,
  },
  {
    what: 'CLIXML with a setting that nothing can be',
    file: typed('<S N="EwsEnabled">maybe</S>'),
    refused: 'not-understood',
    sentence: 'In line 5, EwsEnabled of “contoso.test/Users/Alice” is “maybe”, which is neither True nor False.',
    line: 5,
  },
  {
    what: 'CSV that breaks off in a record',
    file: `${lines(mailbox, '"Identity","EwsEnabled"', '"contoso.test/Users/Alice","True"')}"contoso.test/Us`,
    refused: 'broken-off',
    sentence: 'The file breaks off in the record that begins in line 4: a quote in it is not closed.',
    line: 4,
  },
  {
    what: 'CSV with a record that is too short',
    file: lines(mailbox, '"Identity","EwsEnabled","EwsAllowList"', '"Alice","True"', '"Bob","True",""'),
    refused: 'broken-off',
    sentence: 'Line 3 has 2 values where the header has 3 names. The file breaks off there, or is damaged.',
    line: 3,
  },
  {
    what: 'CSV with a quote in the middle of a value',
    file: lines(mailbox, '"Identity","EwsEnabled"', '"Alice","Tr"ue"', '"Bob","True"'),
    refused: 'damaged',
    sentence: 'Line 3 is no CSV: a quote stands where none can be. The file is damaged or was changed by hand.',
    line: 3,
  },
  {
    what: 'CSV in which somebody wrote what he meant by True',
    file: lines(`${mailbox};;`, 'Identity;EwsEnabled;DisplayName', 'contoso.test/Users/Alice;JA;Alice'),
    refused: 'not-understood',
    sentence: 'In line 3, EwsEnabled of “contoso.test/Users/Alice” is “JA”, which is neither True nor False.',
    line: 3,
  },
  {
    what: 'CSV that could be of two cmdlets',
    file: lines('"Name","EwsEnabled"', '"Contoso","True"'),
    refused: 'which-cmdlet',
    sentence:
      'The object in line 2 could be of several cmdlets: it has only Name, EwsEnabled. Give the file the name of the cmdlet, such as Get-CASMailbox, or export every property.',
    line: 2,
  },
  {
    what: 'CSV of mailboxes that do not say which they are',
    file: lines(mailbox, '"EwsEnabled","EwsAllowOutlook"', '"True","True"'),
    refused: 'no-identity',
    sentence:
      'The object in line 3, of Get-CASMailbox, does not say which one it is. Export it again with Identity, PrimarySmtpAddress.',
    line: 3,
  },
  {
    what: 'CSV of another cmdlet',
    file: lines(
      '#TYPE Microsoft.Exchange.Data.Directory.Management.Mailbox',
      '"Identity","PrimarySmtpAddress"',
      '"Alice","alice@contoso.test"',
    ),
    refused: 'nothing-known',
    sentence:
      'The file holds 1 object of “Microsoft.Exchange.Data.Directory.Management.Mailbox”, and nothing that decides about EWS or about devices of ActiveSync.',
  },
  {
    what: 'CSV with one mailbox twice',
    file: lines(mailbox, '"Identity","EwsEnabled"', '"Alice","True"', '"Bob","True"', '"ALICE","False"'),
    refused: 'duplicate',
    sentence: '“ALICE” of Get-CASMailbox is there twice and not the same, in lines 3 and 5.',
    line: 5,
  },
  {
    what: 'a list that Format-List cut off and that decides',
    file: lines(
      'PrimarySmtpAddress         : alice@contoso.test',
      'EwsApplicationAccessPolicy : EnforceAllowList',
      'EwsAllowList               : {one*, two*, three*, four*...}',
      '',
    ),
    refused: 'value-lost',
    sentence:
      'In line 3, EwsAllowList of “alice@contoso.test” is cut off: PowerShell showed only its first entries, and EnforceAllowList makes all of them count. Export again with Export-Clixml.',
    line: 3,
  },
  {
    what: 'Format-List that breaks off in a list',
    file: lines(
      'PrimarySmtpAddress : alice@contoso.test',
      'EwsEnabled         : True',
      'EwsBlockList       : {one*, two',
    ),
    refused: 'not-understood',
    sentence: 'In line 3, EwsBlockList of “alice@contoso.test” is “{one*, two”, which is no list of texts.',
    line: 3,
  },
  {
    what: 'Format-List that breaks off in its last object',
    file: lines(
      'PrimarySmtpAddress : alice@contoso.test',
      'OWAEnabled         : True',
      'EwsEnabled         : True',
      '',
      'PrimarySmtpAddress : bob@contoso.test',
      'OWAEnabled         : True',
    ),
    refused: 'broken-off',
    sentence: 'The file breaks off in line 6: the last object ends after OWAEnabled, and the one before it goes on.',
    line: 6,
  },
  {
    what: 'Format-List with a line that is none of it',
    file: lines('PrimarySmtpAddress : alice@contoso.test', 'EwsEnabled         : True', '<<<<<<< HEAD'),
    refused: 'damaged',
    sentence: 'Line 3, “<<<<<<< HEAD”, is neither a property as Format-List prints it nor the rest of one.',
    line: 3,
  },
  {
    what: 'two organisations',
    file: json('    "EwsEnabled": true')
      .replace('[', '{ "Get-OrganizationConfig": [{"Name":"Contoso"},{"Name":"Fabrikam"}],\n"Get-CASMailbox": [')
      .replace(/\]\n$/, ']}\n'),
    refused: 'duplicate',
    sentence: 'Lines 1 and 1 hold two different organisations, and the file may tell of one.',
    line: 1,
  },
  {
    what: 'an empty list',
    file: '[]\n',
    refused: 'nothing-known',
    sentence: 'The file holds no objects: whatever was exported found nothing.',
  },
]
