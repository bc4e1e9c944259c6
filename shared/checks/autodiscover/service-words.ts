import { AutodiscoverService } from '../../artifacts/autodiscover-service.ts'
import type { ServiceGlance } from '../../artifacts/autodiscover-services.ts'
import { t } from '../../language/translate.ts'
import { partsIn } from '../address-parts.ts'
import { notAskedWords } from './addresses-answer.ts'

type Words = { what: string; command: string; breaks: string }

const WEB_SERVICES = 'Set-WebServicesVirtualDirectory'
const MAPI = 'Set-MapiVirtualDirectory'
const OWA = 'Set-OwaVirtualDirectory'

/** What each service is, which command sets its address, and what people see while that is wrong. */
const words: Readonly<Record<AutodiscoverService, Words>> = {
  mailbox: {
    what: t`the mailbox over MAPI (MailStore)`,
    command: MAPI,
    breaks: t`Outlook cannot open the mailbox by MAPI over HTTP`,
  },
  directory: {
    what: t`the directory over MAPI (AddressBook)`,
    command: MAPI,
    breaks: t`Outlook finds no names by MAPI over HTTP, and cannot finish a new profile`,
  },
  availability: {
    what: t`free/busy times (ASUrl)`,
    command: WEB_SERVICES,
    breaks: t`Outlook and whatever else goes by ASUrl see nobody’s free/busy times`,
  },
  'automatic-replies': {
    what: t`automatic replies (OOFUrl)`,
    command: WEB_SERVICES,
    breaks: t`Outlook cannot open its automatic replies`,
  },
  'address-book': {
    what: t`the offline address book (OABUrl)`,
    command: 'Set-OabVirtualDirectory',
    breaks: t`Outlook downloads no offline address book, and reports 0x8004010F`,
  },
  options: {
    what: t`a person’s options (EcpUrl)`,
    command: 'Set-EcpVirtualDirectory',
    breaks: t`links from Outlook’s own options lead nowhere`,
  },
  'web-mail': {
    what: t`Outlook on the web (OWAUrl)`,
    command: OWA,
    breaks: t`links to Outlook on the web lead nowhere`,
  },
  'voice-mail': {
    what: t`voice mail (UMUrl)`,
    command: WEB_SERVICES,
    breaks: t`Outlook cannot open the settings of voice mail`,
  },
  'web-services': {
    what: t`EWS once more (EmwsUrl)`,
    command: WEB_SERVICES,
    breaks: t`whatever goes by EmwsUrl does not find EWS`,
  },
  sharing: {
    what: t`sharing with other organisations (SharingUrl)`,
    command: WEB_SERVICES,
    breaks: t`nobody shares a calendar with another organisation`,
  },
  partners: {
    what: t`EWS for other products (EwsPartnerUrl)`,
    command: WEB_SERVICES,
    breaks: t`whatever goes by EwsPartnerUrl does not find EWS`,
  },
}

/** They say again where EWS is; nobody needs to read of them where something else is at the same address. */
const ewsAgain: readonly AutodiscoverService[] = ['web-services', 'sharing', 'partners']

/** What is at an address, as one sentence needs it: what keeps people from their work first. */
export function wordsAt(url: string, services: readonly AutodiscoverService[]): Words {
  const ranked = inRank(services)
  const told = ranked.filter((service) => !ewsAgain.includes(service))
  const all = (told.length > 0 ? told : ranked).map((service) => wordsOf(service, url))
  return {
    what: inOneSentence(all.map(({ what }) => what)),
    command: inOneSentence([...new Set(all.map(({ command }) => command))]),
    breaks: [...new Set(all.map(({ breaks }) => breaks))].join(', and '),
  }
}

/** By how much people miss it: the lower, the more. */
export function rankOf(services: readonly AutodiscoverService[]): number {
  return Math.min(...services.map((service) => AutodiscoverService.options.indexOf(service)))
}

/** For which clients an address is which service: those with the same clients together. */
export function labelOf(services: ServiceGlance['services']): string {
  const names = new Map<string, string>()
  for (const service of AutodiscoverService.options) {
    const clients = clientsOf(service, services)
    if (clients === undefined) continue
    const before = names.get(clients)
    const { what } = words[service]
    names.set(clients, before === undefined ? what : `${before}, ${what}`)
  }
  return [...names].map(([clients, whats]) => `${whats}, ${clients}`).join('; ')
}

/** Which clients are given an address as this service, if any. */
function clientsOf(service: AutodiscoverService, services: ServiceGlance['services']): string | undefined {
  let outside = false
  let inside = false
  for (const each of services) {
    if (each.service !== service) continue
    if (each.scope === 'outside') outside = true
    else inside = true
  }
  if (outside) return inside ? t`outside and inside` : t`outside`
  return inside ? 'inside' : undefined
}

/** Why an address was not asked. */
export const serviceNotAskedWords: Readonly<Record<NonNullable<ServiceGlance['notAsked']>, string>> = {
  ...notAskedWords,
  'beside-ews': t`not asked, since it is in the virtual directory of EWS, which is`,
}

/** Since Exchange 2016 the options are a part of Outlook on the web, and EcpUrl is its address. */
function wordsOf(service: AutodiscoverService, url: string): Words {
  const isPartOfWebMail = service === 'options' && /^\/owa\b/i.test(partsIn(url)?.pathname ?? '')
  return isPartOfWebMail ? { ...words[service], command: OWA } : words[service]
}

function inRank(services: readonly AutodiscoverService[]): AutodiscoverService[] {
  return AutodiscoverService.options.filter((service) => services.includes(service))
}

function inOneSentence(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : t`${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
