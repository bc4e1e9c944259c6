import { nameBuild } from '../exchange/name-build.ts'
import type {
  CertificateTrouble,
  Discovered,
  DiscoveredHow,
  DiscoveredService,
  DiscoveryQuestion,
  DiscoveryRemark,
  LookedInVain,
  SettingToType,
} from './discovery.ts'

/** What people call each service. */
export const serviceNames: Readonly<Record<DiscoveredService, string>> = {
  autodiscover: 'Autodiscover',
  ews: 'Web Services (EWS)',
  'active-sync': 'ActiveSync',
}

const howWords: Readonly<Record<DiscoveredHow, string>> = {
  'autodiscover-answered': 'Autodiscover gave this address to the account',
  'autodiscover-json-answered': 'Autodiscover gives this address to anyone who asks',
  'autodiscover-in-front': 'it asks for a sign-in as Exchange does',
  'answers-as-exchange': 'it answers as Exchange',
  'answers-as-windows': 'a Windows server asks for a sign-in there, without a mark of Exchange',
  'srv-record': 'the SRV record in DNS names it',
  'mx-record': 'the MX record in DNS names it',
  redirect: 'a redirect of Autodiscover leads there',
  'certificate-name': 'the certificate of the server names it',
  'guess-answered': 'it is a name that organisations use',
  'beside-ews': 'nothing was seen there, but it stands beside EWS as a rule',
}

/** How an address is known, as one sentence: “Seen: it answers as Exchange Server 2019 CU15 (EXCH01).” */
export function foundSentence({ certainty, how, build, server }: Discovered): string {
  const named = build === undefined ? undefined : nameBuild(build)
  const product = named ? `${named.product.name} ${named.update}` : 'Exchange'
  const words = how.map((each) => {
    if (each !== 'answers-as-exchange') return howWords[each]
    return `it answers as ${product}${server ? ` (${server})` : ''}`
  })
  return `${certainty === 'seen' ? 'Seen' : 'Inferred'}: ${words.join('; ')}.`
}

/** What is wrong with a certificate and what follows; an authority of one’s own is a setting to type, which says more. */
export function certificateSentence({ code, detail }: CertificateTrouble): string {
  switch (code) {
    case 'expired':
      return 'Its certificate has expired, so that no password will be sent there. Renew it first; everything else can be looked at.'
    case 'unknown-authority':
      return 'Its certificate comes from an authority that this machine does not trust, so that no password will be sent there.'
    case 'name-missing':
      return `Its certificate does not cover this name${detail ? `, only ${detail}` : ''}, so that no password will be sent there. Use a name that it covers, or have one issued that covers this.`
    case 'chain-broken':
      return `Its certificate does not verify${detail ? ` (${detail})` : ''}, so that no password will be sent there. A run says what to mend.`
  }
}

const vainWords: Readonly<Record<LookedInVain['why'], string>> = {
  'not-in-dns': 'has no address in DNS',
  'no-answer': 'does not answer',
  'not-there': 'answers, and has nothing there',
  'web-page': 'answers with a web page, and not as Exchange',
  'sign-in-page': 'sends people to a page to sign in on, which no client can use',
  'asks-as-no-exchange': 'asks for a password, and bears no mark of Exchange',
  'server-error': 'answers with an error',
  'error-response': 'answers that it has no settings for this mailbox',
  'no-redirect': 'leads nowhere else',
  'no-record': 'has no record in DNS',
  'redirects-in-circles': 'leads in a circle',
  'redirects-to-http': 'leads to an address without TLS, which is not followed',
  'leads-elsewhere': 'leads out of your domain, where Postern does not follow',
  'leads-to-cloud': 'leads to a cloud service',
  'sign-in-refused': 'refused the password',
  'sign-in-withheld': 'asks for a sign-in that was not made',
  'certificate-untrusted': 'shows a certificate that is not trusted, so that nothing was sent',
}

/** What was looked at in vain, and what came of it, as a sentence. */
export function vainSentence({ looked, where, why, detail }: LookedInVain): string {
  const subject = looked === 'mail-exchanger' ? `The mail server ${where}` : where
  return `${subject} ${vainWords[why]}${detail ? ` (${detail})` : ''}.`
}

