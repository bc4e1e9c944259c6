import { certificateWords, openedTls } from '../../artifacts/shown-certificate.ts'
import type { SignIns } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'

/**
 * From how many minutes on two clocks differ too much for NTLM: 36 hours, since Windows XP. Before, in NT 4.0 and 2000,
 * 30 minutes (MS-NLMP section 3.1.1.1, MaxLifetime; MSV1_0_MAX_NTLM3_LIFE in NTSecAPI.h is either, by the version).
 */
const MOST_SKEW_MINUTES = 36 * 60
const MOST_SKEW_MINUTES_ONCE = 30

/** So far apart no two clocks are: one that begins again at the date of its board is not, and a number that is no time is. */
const MOST_OF_A_CLOCK_MINUTES = 20 * 365 * 24 * 60

type ClockSkew = {
  cause: 'clock'
  server: string
  minutes: number
  difference: string
  direction: 'ahead of' | 'behind'
}
type TlsOpened = { cause: 'tls-opened'; server: string; shown: string; other: string; where: string }
export type RefusalCause = ClockSkew | TlsOpened

/**
 * What explains that the NTLM sign-in at EWS was rejected; undefined where nothing does that was seen. A device that
 * opens TLS explains it for a password that is right: whether Extended Protection is on was not seen, and a wrong
 * password is refused without.
 */
export function refusalCause(signIns: SignIns): RefusalCause | undefined {
  const skew = clockSkew(signIns)
  if (skew && skew.minutes >= MOST_SKEW_MINUTES) return skew
  return isRight(signIns) && wasRefused(signIns) ? tlsOpened(signIns) : undefined
}

/** Whether NTLM was rejected at EWS, in this run or an earlier one: where it was not sent for fear of it, nobody saw it. */
function wasRefused({ attempts, refusal }: SignIns): boolean {
  if (refusal?.refusedAt !== undefined) return true
  return attempts.some(({ scheme, url, result }) => result === 'rejected' && scheme === 'ntlm' && url === refusal?.url)
}

/** What may explain the rejection beside a wrong password, and what speaks for and against it; a sentence or more. */
export function refusalSuspicions(signIns: SignIns): string {
  const suspicions: string[] = []
  const skew = clockSkew(signIns)
  if (skew && skew.minutes >= MOST_SKEW_MINUTES_ONCE) {
    suspicions.push(
      t`The clock of ${skew.server} is ${skew.difference} ${skew.direction} this machine’s, which is hardly the cause: Windows refuses NTLM for a difference of 36 hours, and only Windows 2000 and older for one of 30 minutes.`,
    )
  }
  const unreadable = unreadableTime(signIns)
  if (unreadable !== undefined && signIns.refusal) {
    const { host } = partsOf(signIns.refusal.url)
    suspicions.push(t`${host} gives its time as ${unreadable}, which no clock shows, so the clocks were not compared.`)
  }
  return suspicions.length > 0 ? suspicions.join(' ') : t`Nothing that was seen beside it explains it.`
}

/** Whether the password was accepted anywhere in the run. */
export function isRight({ attempts }: SignIns): boolean {
  return attempts.some(({ result }) => result === 'accepted')
}

function clockSkew({ refusal }: SignIns): ClockSkew | undefined {
  const ahead = refusal && clockMinutes(refusal)
  if (!ahead) return undefined
  const minutes = Math.abs(ahead)
  const server = partsOf(refusal.url).host
  return { cause: 'clock', server, minutes, difference: inWords(minutes), direction: ahead > 0 ? 'ahead of' : 'behind' }
}

/** What opens TLS on the way to EWS, whether or not that explains anything. */
export function tlsOpened({ refusal }: SignIns): TlsOpened | undefined {
  const opened = refusal && openedTls(refusal)
  if (!opened) return undefined
  const { shown, other } = opened
  return {
    cause: 'tls-opened',
    server: partsOf(refusal.url).host,
    shown: certificateWords(shown),
    other: certificateWords(other),
    where: other.host,
  }
}

/** By how many whole minutes the server's clock is ahead of ours, where what it gives is the time of a clock. */
function clockMinutes(refusal: NonNullable<SignIns['refusal']>): number | undefined {
  const minutes = minutesAhead(refusal)
  return minutes !== undefined && Math.abs(minutes) < MOST_OF_A_CLOCK_MINUTES ? minutes : undefined
}

/** What the server gives as its time, and no clock shows. */
function unreadableTime({ refusal }: SignIns): string | undefined {
  const isGiven = refusal && minutesAhead(refusal) !== undefined
  return isGiven && clockMinutes(refusal) === undefined ? refusal.serverTime : undefined
}

function minutesAhead({ serverTime, ownTime }: NonNullable<SignIns['refusal']>): number | undefined {
  if (serverTime === undefined || ownTime === undefined) return undefined
  return Math.round((Date.parse(serverTime) - Date.parse(ownTime)) / 60_000)
}

/** How the server's clock stands to ours. */
export function clockSentence(signIns: SignIns): string {
  const skew = clockSkew(signIns)
  if (skew) return t`${skew.difference} ${skew.direction} this machine’s`
  const unreadable = unreadableTime(signIns)
  if (unreadable !== undefined) return t`not readable: ${unreadable} is no time that a clock shows`
  return signIns.refusal && clockMinutes(signIns.refusal) === 0 ? t`as this machine’s` : t`not told`
}

function inWords(minutes: number): string {
  return minutes < 120 ? t`${minutes} min` : t`${Math.floor(minutes / 60)} hours`
}

/** The cause as the reason of a finding that is left out because of it. */
export function causeSentence(found: RefusalCause): string {
  return found.cause === 'clock'
    ? t`The clock of ${found.server} is ${found.difference} ${found.direction} this machine’s, and NTLM is refused where the server’s is the one that is off.`
    : t`Something opens TLS on the way to ${found.server}, and NTLM is refused for that where Extended Protection is on.`
}
