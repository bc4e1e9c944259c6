import type { HostileAnswer } from '../hostile/answers.ts'
import type { HostileDns } from '../hostile/dns-answers.ts'

/** Where on the way in a server turns hostile: to anybody, with the challenge of NTLM, or once somebody is signed in. */
export type HostileMoment = 'before-sign-in' | 'ntlm-challenge' | 'signed-in'

/** What is behind a path. */
export type HostilePlace = 'ews' | 'autodiscover' | 'active-sync'

/** One answer that is not what it should be. */
export interface HostileSpot {
  readonly place: HostilePlace
  readonly moment: HostileMoment
  readonly answer: HostileAnswer
  /** To requests of this method alone. */
  readonly method?: 'POST' | undefined
}

/** Servers that answer to do harm. */
export interface HostileSettings {
  spots: HostileSpot[]
  /** Instead of TLS: records without an end, each of them well formed. */
  tlsRecords: boolean
  /** What the first resolver says to every question. */
  dns: HostileDns | undefined
}

export function healthyHostile(): HostileSettings {
  return { spots: [], tlsRecords: false, dns: undefined }
}
