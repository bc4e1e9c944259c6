import { t } from '../language/translate.ts'
import type { CasMailbox, Configuration, ExchangeServer } from './configuration.ts'
import type { MobileDevice } from './mobile-configuration.ts'

/** What is known and what comes, by the names of two organisations; and by what they are told apart. */
export type OtherOrganisation = { known: string; coming: string; by: 'name' | 'domains' }

/** What set-up proposes as a name says nothing. */
const USUAL_NAME = /^first organi[sz]ation$/i
/** Of fewer mailboxes and devices, nobody can say that none of them is shared. */
const MANY = 10

/**
 * Whether what comes is of another organisation than what is known: Get-OrganizationConfig names two, or both have many
 * mailboxes or devices and share none of them, and no domain.
 */
export function otherOrganisation(known: Configuration, coming: Configuration): OtherOrganisation | undefined {
  const names = { known: ownName(known), coming: ownName(coming) }
  if (names.known && names.coming) {
    if (!isSame(names.known, names.coming)) return { known: names.known, coming: names.coming, by: 'name' }
    if (!USUAL_NAME.test(names.known)) return undefined
  }
  if (entriesIn(known) < MANY || entriesIn(coming) < MANY) return undefined
  const [ours, theirs] = [domainsIn(known), domainsIn(coming)]
  if (ours.size === 0 || theirs.size === 0 || shareDomain(ours, theirs) || shareEntry(known, coming)) return undefined
  const told = (name: string | undefined, domains: Domains) =>
    name && !USUAL_NAME.test(name) ? name : mostFrequent(domains)
  return { known: told(names.known, ours), coming: told(names.coming, theirs), by: 'domains' }
}

/** Whose it is, for whoever has to say whether it is to be taken all the same. */
export function otherOrganisationSentence({ known, coming, by }: OtherOrganisation): string {
  const whose = t`This is of ${coming}; what is known here is ${known}’s.`
  return by === 'name' ? whose : `${whose} ${t`No mailbox, device or domain is in both.`}`
}

function ownName({ organizationConfig }: Configuration): string | undefined {
  return organizationConfig?.name?.trim() || undefined
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function entriesIn({ casMailboxes = [], mobileDevices = [] }: Configuration): number {
  return casMailboxes.length + mobileDevices.length
}

/** How many entries are of each domain. */
type Domains = Map<string, number>

/** What tells domains. */
type Telling = {
  casMailboxes?: readonly Pick<CasMailbox, 'identity' | 'primarySmtpAddress' | 'distinguishedName'>[] | undefined
  mobileDevices?: readonly Pick<MobileDevice, 'identity'>[] | undefined
  exchangeServers?: readonly Pick<ExchangeServer, 'fqdn'>[] | undefined
}

function domainsIn({ casMailboxes = [], mobileDevices = [], exchangeServers = [] }: Telling): Domains {
  const found: Domains = new Map()
  const note = (domain: string | undefined, count: number) => {
    if (domain !== undefined) found.set(domain, (found.get(domain) ?? 0) + count)
  }
  for (const { identity, primarySmtpAddress, distinguishedName } of casMailboxes) {
    note(afterAt(primarySmtpAddress), 1)
    note(canonicalDomain(identity), 1)
    note(directoryDomain(distinguishedName), 0)
  }
  for (const { identity } of mobileDevices) note(canonicalDomain(identity), 1)
  for (const { fqdn } of exchangeServers) note(fqdn?.includes('.') ? fqdn.toLowerCase() : undefined, 0)
  return found
}

function afterAt(address: string | null | undefined): string | undefined {
  return address?.includes('@') ? address.slice(address.lastIndexOf('@') + 1).toLowerCase() : undefined
}

/** Of `contoso.test/Users/Anna`. */
function canonicalDomain(identity: string): string | undefined {
  const domain = identity.slice(0, Math.max(0, identity.indexOf('/')))
  return /^[^\s@]+\.[^\s@]+$/.test(domain) ? domain.toLowerCase() : undefined
}

/** Of `CN=Anna,CN=Users,DC=contoso,DC=test`. */
function directoryDomain(name: string | null | undefined): string | undefined {
  const labels = (name ?? '').split(/,DC=/i).slice(1)
  return labels.length > 1 ? labels.join('.').toLowerCase() : undefined
}

/** Also where one is a part of the other, as a server or a child domain is. */
function shareDomain(ours: Domains, theirs: Domains): boolean {
  const reaches = (from: Domains, to: Domains) =>
    [...from.keys()].some((domain) => withParents(domain).some((each) => to.has(each)))
  return reaches(ours, theirs) || reaches(theirs, ours)
}

function withParents(domain: string): string[] {
  const labels = domain.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}

function shareEntry(known: Configuration, coming: Configuration): boolean {
  const ours = new Set(namesIn(known))
  return namesIn(coming).some((name) => ours.has(name))
}

function namesIn({ casMailboxes = [], mobileDevices = [] }: Configuration): string[] {
  return [
    ...casMailboxes.flatMap(({ identity, primarySmtpAddress, distinguishedName, guid }) =>
      present(identity, primarySmtpAddress, distinguishedName, guid),
    ),
    ...mobileDevices.flatMap(({ identity, guid }) => present(identity, guid)),
  ]
}

function present(...names: readonly (string | null | undefined)[]): string[] {
  return names.flatMap((name) => name?.toLowerCase() || [])
}

function mostFrequent(domains: Domains): string {
  let most: [string, number] = ['', -1]
  for (const each of domains) if (each[1] > most[1]) most = each
  return most[0]
}

const knownDomains = new WeakMap<Telling, Domains>()

/** The domains of a configuration, and whether a mailbox or device is of one of them, by its place in the directory. */
export function domainsKnown(configuration: Telling): { isEmpty: boolean; has(identity: string): boolean } {
  const domains = knownDomains.get(configuration) ?? domainsIn(configuration)
  knownDomains.set(configuration, domains)
  return {
    isEmpty: domains.size === 0,
    has(identity) {
      const domain = canonicalDomain(identity)
      return domain === undefined || shareDomain(domains, new Map([[domain, 1]]))
    },
  }
}
