import { createRequire } from 'node:module'
import { readGetFolderResponse } from '../../electron/engine/wire/ews-message.ts'
import { decodeChallenge } from '../../electron/engine/wire/ntlm/challenge-message.ts'
import { decodeWbxml } from '../../electron/engine/wire/wbxml/decode-wbxml.ts'
import { encodeWbxml } from '../../electron/engine/wire/wbxml/encode-wbxml.ts'
import { element } from '../../electron/engine/wire/wbxml/wbxml-element.ts'
import { encodeChallenge, exchangeChallenge } from '../electron/engine/wire/ntlm/challenge-encoder.ts'
import type { HttpNtlm } from '../interop/peers/untyped-packages.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { median } from './median.ts'

const rounds = 15
const bytesPerRound = 4_000_000

/** Reading speed of each codec in megabytes a second, over messages of the size that servers send. */
export function benchCodecs(): BenchRow[] {
  const httpntlm: HttpNtlm = createRequire(import.meta.url)('httpntlm')
  const type2 = encodeChallenge(exchangeChallenge)
  const header = `NTLM ${type2.toString('base64')}`
  const wbxml = folderSync()
  const soap = Buffer.from(getFolderAnswer())
  const ntlm = {
    ours: megabytes(type2.length, () => decodeChallenge(type2)),
    theirs: megabytes(type2.length, () =>
      httpntlm.ntlm.parseType2Message(header, (error) => {
        throw error
      }),
    ),
  }
  return [
    rowBeside({
      name: `codec: NTLM challenge, ${type2.length} bytes, read`,
      unit: 'MB/s',
      better: 'more',
      ours: ntlm.ours,
      peer: { name: 'httpntlm 1.8.13 (keeps four fields, checks none)', value: ntlm.theirs },
    }),
    alone(`codec: WBXML FolderSync, ${wbxml.length} bytes, read`, wbxml.length, () => decodeWbxml(wbxml, 'bench')),
    alone(`codec: SOAP GetFolder, ${soap.length} bytes, read`, soap.length, () => readGetFolderResponse(soap, 'bench')),
  ]
}

function alone(name: string, length: number, read: () => unknown): BenchRow {
  return rowBeside({ name, unit: 'MB/s', better: 'more', ours: megabytes(length, read), peer: undefined })
}

/** The median over rounds of a few megabytes each. */
function megabytes(length: number, read: () => unknown): number {
  const times = Math.ceil(bytesPerRound / length / rounds)
  const speeds: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    for (let count = 0; count < times; count++) read()
    const seconds = (performance.now() - began) / 1000
    // The first round warms up.
    if (round > 0) speeds.push((times * length) / seconds / 1e6)
  }
  return median(speeds)
}

function folderSync(): Buffer {
  const folders = Array.from({ length: 40 }, (_, at) =>
    element('FolderHierarchy:Add', [
      element('FolderHierarchy:ServerId', `${at + 1}`),
      element('FolderHierarchy:ParentId', '0'),
      element('FolderHierarchy:DisplayName', `Folder ${at + 1}`),
      element('FolderHierarchy:Type', '12'),
    ]),
  )
  return encodeWbxml(
    element('FolderHierarchy:FolderSync', [
      element('FolderHierarchy:Status', '1'),
      element('FolderHierarchy:SyncKey', '1'),
      element('FolderHierarchy:Changes', [element('FolderHierarchy:Count', '40'), ...folders]),
    ]),
  )
}

function getFolderAnswer(): string {
  const messages = Array.from(
    { length: 10 },
    (
      _,
      at,
    ) => `<m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Folders><t:Folder>
<t:FolderId Id="AAMkADRhZjU5${at}" ChangeKey="AQAAABYAAAB"/><t:DisplayName>Inbox</t:DisplayName><t:TotalCount>42</t:TotalCount>
<t:ChildFolderCount>0</t:ChildFolderCount><t:UnreadCount>3</t:UnreadCount></t:Folder></m:Folders></m:GetFolderResponseMessage>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>
<h:ServerVersionInfo MajorVersion="15" MinorVersion="2" MajorBuildNumber="1748" MinorBuildNumber="10" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/>
</s:Header><s:Body><m:GetFolderResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
<m:ResponseMessages>${messages.join('')}</m:ResponseMessages></m:GetFolderResponse></s:Body></s:Envelope>`
}
