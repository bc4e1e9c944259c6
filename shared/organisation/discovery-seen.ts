import type { Artifacts } from '../artifacts/artifacts.ts'
import type { NameAnswer } from '../artifacts/dns-answers.ts'
import type { SweptServer } from '../run/swept-server.ts'
import type { DiscoveredHow, Discovery } from './discovery.ts'

/** What a search gathers as a run does. */
export const discoveryArtifacts = [
  'dnsAnswers',
  'dnsRecords',
  'autodiscoverWellKnown',
  'autodiscoverJson',
  'autodiscover',
  'autodiscoverMobileSync',
] as const

/** A host that is looked at, and how its name was come by. */
export type HostToLookAt = { host: string; port: number; by: DiscoveredHow[] }

/** All that a search for servers has seen so far, as it was seen. */
export type DiscoverySeen = {
  mailbox: string
  /** The mail domain as DNS has it, in small letters. */
  domain: string
  httpsPort: number
  /** Whether there was an account with its password to sign in with. */
  signsIn: boolean
  artifacts: Partial<Pick<Artifacts, (typeof discoveryArtifacts)[number]>>
  /** The names that organisations use, as DNS has them. */
  names: readonly NameAnswer[]
  servers: readonly (SweptServer & Pick<HostToLookAt, 'by'>)[]
  endedEarly?: Discovery['endedEarly']
}

/** Whether a host is the domain, or stands under it. What else DNS or an answer names is told, and never asked. */
export function isUnder(host: string, domain: string): boolean {
  return /^[a-z0-9._-]+$/i.test(host) && `.${host.toLowerCase()}`.endsWith(`.${domain}`)
}

/** The host of an address as DNS has it; undefined for what is no https address. */
export function hostOfHttps(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed?.protocol === 'https:' ? parsed.hostname.toLowerCase() : undefined
}

/** The port of an https address. */
export function portOfHttps(url: string): number {
  return Number(URL.parse(url)?.port || 443)
}
