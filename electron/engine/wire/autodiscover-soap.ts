import { WireError } from './wire-error.ts'
import { maskUserinfo, withoutUserinfo } from './without-userinfo.ts'
import { escapeXml, findElement, findElements, parseXml, textOf, type XmlElement } from './xml.ts'

const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const ACTION = `${AUTODISCOVER}/Autodiscover/GetUserSettings`

/** Names of settings (MS-OXWSADISC 3.1.4.3.4): where EWS and ActiveSync are, and what the server knows. */
const wanted = [
  'UserDisplayName',
  'ExternalEwsUrl',
  'InternalEwsUrl',
  'EwsSupportedSchemas',
  'ExternalMailboxServer',
  'InternalMailboxServer',
  'CasVersion',
]

/** Asks for one user's settings over SOAP (MS-OXWSADISC 3.1.4.3, GetUserSettings). `url` is where it is sent. */
export function userSettingsRequest(mailbox: string, url: string): { headers: Record<string, string>; body: string } {
  const settings = wanted.map((name) => `<a:Setting>${name}</a:Setting>`).join('')
  return {
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${ACTION}"` },
    body: `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="${SOAP}" xmlns:a="${AUTODISCOVER}" xmlns:wsa="http://www.w3.org/2005/08/addressing">
  <soap:Header>
    <a:RequestedServerVersion>Exchange2013</a:RequestedServerVersion>
    <wsa:Action>${ACTION}</wsa:Action>
    <wsa:To>${escapeXml(url)}</wsa:To>
  </soap:Header>
  <soap:Body>
    <a:GetUserSettingsRequestMessage>
      <a:Request>
        <a:Users><a:User><a:Mailbox>${escapeXml(mailbox)}</a:Mailbox></a:User></a:Users>
        <a:RequestedSettings>${settings}</a:RequestedSettings>
      </a:Request>
    </a:GetUserSettingsRequestMessage>
  </soap:Body>
</soap:Envelope>
`,
  }
}

export type UserSettingsResponse =
  | { kind: 'settings'; values: Record<string, string> }
  | { kind: 'redirect'; url: string }
  | { kind: 'redirect-address'; address: string }
  /** ErrorCode of the response or of the user (InvalidUser, ServerBusy…), or the code of a SOAP fault. */
  | { kind: 'error'; code: string; message: string }

/**
 * Reads the answer to GetUserSettings (MS-OXWSADISC 3.1.4.3.2.2). Settings that were not asked for are left out.
 * Throws a WireError `xml-malformed` for what is not a SOAP answer of Autodiscover.
 */
export function readUserSettingsResponse(bytes: Uint8Array, where: string): UserSettingsResponse {
  const envelope = parseXml(bytes, where)
  const body = envelope.name === 'Envelope' ? findElement(envelope, 'Body') : undefined
  if (!body) throw new WireError('xml-malformed', where, `its root is <${envelope.name.slice(0, 40)}>`)
  const fault = findElement(body, 'Fault')
  if (fault) return faultOf(fault)
  const response = findElement(body, 'Response')
  if (!response) throw new WireError('xml-malformed', where, 'it has neither a Response nor a Fault')
  // The whole response has an ErrorCode of its own, beside its users'.
  const whole = errorOf(response)
  if (whole) return whole
  const user = findElement(response, 'UserResponse')
  if (!user) throw new WireError('xml-malformed', where, 'it has no UserResponse')
  const target = childText(user, 'RedirectTarget')
  const code = childText(user, 'ErrorCode')
  if (code === 'RedirectUrl' && target) return { kind: 'redirect', url: withoutUserinfo(target).slice(0, 2_000) }
  if (code === 'RedirectAddress' && target) return { kind: 'redirect-address', address: target.slice(0, 320) }
  return errorOf(user) ?? { kind: 'settings', values: valuesOf(user) }
}

function errorOf(element: XmlElement): UserSettingsResponse | undefined {
  const code = childText(element, 'ErrorCode')
  if (code === undefined || code === 'NoError') return undefined
  return {
    kind: 'error',
    code: code.slice(0, 60),
    message: maskUserinfo(childText(element, 'ErrorMessage') ?? '').slice(0, 500),
  }
}

/** SOAP 1.1 section 4.4; the code's prefix (`a:`) belongs to the message, not to the code. */
function faultOf(fault: XmlElement): UserSettingsResponse {
  const detail = textOf(fault, 'ErrorCode') ?? textOf(fault, 'ResponseCode')
  const code = detail ?? (textOf(fault, 'faultcode') ?? 'Fault').replace(/^[^:]*:/, '')
  return {
    kind: 'error',
    code: code.slice(0, 60),
    message: maskUserinfo(textOf(fault, 'faultstring') ?? '').slice(0, 500),
  }
}

function valuesOf(user: XmlElement): Record<string, string> {
  const values: Record<string, string> = {}
  for (const setting of findElements(user, 'UserSetting')) {
    const name = childText(setting, 'Name')
    const value = childText(setting, 'Value')
    if (name && value && wanted.includes(name)) values[name] = withoutUserinfo(value).slice(0, 2_000)
  }
  return values
}

/** Of a direct child: the same names stand further down too. */
function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text || undefined
}
