import { findElement, findElements, parseXml, textOf, type XmlElement } from './xml.ts'

const MOST_CHARACTERS = 500
const MOST_DIGITS = 10

/** What every EWS response says, whatever was asked. Empty where the XML is of another kind, as a portal's page. */
export type EwsResponse = {
  responseCode?: string
  messageText?: string
  soapFault?: true
  backOffMilliseconds?: number
  serverVersion?: string
}

/**
 * Reads an EWS response or a SOAP fault (MS-OXWSCDATA sections 2.2.4.51 and 2.2.5.24), with its XML for what the
 * operation itself brought. Throws a WireError `xml-malformed` for what is not XML.
 */
export function readEwsResponse(bytes: Uint8Array, where: string): { response: EwsResponse; root: XmlElement } {
  const root = parseXml(bytes, where)
  const fault = findElement(root, 'Fault')
  const from = fault ?? root
  const responseCode = textOf(from, 'ResponseCode') ?? textOf(fault, 'faultcode')
  const messageText = textOf(from, 'MessageText') ?? textOf(fault, 'faultstring')
  const backOffMilliseconds = backOffOf(root)
  const version = findElement(root, 'ServerVersionInfo')?.attributes
  return {
    root,
    response: {
      ...(responseCode && { responseCode: responseCode.slice(0, MOST_CHARACTERS) }),
      ...(messageText && { messageText: messageText.slice(0, MOST_CHARACTERS) }),
      ...(fault && { soapFault: true }),
      ...(backOffMilliseconds !== undefined && { backOffMilliseconds }),
      ...(version?.MajorVersion && { serverVersion: versionText(version) }),
    },
  }
}

/** BackOffMilliseconds beside ErrorServerBusy (Microsoft, "EWS throttling in Exchange"): a Value of MessageXml. */
function backOffOf(root: XmlElement): number | undefined {
  const value = findElements(root, 'Value').find(({ attributes }) => attributes.Name === 'BackOffMilliseconds')
  const text = value?.text.trim() ?? ''
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

function versionText(version: Record<string, string>): string {
  const { MajorVersion, MinorVersion, MajorBuildNumber, MinorBuildNumber } = version
  return [MajorVersion, MinorVersion, MajorBuildNumber, MinorBuildNumber]
    .map((part) => (part ?? '0').slice(0, MOST_DIGITS))
    .join('.')
}
