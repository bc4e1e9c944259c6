import type { HttpRequest } from './http-connection.ts'
import { escapeXml } from './xml.ts'

type EwsEnvelope = {
  userAgent: string
  /** Inner XML of the SOAP Body, with the prefixes t and m. */
  body: string
  /** The primary address of whom the account acts for (MS-OXWSCDATA section 2.2.3.3, ExchangeImpersonation). */
  impersonate?: string | undefined
}

/** The POST of one EWS operation: SOAP 1.1, as the schema of Exchange 2013 has it (MS-OXWSCDATA section 2.2.3). */
export function ewsPost(url: URL, { userAgent, body, impersonate }: EwsEnvelope): HttpRequest {
  const impersonation =
    impersonate === undefined
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${escapeXml(impersonate)}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  return {
    method: 'POST',
    path: url.pathname + url.search,
    headers: { 'user-agent': userAgent, 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
  <soap:Header><t:RequestServerVersion Version="Exchange2013"/>${impersonation}</soap:Header>
  <soap:Body>
    ${body}
  </soap:Body>
</soap:Envelope>
`,
  }
}

/** A well-known folder of a mailbox. The mailbox is named, since the account that signs in may be another's. */
export function distinguishedFolder(id: string, mailbox: string): string {
  return `<t:DistinguishedFolderId Id="${id}"><t:Mailbox><t:EmailAddress>${escapeXml(mailbox)}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>`
}
