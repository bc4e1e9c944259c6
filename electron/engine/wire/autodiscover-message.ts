import { WireError } from './wire-error.ts'
import { escapeXml, findElement, findElements, parseXml, textOf } from './xml.ts'

/** Asks for Outlook's settings of one mailbox (MS-OXDSCLI 2.2.3). */
export function autodiscoverRequest(mailbox: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
  <Request>
    <EMailAddress>${escapeXml(mailbox)}</EMailAddress>
    <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
  </Request>
</Autodiscover>
`
}

export type AutodiscoverResponse =
  | { kind: 'settings'; displayName?: string; internalEwsUrl?: string; externalEwsUrl?: string }
  | { kind: 'redirect'; url: string }
  | { kind: 'error'; code: string; message: string }

/**
 * Reads an Autodiscover response (MS-OXDSCLI 2.2.4). Throws a WireError `xml-malformed` for what is not XML or not
 * Autodiscover: a web site that answers every path is met often.
 */
export function readAutodiscoverResponse(bytes: Uint8Array, where: string): AutodiscoverResponse {
  const root = parseXml(bytes, where)
  const response = root.name === 'Autodiscover' ? findElement(root, 'Response') : undefined
  if (!response) throw new WireError('xml-malformed', where, `its root is <${root.name.slice(0, 40)}>`)
  const error = findElement(response, 'Error')
  if (error) {
    return {
      kind: 'error',
      code: textOf(error, 'ErrorCode') ?? '',
      message: (textOf(error, 'Message') ?? '').slice(0, 500),
    }
  }
  const account = findElement(response, 'Account')
  const redirect = textOf(account, 'RedirectUrl')
  if (redirect) return { kind: 'redirect', url: redirect }
  const other = textOf(account, 'RedirectAddr')
  if (other)
    return { kind: 'error', code: 'redirectAddr', message: `Ask for the mailbox ${other.slice(0, 320)} instead.` }
  const urlOf = (type: string) => {
    const protocols = findElements(response, 'Protocol')
    return textOf(
      protocols.find((protocol) => textOf(protocol, 'Type') === type || protocol.attributes.Type === type),
      'EwsUrl',
    )
  }
  const displayName = textOf(response, 'DisplayName')
  const internalEwsUrl = urlOf('EXCH')
  const externalEwsUrl = urlOf('EXPR') ?? urlOf('EXHTTP')
  return {
    kind: 'settings',
    ...(displayName && { displayName }),
    ...(internalEwsUrl && { internalEwsUrl }),
    ...(externalEwsUrl && { externalEwsUrl }),
  }
}
