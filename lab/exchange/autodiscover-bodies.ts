import type { User } from '../users.ts'
import { escapeXml } from './xml.ts'

export const schema = {
  response: 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006',
  outlookRequest: 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006',
  outlook: 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a',
  mobileSyncRequest: 'http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006',
  mobileSync: 'http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006',
} as const

/** The addresses of the virtual directories, as Autodiscover hands them out; an external one that is empty is not set. */
export interface Addresses {
  /** https://mail.contoso.test, with its port. */
  readonly origin: string
  readonly internalEws: string
  readonly externalEws: string
  readonly externalAvailability: string
  readonly internalAddressBook: string
  readonly externalAddressBook: string
  readonly internalWebMail: string
  readonly externalWebMail: string
  /** https://mail.contoso.test:443/mapi, without what is below it. */
  readonly internalMapi: string
  readonly externalMapi: string
  readonly activeSync: string
}

/** What every answer of XML stands in. */
export function envelope(response: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="${schema.response}">\n${response}\n</Autodiscover>`
}

/** An error response (MS-OXDSCLI section 2.2.4.1.2): 500 no such address, 600 invalid request, 601 no provider. */
export function autodiscoverError(code: 500 | 600 | 601, now: Date): string {
  const messages = {
    500: "The email address can't be found.",
    600: 'Invalid Request',
    601: 'Provider is not available',
  }
  const time = `${now.toISOString().slice(11, 23)}0000`
  return envelope(
    `  <Response>\n    <Error Time="${time}" Id="2477272013">\n      <ErrorCode>${code}</ErrorCode>\n` +
      `      <Message>${escapeXml(messages[code])}</Message>\n      <DebugData />\n    </Error>\n  </Response>`,
  )
}

/** Another address to ask for (MS-OXDSCLI section 2.2.4.1.1.2.1). */
export function outlookSentOn(address: string): string {
  return envelope(
    `  <Response xmlns="${schema.outlook}">\n    <Account>\n      <AccountType>email</AccountType>\n` +
      `      <Action>redirectAddr</Action>\n      <RedirectAddr>${escapeXml(address)}</RedirectAddr>\n` +
      '    </Account>\n  </Response>',
  )
}

/** The same, to a phone (MS-ASCMD section 2.2.3.146). */
export function mobileSyncSentOn(address: string): string {
  return envelope(
    `  <Response xmlns="${schema.mobileSync}">\n    <Culture>en:us</Culture>\n    <Action><Redirect>` +
      `${escapeXml(address)}</Redirect></Action>\n  </Response>`,
  )
}

/** Settings for a phone (MS-ASCMD section 2.2.1.1). */
export function mobileSyncSettings(user: User, url: string): string {
  return envelope(
    `  <Response xmlns="${schema.mobileSync}">\n    <Culture>en:us</Culture>\n    <User><DisplayName>` +
      `${escapeXml(user.displayName)}</DisplayName><EMailAddress>${user.mailbox}</EMailAddress></User>\n    <Action>` +
      `<Settings><Server><Type>MobileSync</Type><Url>${url}</Url><Name>${url}</Name></Server></Settings></Action>\n` +
      '  </Response>',
  )
}
