import { nameBuild } from '../exchange/name-build.ts'
import { t } from '../language/translate.ts'
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
  autodiscover: t`Autodiscover`,
  ews: t`Web Services (EWS)`,
  'active-sync': 'ActiveSync',
}

const howWords: Readonly<Record<DiscoveredHow, string>> = {
  'autodiscover-answered': t`Autodiscover gave this address to the account`,
  'autodiscover-json-answered': t`Autodiscover gives this address to anyone who asks`,
  'autodiscover-in-front': t`it asks for a sign-in as Exchange does`,
  'answers-as-exchange': t`it answers as Exchange`,
  'answers-as-windows': t`a Windows server asks for a sign-in there, without a mark of Exchange`,
  'srv-record': t`the SRV record in DNS names it`,
  'mx-record': t`the MX record in DNS names it`,
  redirect: t`a redirect of Autodiscover leads there`,
  'certificate-name': t`the certificate of the server names it`,
  'guess-answered': t`it is a name that organisations use`,
  'beside-ews': t`nothing was seen there, but it stands beside EWS as a rule`,
}

/** How an address is known, as one sentence: “Seen: it answers as Exchange Server 2019 CU15 (EXCH01).” */
export function foundSentence({ certainty, how, build, server }: Discovered): string {
  const named = build === undefined ? undefined : nameBuild(build)
  const product = named ? `${named.product.name} ${named.update}` : 'Exchange'
  const words = how.map((each) => {
    if (each !== 'answers-as-exchange') return howWords[each]
    return t`it answers as ${product}${server ? ` (${server})` : ''}`
  })
  return `${certainty === 'seen' ? t`Seen` : t`Inferred`}: ${words.join('; ')}.`
}

/** What is wrong with a certificate and what follows; an authority of one’s own is a setting to type, which says more. */
export function certificateSentence({ code, detail }: CertificateTrouble): string {
  switch (code) {
    case 'expired':
      return t`Its certificate has expired, so that no password will be sent there. Renew it first; everything else can be looked at.`
    case 'unknown-authority':
      return t`Its certificate comes from an authority that this machine does not trust, so that no password will be sent there.`
    case 'name-missing':
      return t`Its certificate does not cover this name${detail ? t`, only ${detail}` : ''}, so that no password will be sent there. Use a name that it covers, or have one issued that covers this.`
    case 'chain-broken':
      return t`Its certificate does not verify${detail ? ` (${detail})` : ''}, so that no password will be sent there. A run says what to mend.`
  }
}

const vainWords: Readonly<Record<LookedInVain['why'], string>> = {
  'not-in-dns': t`has no address in DNS`,
  'no-answer': t`does not answer`,
  'not-there': t`answers, and has nothing there`,
  'web-page': t`answers with a web page, and not as Exchange`,
  'sign-in-page': t`sends people to a page to sign in on, which no client can use`,
  'asks-as-no-exchange': t`asks for a password, and bears no mark of Exchange`,
  'server-error': t`answers with an error`,
  'error-response': t`answers that it has no settings for this mailbox`,
  'no-redirect': t`leads nowhere else`,
  'no-record': t`has no record in DNS`,
  'redirects-in-circles': t`leads in a circle`,
  'redirects-to-http': t`leads to an address without TLS, which is not followed`,
  'leads-elsewhere': t`leads out of your domain, where Postern does not follow`,
  'leads-to-cloud': t`leads to a cloud service`,
  'sign-in-refused': t`refused the password`,
  'sign-in-withheld': t`asks for a sign-in that was not made`,
  'certificate-untrusted': t`shows a certificate that is not trusted, so that nothing was sent`,
}

/** What was looked at in vain, and what came of it, as a sentence. */
export function vainSentence({ looked, where, why, detail }: LookedInVain): string {
  const subject = looked === 'mail-exchanger' ? t`The mail server ${where}` : where
  return `${subject} ${vainWords[why]}${detail ? ` (${detail})` : ''}.`
}