const settingNames: Readonly<Record<SettingToType['setting'], string>> = {
  mailbox: 'Check the address of the test mailbox',
  resolvers: 'Name the DNS resolvers that know your domain',
  account: 'Give a user name and a password',
  'ews-address': 'Type the EWS address',
  'active-sync-address': 'Type the ActiveSync address, or leave ActiveSync out',
  'certificate-authorities': 'Give the certificate of your own authority',
}

/** What is to be done, as a title. */
export function settingName({ setting }: SettingToType): string {
  return settingNames[setting]
}

/** Why it has to be done by hand. */
export function settingSentence({ why, setting, detail = '' }: SettingToType): string {
  switch (why) {
    case 'domain-not-in-dns':
      return setting === 'mailbox'
        ? `DNS knows no domain ${detail}. If the address is right, the domain is known to other resolvers only.`
        : `If ${detail} exists inside your network alone, the resolvers there know it. They stand under More settings.`
    case 'dns-silent':
      return `No resolver answered a question about ${detail}, so that no server has an address. Name others under More settings, or look at this machine’s network.`
    case 'in-the-cloud':
      return `Autodiscover of this domain leads to ${detail}: the mailbox is in the cloud, which Postern does not look at. Type the address if a server of your own has mailboxes too.`
    case 'with-another-provider':
      return `Autodiscover of this domain leads to ${detail}, which is no Exchange server of yours. Type the address if you have one.`
    case 'named-elsewhere':
      return `Autodiscover or DNS names ${detail}, which is outside your mail domain. Postern asks nobody outside of it unasked: type the address if that server is yours.`
    case 'address-behind-sign-in':
      return 'Autodiscover is there, and gives the address to somebody who signs in only. One of the two is enough.'
    case 'sign-in-failed':
      return 'Autodiscover is there, and did not take the user name with this password. It is not sent again before it changes.'
    case 'mailbox-unknown':
      return `Autodiscover says that there is no mailbox ${detail}. It takes primary addresses and aliases, not every user name.`
    case 'given-does-not-answer':
      return `Autodiscover gives ${detail}, and EWS did not answer there. Keep it if it is right: a run says what to mend.`
    case 'nothing-answers':
      return setting === 'active-sync-address'
        ? 'EWS answers, and ActiveSync does not answer at the same name.'
        : `Nothing answers as Exchange under the names that DNS has for ${detail}. Whoever runs Exchange knows the address; on the server, Get-WebServicesVirtualDirectory shows it.`
    case 'authority-unknown':
      return `The server’s certificate was issued by ${detail || 'an authority'} that this machine does not trust. Paste its certificate under More settings, if it is your own.`
    case 'not-looked-to-the-end':
      return 'The search was stopped before it ended. Search again, or type the address.'
  }
}

/** What is worth to know beside the addresses. */
export function remarkSentence({ code, detail }: DiscoveryRemark): string {
  switch (code) {
    case 'mail-goes-to-cloud':
      return `Mail for this domain goes to ${detail}. The mailboxes can be on your own servers all the same.`
    case 'autodiscover-in-cloud':
      return `Autodiscover leads to ${detail}, while Exchange answers here. A mailbox that has moved is not on this server.`
    case 'not-the-usual-port':
      return `Exchange answers on port ${detail}; everywhere but in a lab it is 443.`
    case 'clients-do-not-find-autodiscover':
      return `Autodiscover answers at ${detail}, and none of the ways that clients go leads there.`
  }
}

/** A search as a whole, in a sentence: what was found, or that nothing was. */
export function searchSentence(found: readonly Discovered[], toType: readonly SettingToType[]): string {
  const isFound = found.some(({ service }) => service === 'ews')
  if (!isFound) return found.length > 0 ? 'Autodiscover was found, and EWS was not.' : 'No Exchange server was found.'
  const names = found.map(({ service }) => serviceNames[service])
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
  return `Found ${list}.${toType.length > 0 ? ' Something is left to look after.' : ''}`
}

/** What is asked, and where. */
export function questionWords({ what, where }: DiscoveryQuestion): string {
  switch (what) {
    case 'names':
      return `DNS for the names of ${where}`
    case 'records':
      return `DNS for the mail and Autodiscover records of ${where}`
    case 'autodiscover':
      return `every way to Autodiscover of ${where}`
    case 'autodiscover-json':
      return 'Autodiscover for what it gives without a sign-in'
    case 'autodiscover-signed-in':
      return 'Autodiscover, signed in'
    case 'server':
      return where
  }
}
