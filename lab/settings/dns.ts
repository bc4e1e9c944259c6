import type { Answer } from 'dns-packet'

/** A change to the records of one view of the zone. */
export type ZoneEdit = (records: Answer[]) => Answer[]

/** `silent`: no datagram and no byte comes back. `refuses`: REFUSED to everything. `fails`: SERVFAIL to everything. */
export type ResolverBehaviour = 'answers' | 'silent' | 'refuses' | 'fails'

/** Who holds a view of the zone: the organisation's two resolvers, and what the internet sees. */
export type ZoneView = 'first' | 'second' | 'outside'

/** One name server, and in what its records differ from what it should have. */
export interface ResolverSettings {
  behaviour: ResolverBehaviour
  edits: ZoneEdit[]
}

/** How the organisation's names resolve. */
export interface DnsSettings extends Record<ZoneView, ResolverSettings> {
  /** Names that do not exist, at both resolvers inside. */
  absentNames: string[]
  /** Changes to the records of both resolvers inside. */
  inside: ZoneEdit[]
}

export function healthyDns(): DnsSettings {
  const healthy = (): ResolverSettings => ({ behaviour: 'answers', edits: [] })
  return { absentNames: [], inside: [], first: healthy(), second: healthy(), outside: healthy() }
}
