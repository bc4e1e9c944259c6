import type { User } from '../users.ts'
import { domain } from '../users.ts'
import { type Addresses, envelope, schema } from './autodiscover-bodies.ts'
import { escapeXml } from './xml.ts'

const GROUP = '/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)'
const MAILBOX_ID = '9f2d6c1b-2a57-4c8f-8a0e-1f6a7d0c5b22'

/** What a client says of itself in the headers of its request. */
export interface Client {
  /** X-MapiHttpCapability (MS-OXDSCLI section 2.2.2.1), or a user agent that the server knows for it. */
  readonly speaksMapi: boolean
  /** X-ClientCanHandle with ExHttpInfo: it wants to know of RPC over HTTP. */
  readonly wantsHttpInfo: boolean
}

/** Reads what is said of itself; a header with anything else than a number above zero is as good as none. */
export function clientOf(header: (name: string) => string | undefined, userAgent: string): Client {
  const capability = header('x-mapihttpcapability')?.trim() ?? ''
  return {
    speaksMapi: /^0*[1-9]\d*$/.test(capability) || /\bMicrosoft Outlook 1[56]\./.test(userAgent),
    wantsHttpInfo: /\bExHttpInfo\b/i.test(header('x-clientcanhandle') ?? ''),
  }
}

/**
 * Settings for Outlook and its like (MS-OXDSCLI section 2.2.4.1.1): one Protocol for each way in. Whoever speaks MAPI
 * over HTTP gets that in the place of EXCH and EXPR (section 3.2.5.1).
 */
export function outlookSettings(user: User, given: Addresses, server: string, client: Client): string {
  const addresses = escaped(given)
  const mail = new URL(addresses.origin).hostname
  const inside = services(
    addresses.internalEws,
    addresses.internalEws,
    addresses.internalWebMail,
    addresses.internalAddressBook,
  )
  const outside = services(
    addresses.externalEws,
    addresses.externalAvailability,
    addresses.externalWebMail,
    addresses.externalAddressBook,
  )
  const front = `<Server>${mail}</Server><SSL>On</SSL><AuthPackage>Ntlm</AuthPackage>`
  const serverDn = `${GROUP}/cn=Configuration/cn=Servers/cn=${server}`
  const exclusive = '<ServerExclusiveConnect>on</ServerExclusiveConnect>'
  const partners = addresses.externalEws === '' ? '' : `<EwsPartnerUrl>${addresses.externalEws}</EwsPartnerUrl>`
  const direct = [
    `<Protocol><Type>EXCH</Type><Server>${MAILBOX_ID}@${domain.dns}</Server><ServerDN>${serverDn}</ServerDN>` +
      `<ServerVersion>73C286D4</ServerVersion><MdbDN>${serverDn}/cn=Microsoft Private MDB</MdbDN>` +
      `<PublicFolderServer>${mail}</PublicFolderServer><AD>dc01.${domain.dns}</AD><AuthPackage>Ntlm</AuthPackage>` +
      `${inside}<ServerExclusiveConnect>off</ServerExclusiveConnect></Protocol>`,
    `<Protocol><Type>EXPR</Type>${front}${outside}${exclusive}<CertPrincipalName>msstd:${mail}</CertPrincipalName>` +
      `${partners}<GroupingInformation>Default-First-Site-Name</GroupingInformation></Protocol>`,
  ]
  const protocols = [
    ...(client.speaksMapi ? [mapiHttp(addresses)] : direct),
    web(addresses),
    // The first is for the inside, the second for the outside.
    ...(client.wantsHttpInfo
      ? [inside, outside].map((each) => `<Protocol><Type>EXHTTP</Type>${front}${each}${exclusive}</Protocol>`)
      : []),
  ]
  return envelope(
    `  <Response xmlns="${schema.outlook}">\n    <User><DisplayName>${escapeXml(user.displayName)}</DisplayName>` +
      `<LegacyDN>${GROUP}/cn=Recipients/cn=${escapeXml(user.account)}</LegacyDN>` +
      `<AutoDiscoverSMTPAddress>${user.mailbox}</AutoDiscoverSMTPAddress></User>\n    <Account>` +
      '<AccountType>email</AccountType><Action>settings</Action><MicrosoftOnline>False</MicrosoftOnline>\n' +
      protocols.map((protocol) => `      ${protocol}\n`).join('') +
      '    </Account>\n  </Response>',
  )
}

function escaped(addresses: Addresses): Addresses {
  const entries = Object.entries(addresses).map(([name, url]) => [name, escapeXml(url)])
  return { ...addresses, ...Object.fromEntries(entries) }
}

/** In the order in which Exchange writes them; what is not set is not there. */
function services(ews: string, availability: string, webMail: string, addressBook: string): string {
  const voiceMail = ews === '' ? '' : new URL('/EWS/UM2007Legacy.asmx', ews).href
  return [
    ews === '' ? '' : `<ASUrl>${availability}</ASUrl><EwsUrl>${ews}</EwsUrl><EmwsUrl>${ews}</EmwsUrl>`,
    webMail === '' ? '' : `<EcpUrl>${webMail}</EcpUrl>${fragments}`,
    ews === '' ? '' : `<OOFUrl>${ews}</OOFUrl><UMUrl>${voiceMail}</UMUrl>`,
    addressBook === '' ? '' : `<OABUrl>${addressBook}</OABUrl>`,
  ].join('')
}

/** What a client puts behind EcpUrl to open one page of the options, as Exchange 2016 and later write it. */
const fragments = Object.entries({
  um: '?path=/options/callanswering',
  aggr: '?path=/options/connectedaccounts',
  mt: `options/ecp/PersonalSettings/DeliveryReport.aspx?rfr=olk&exsvurl=1&IsOWA=<IsOWA>&MsgID=<MsgID>&Mbx=<Mbx>&realm=${domain.dns}`,
  ret: '?path=/options/retentionpolicies',
  sms: '?path=/options/textmessaging',
  photo: '?path=/options/myaccount/action/photo',
  extinstall: '?path=/options/manageapps',
})
  .map(([page, fragment]) => `<EcpUrl-${page}>${escapeXml(fragment)}</EcpUrl-${page}>`)
  .join('')

/** Outlook on the web, and with it the address of EWS once more. */
function web({ internalWebMail, externalWebMail, internalEws, externalEws }: Addresses): string {
  const forClients = (audience: string, methods: string, url: string, type: string, ews: string): string =>
    url === ''
      ? ''
      : `<${audience}><OWAUrl AuthenticationMethod="${methods}">${url}</OWAUrl>` +
        (ews === '' ? '' : `<Protocol><Type>${type}</Type><ASUrl>${ews}</ASUrl></Protocol>`) +
        `</${audience}>`
  return `<Protocol><Type>WEB</Type>${forClients('Internal', 'Basic, Fba', internalWebMail, 'EXCH', internalEws)}${forClients('External', 'Fba', externalWebMail, 'EXPR', externalEws)}</Protocol>`
}

function mapiHttp({ internalMapi, externalMapi }: Addresses): string {
  const store = (name: string, path: string): string => {
    const at = (element: string, base: string): string =>
      base === '' ? '' : `<${element}>${base}/${path}/?MailboxId=${MAILBOX_ID}@${domain.dns}</${element}>`
    return `<${name}>${at('InternalUrl', internalMapi)}${at('ExternalUrl', externalMapi)}</${name}>`
  }
  const stores = store('MailStore', 'emsmdb') + store('AddressBook', 'nspi')
  return `<Protocol Type="mapiHttp" Version="1">${stores}</Protocol>`
}
