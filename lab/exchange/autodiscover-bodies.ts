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
  readonly activeSync: string
}

const GROUP = '/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)'

function envelope(response: string): string {
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

/** Settings for Outlook and its like (MS-OXDSCLI section 2.2.4.1.1): one Protocol for each way in. */
export function outlookSettings(user: User, addresses: Addresses, server: string): string {
  const { origin, internalEws, externalEws } = addresses
  const mail = new URL(origin).hostname
  const services = (ews: string, availability: string, addressBook: string): string =>
    (ews === ''
      ? ''
      : `<ASUrl>${availability}</ASUrl><EwsUrl>${ews}</EwsUrl><EmwsUrl>${ews}</EmwsUrl><OOFUrl>${ews}</OOFUrl>` +
        `<UMUrl>${new URL('/EWS/UM2007Legacy.asmx', ews).href}</UMUrl>`) +
    `<EcpUrl>${origin}/owa/</EcpUrl>${addressBook === '' ? '' : `<OABUrl>${addressBook}</OABUrl>`}`
  const inside = services(internalEws, internalEws, addresses.internalAddressBook)
  const outside = services(externalEws, addresses.externalAvailability, addresses.externalAddressBook)
  const front = `<Server>${mail}</Server><SSL>On</SSL><AuthPackage>Ntlm</AuthPackage>`
  const serverDn = `${GROUP}/cn=Configuration/cn=Servers/cn=${server}`
  const protocols = [
    `<Type>EXCH</Type><Server>9f2d6c1b-2a57-4c8f-8a0e-1f6a7d0c5b22@contoso.test</Server><ServerDN>${serverDn}</ServerDN>` +
      `<ServerVersion>73C286D4</ServerVersion><MdbDN>${serverDn}/cn=Microsoft Private MDB</MdbDN>` +
      `<AD>dc01.contoso.test</AD><AuthPackage>Ntlm</AuthPackage>${inside}` +
      '<ServerExclusiveConnect>off</ServerExclusiveConnect>',
    `<Type>EXPR</Type>${front}<CertPrincipalName>msstd:${mail}</CertPrincipalName>${outside}` +
      '<ServerExclusiveConnect>on</ServerExclusiveConnect>',
    `<Type>EXHTTP</Type>${front}${outside}<ServerExclusiveConnect>On</ServerExclusiveConnect>`,
    `<Type>WEB</Type><Internal><OWAUrl AuthenticationMethod="Basic, Fba">${origin}/owa/</OWAUrl></Internal>` +
      `<External><OWAUrl AuthenticationMethod="Fba">${origin}/owa/</OWAUrl></External>`,
  ]
  return envelope(
    `  <Response xmlns="${schema.outlook}">\n    <User><DisplayName>${escapeXml(user.displayName)}</DisplayName>` +
      `<LegacyDN>${GROUP}/cn=Recipients/cn=${escapeXml(user.account)}</LegacyDN>` +
      `<AutoDiscoverSMTPAddress>${user.mailbox}</AutoDiscoverSMTPAddress></User>\n    <Account>` +
      '<AccountType>email</AccountType><Action>settings</Action><MicrosoftOnline>False</MicrosoftOnline>\n' +
      protocols.map((protocol) => `      <Protocol>${protocol}</Protocol>\n`).join('') +
      '    </Account>\n  </Response>',
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
