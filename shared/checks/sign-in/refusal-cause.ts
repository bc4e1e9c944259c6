import type { SignIns } from '../../artifacts/sign-in.ts'

/** By how many minutes two clocks may differ before Windows refuses NTLM. */
const MOST_SKEW_MINUTES = 30

export type RefusalCause =
  | { cause: 'clock'; server: string; minutes: number; direction: 'ahead of' | 'behind' }
  | { cause: 'tls-opened'; server: string; shown: string; other: string; where: string }

/**
 * What alone explains that the NTLM sign-in at EWS was rejected, whether or not the password is right; undefined where
 * nothing that was seen does.
 */
export function refusalCause({ refusal }: SignIns): RefusalCause | undefined {
  if (!refusal) return undefined
  const server = new URL(refusal.url).host
  const minutes = clockMinutes(refusal)
  if (minutes !== undefined && Math.abs(minutes) >= MOST_SKEW_MINUTES) {
    return { cause: 'clock', server, minutes: Math.abs(minutes), direction: minutes > 0 ? 'ahead of' : 'behind' }
  }
  const { shown, elsewhere } = refusal
  // A second certificate of one authority is an administrator's choice; one of another authority is a device's.
  const other = shown && elsewhere.find(({ issuer }) => issuer !== shown.issuer)
  if (!shown || !other) return undefined
  return { cause: 'tls-opened', server, shown: shown.issuer, other: other.issuer, where: other.host }
}

/** By how many whole minutes the server's clock is ahead of ours. */
export function clockMinutes(refusal: NonNullable<SignIns['refusal']>): number | undefined {
  const { serverTime, ownTime } = refusal
  if (serverTime === undefined || ownTime === undefined) return undefined
  return Math.round((Date.parse(serverTime) - Date.parse(ownTime)) / 60_000)
}

/** The cause as the reason of a finding that is left out because of it. */
export function causeSentence(found: RefusalCause): string {
  return found.cause === 'clock'
    ? `The clock of ${found.server} is ${found.minutes} minutes ${found.direction} this machine’s, and NTLM is refused then whatever the password.`
    : `Something opens TLS on the way to ${found.server}, and its NTLM is refused then whatever the password.`
}