const settingNames: Readonly<Record<SettingToType['setting'], string>> = {
  mailbox: t`Check the address of the test mailbox`,
  resolvers: t`Name the DNS resolvers that know your domain`,
  account: t`Give a user name and a password`,
  'ews-address': t`Type the EWS address`,
  'active-sync-address': t`Type the ActiveSync address, or leave ActiveSync out`,
  'certificate-authorities': t`Give the certificate of your own authority`,
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
        ? t`DNS knows no domain ${detail}. If the address is right, the domain is known to other resolvers only.`
        : t`If ${detail} exists inside your network alone, the resolvers there know it. They stand under More settings.`
    case 'dns-silent':
      return t`No resolver answered a question about ${detail}, so that no server has an address. Name others under More settings, or look at this machine’s network.`
    case 'in-the-cloud':
      return t`Autodiscover of this domain leads to ${detail}: the mailbox is in the cloud, which Postern does not look at. Type the address if a server of your own has mailboxes too.`
    case 'with-another-provider':
      return t`Autodiscover of this domain leads to ${detail}, which is no Exchange server of yours. Type the address if you have one.`
    case 'named-elsewhere':
      return t`Autodiscover or DNS names ${detail}, which is outside your mail domain. Postern asks nobody outside of it unasked: type the address if that server is yours.`
    case 'address-behind-sign-in':
      return t`Autodiscover is there, and gives the address to somebody who signs in only. One of the two is enough.`
    case 'sign-in-failed':
      return t`Autodiscover is there, and did not take the user name with this password. It is not sent again before it changes.`
    case 'mailbox-unknown':
      return t`Autodiscover says that there is no mailbox ${detail}. It takes primary addresses and aliases, not every user name.`
    case 'given-does-not-answer':
      return t`Autodiscover gives ${detail}, and EWS did not answer there. Keep it if it is right: a run says what to mend.`
    case 'nothing-answers':
      return setting === 'active-sync-address'
        ? t`EWS answers, and ActiveSync does not answer at the same name.`
        : t`Nothing answers as Exchange under the names that DNS has for ${detail}. Whoever runs Exchange knows the address; on the server, Get-WebServicesVirtualDirectory shows it.`
    case 'authority-unknown':
      return t`The server’s certificate was issued by ${detail || t`an authority`} that this machine does not trust. Paste its certificate under More settings, if it is your own.`
    case 'not-looked-to-the-end':
      return t`The search was stopped before it ended. Search again, or type the address.`
  }
}

/** What is worth to know beside the addresses. */
export function remarkSentence({ code, detail }: DiscoveryRemark): string {
  switch (code) {
    case 'mail-goes-to-cloud':
      return t`Mail for this domain goes to ${detail}. The mailboxes can be on your own servers all the same.`
    case 'autodiscover-in-cloud':
      return t`Autodiscover leads to ${detail}, while Exchange answers here. A mailbox that has moved is not on this server.`
    case 'not-the-usual-port':
      return t`Exchange answers on port ${detail}; everywhere but in a lab it is 443.`
    case 'clients-do-not-find-autodiscover':
      return t`Autodiscover answers at ${detail}, and none of the ways that clients go leads there.`
  }
}

/** A search as a whole, in a sentence: what was found, or that nothing was. */
export function searchSentence(found: readonly Discovered[], toType: readonly SettingToType[]): string {
  const isFound = found.some(({ service }) => service === 'ews')
  if (!isFound) return found.length > 0 ? t`Autodiscover was found, and EWS was not.` : t`No Exchange server was found.`
  const names = found.map(({ service }) => serviceNames[service])
  const list = names.length > 1 ? t`${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
  return t`Found ${list}.${toType.length > 0 ? t` Something is left to look after.` : ''}`
}

/** What is asked, and where. */
export function questionWords({ what, where }: DiscoveryQuestion): string {
  switch (what) {
    case 'names':
      return t`DNS for the names of ${where}`
    case 'records':
      return t`DNS for the mail and Autodiscover records of ${where}`
    case 'autodiscover':
      return t`every way to Autodiscover of ${where}`
    case 'autodiscover-json':
      return t`Autodiscover for what it gives without a sign-in`
    case 'autodiscover-signed-in':
      return t`Autodiscover, signed in`
    case 'server':
      return where
  }
}
