import { cloudOf } from '../exchange/cloud-services.ts'
import type { Discovered, SettingToType } from './discovery.ts'
import { autodiscoverCloud } from './discovery-cloud.ts'
import { type DiscoverySeen, hostOfHttps, isUnder, portOfHttps } from './discovery-seen.ts'
import { givenAddresses } from './given-addresses.ts'
import { sightOf } from './server-sight.ts'

/** What an administrator has to type, or to look after, before a run can look at everything; and why. */
export function settingsToType(seen: DiscoverySeen, found: readonly Discovered[]): SettingToType[] {
  const ews = found.find(({ service }) => service === 'ews')
  const activeSync = found.find(({ service }) => service === 'active-sync')
  const authority = found.find(({ certificate }) => certificate?.code === 'unknown-authority')?.certificate
  return [
    ...(isMailboxUnknown(seen) ? [{ setting: 'mailbox', why: 'mailbox-unknown', detail: seen.mailbox } as const] : []),
    ...(ews ? doubtful(ews, seen) : withoutEws(seen, found)),
    ...(ews && !activeSync ? [{ setting: 'active-sync-address', why: 'nothing-answers' } as const] : []),
    ...(authority
      ? [
          {
            setting: 'certificate-authorities',
            why: 'authority-unknown',
            ...(authority.detail !== undefined && { detail: authority.detail }),
          } as const,
        ]
      : []),
  ]
}

/** The first reason that explains all the others. */
function withoutEws(seen: DiscoverySeen, found: readonly Discovered[]): SettingToType[] {
  const { domain } = seen
  if (isDnsSilent(seen)) return [{ setting: 'resolvers', why: 'dns-silent', detail: domain }]
  if (isDomainUnknown(seen)) {
    return [
      { setting: 'mailbox', why: 'domain-not-in-dns', detail: domain },
      { setting: 'resolvers', why: 'domain-not-in-dns', detail: domain },
    ]
  }
  if (seen.endedEarly) return [{ setting: 'ews-address', why: 'not-looked-to-the-end' }]
  const cloud = autodiscoverCloud(seen)
  if (cloud) {
    const why = cloud === 'Microsoft 365' ? 'in-the-cloud' : 'with-another-provider'
    return [{ setting: 'ews-address', why, detail: cloud }]
  }
  const [elsewhere] = namedElsewhere(seen)
  if (elsewhere !== undefined) return [{ setting: 'ews-address', why: 'named-elsewhere', detail: elsewhere }]
  const isRejected = seen.artifacts.autodiscover?.attempts.some(({ result }) => result === 'sign-in-rejected')
  const isInFront = found.some(({ service }) => service === 'autodiscover')
  if (!isRejected && (!isInFront || seen.signsIn)) {
    return [{ setting: 'ews-address', why: 'nothing-answers', detail: domain }]
  }
  const why = isRejected ? 'sign-in-failed' : 'address-behind-sign-in'
  return [
    { setting: 'account', why },
    { setting: 'ews-address', why },
  ]
}

/** Autodiscover gives an address at which EWS was not seen to answer. */
function doubtful(ews: Discovered, { servers }: DiscoverySeen): SettingToType[] {
  const host = hostOfHttps(ews.url)
  const server = servers.find((each) => each.host === host && each.port === portOfHttps(ews.url))
  const isDoubtful = server !== undefined && 'why' in sightOf(server, 'ews')
  return isDoubtful ? [{ setting: 'ews-address', why: 'given-does-not-answer', detail: ews.url }] : []
}

/** Autodiscover says that there is no such mailbox (UserNotFound of v2; 500, as its XML has it). */
function isMailboxUnknown({ artifacts: { autodiscover, autodiscoverJson } }: DiscoverySeen): boolean {
  const ofXml = autodiscover?.attempts.some(
    ({ result, errorCode }) => result === 'error-response' && errorCode === '500',
  )
  return ofXml === true || autodiscoverJson?.answers.some(({ errorCode }) => errorCode === 'UserNotFound') === true
}

function isDnsSilent({ artifacts }: DiscoverySeen): boolean {
  const names = artifacts.dnsAnswers?.names ?? []
  const silent = ['resolver-unreachable', 'resolver-refused', 'dns-malformed']
  return names.length > 0 && names.every(({ failure }) => failure !== undefined && silent.includes(failure.code))
}

function isDomainUnknown({ artifacts }: DiscoverySeen): boolean {
  const names = artifacts.dnsAnswers?.names ?? []
  const isNowhere = names.length > 0 && names.every(({ failure }) => failure?.code === 'name-not-found')
  return isNowhere && (artifacts.dnsRecords?.mailExchangers.records.length ?? 0) === 0
}

/** Hosts outside the domain to which its records or its Autodiscover lead, and which are no cloud service. */
function namedElsewhere(seen: DiscoverySeen): string[] {
  const { domain, artifacts } = seen
  const { dnsRecords, autodiscoverWellKnown, autodiscover } = artifacts
  const attempts = [...(autodiscoverWellKnown?.attempts ?? []), ...(autodiscover?.attempts ?? [])]
  return [
    ...givenAddresses(seen).map(({ url }) => URL.parse(url)?.hostname ?? ''),
    ...attempts
      .filter(({ result }) => result === 'redirect-refused')
      .map(({ urls }) => URL.parse(urls.at(-1) ?? '')?.hostname ?? ''),
    ...(dnsRecords?.autodiscoverServices.records.map(({ target }) => target) ?? []),
  ].filter((host) => host.includes('.') && host !== '.' && !isUnder(host, domain) && cloudOf(host) === undefined)
}
