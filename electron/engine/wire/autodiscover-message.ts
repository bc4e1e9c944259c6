import type { GivenService } from '../../../shared/artifacts/autodiscover-service.ts'
import { givenAddresses } from './autodiscover-addresses.ts'
import { WireError } from './wire-error.ts'
import { maskUserinfo, withoutUserinfo } from './without-userinfo.ts'
import { escapeXml, findElement, findElements, parseXml, textOf, type XmlElement } from './xml.ts'

const SCHEMAS = 'http://schemas.microsoft.com/exchange/autodiscover'

/** Characters: of a URL, and of a mailbox or who it belongs to. */
const MOST_OF_ADDRESS = 2_000
const MOST_OF_NAME = 320

/** Asks for Outlook's settings of one mailbox (MS-OXDSCLI 2.2.3). */
export function autodiscoverRequest(mailbox: string): string {
  return plainRequest(mailbox, `${SCHEMAS}/outlook/requestschema/2006`, `${SCHEMAS}/outlook/responseschema/2006a`)
}

/** Asks for a phone's settings of one mailbox: the Autodiscover command of ActiveSync (MS-ASCMD 2.2.1.1). */
export function mobileSyncRequest(mailbox: string): string {
  return plainRequest(mailbox, `${SCHEMAS}/mobilesync/requestschema/2006`, `${SCHEMAS}/mobilesync/responseschema/2006`)
}

function plainRequest(mailbox: string, requestSchema: string, responseSchema: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${requestSchema}">
  <Request>
    <EMailAddress>${escapeXml(mailbox)}</EMailAddress>
    <AcceptableResponseSchema>${responseSchema}</AcceptableResponseSchema>
  </Request>
</Autodiscover>
`
}

type Answer =
  /** Ask at another address (RedirectUrl), or for another mailbox (RedirectAddr, or Redirect of a phone's schema). */
  | { kind: 'redirect'; url: string }
  | { kind: 'redirect-address'; address: string }
  | { kind: 'error'; code: string; message: string }

export type AutodiscoverResponse =
  | Answer
  | {
      kind: 'settings'
      displayName?: string
      /** AutoDiscoverSMTPAddress: the primary address of the mailbox. */
      primaryAddress?: string
      internalEwsUrl?: string
      externalEwsUrl?: string
      /** What a user types as the server where Autodiscover fails: Server of the EXPR or EXHTTP protocol. */
      server?: string
      services?: GivenService[]
    }

/**
 * Reads an Autodiscover response (MS-OXDSCLI 2.2.4). Throws a WireError `xml-malformed` for what is not XML or not
 * Autodiscover: a web site that answers every path is met often.
 */
export function readAutodiscoverResponse(bytes: Uint8Array, where: string): AutodiscoverResponse {
  const response = responseOf(bytes, where)
  const error = findElement(response, 'Error')
  if (error) return errorOf(error)
  const account = findElement(response, 'Account')
  const redirect = textOf(account, 'RedirectUrl')
  if (redirect) return { kind: 'redirect', url: addressFrom(redirect) }
  const other = textOf(account, 'RedirectAddr')
  if (other) return { kind: 'redirect-address', address: other.slice(0, MOST_OF_NAME) }
  const { textFor, services } = givenAddresses(response)
  const displayName = textOf(response, 'DisplayName')
  const primaryAddress = textOf(findElement(response, 'User'), 'AutoDiscoverSMTPAddress')
  const internalEwsUrl = textFor('inside', 'EwsUrl')
  const externalEwsUrl = textFor('outside', 'EwsUrl')
  const server = textFor('outside', 'Server')
  return {
    kind: 'settings',
    ...(displayName && { displayName: displayName.slice(0, MOST_OF_NAME) }),
    ...(primaryAddress && { primaryAddress: primaryAddress.slice(0, MOST_OF_NAME) }),
    ...(internalEwsUrl && { internalEwsUrl: addressFrom(internalEwsUrl) }),
    ...(externalEwsUrl && { externalEwsUrl: addressFrom(externalEwsUrl) }),
    ...(server && { server: server.slice(0, 253) }),
    ...(services.length > 0 && { services }),
  }
}

export type MobileSyncResponse = Answer | { kind: 'settings'; url?: string }

/**
 * Reads what Autodiscover says to a phone: Action is one of Redirect, Settings and Error (MS-ASCMD 2.2.3.6); a request
 * that no provider takes is answered with an Error outside of it (2.2.3.64). Throws as readAutodiscoverResponse does.
 */
export function readMobileSyncResponse(bytes: Uint8Array, where: string): MobileSyncResponse {
  const response = responseOf(bytes, where)
  const action = findElement(response, 'Action')
  const error = findElement(response, 'Error')
  if (error) return errorOf(error)
  const redirect = textOf(action, 'Redirect')
  if (redirect) return { kind: 'redirect-address', address: redirect.slice(0, MOST_OF_NAME) }
  const servers = findElements(response, 'Server').filter((server) => server.children.length > 0)
  const url = textOf(
    servers.find((server) => textOf(server, 'Type') === 'MobileSync'),
    'Url',
  )
  return { kind: 'settings', ...(url && { url: addressFrom(url) }) }
}

function addressFrom(text: string): string {
  return withoutUserinfo(text).slice(0, MOST_OF_ADDRESS)
}

function responseOf(bytes: Uint8Array, where: string): XmlElement {
  const root = parseXml(bytes, where)
  const response = root.name === 'Autodiscover' ? findElement(root, 'Response') : undefined
  if (!response) throw new WireError('xml-malformed', where, `its root is <${root.name.slice(0, 40)}>`)
  return response
}

/** ErrorCode, or Status where the Error stands in an Action (MS-ASCMD 2.2.3.163.1: 1 success, 2 protocol error). */
function errorOf(error: XmlElement): Answer {
  const status = textOf(error, 'Status')
  const code = textOf(error, 'ErrorCode') ?? (status === undefined ? '' : `Status ${status}`)
  return { kind: 'error', code: code.slice(0, 60), message: maskUserinfo(textOf(error, 'Message') ?? '').slice(0, 500) }
}
