/** Whether the packet that is sent now is lost. */
export type Loss = () => boolean

/** Loses so many packets of a hundred, each by itself; `random` gives numbers from 0 up to 1. Nothing where none is lost. */
export function lossOf(percent: number, random: () => number): Loss | undefined {
  return percent > 0 ? () => random() * 100 < percent : undefined
}

/** Of a packet of Ethernet, what TCP carries (RFC 9293 section 3.7.1). */
const SEGMENT_BYTES = 1_460
/** How long Linux waits at least, on top of a round trip, before it sends again (TCP_RTO_MIN); Windows waits 300 ms. */
const SEND_AGAIN_MILLISECONDS = 200
/** Then it gives the connection up, after a quarter of an hour (tcp_retries2). */
const MOST_AGAIN = 15
/** When a connection's first packet is sent again: nothing is known of the way yet (RFC 6298 section 2.1). */
export const OPEN_AGAIN_MILLISECONDS = 1_000
/** Then connecting has failed, after two minutes (tcp_syn_retries). */
const MOST_OPENINGS = 6
/** Where so many packets arrive behind a lost one, it is asked for at once (RFC 5681 section 3.2). */
const PACKETS_BEHIND = 3

/** How much later bytes arrive that were sent together, because of what was lost of them; never is infinite. */
export function sentAgain(bytes: number, lost: Loss, roundTripMilliseconds: number): number {
  const packets = Math.max(1, Math.ceil(bytes / SEGMENT_BYTES))
  let latest = 0
  for (let packet = 1; packet <= packets; packet++) {
    if (!lost()) continue
    const isMissed = packets - packet >= PACKETS_BEHIND
    const first = isMissed ? roundTripMilliseconds : roundTripMilliseconds + SEND_AGAIN_MILLISECONDS
    latest = Math.max(latest, first + backOff(lost, roundTripMilliseconds + SEND_AGAIN_MILLISECONDS, MOST_AGAIN))
  }
  return latest
}

/** How much later a connection opens, because its first packet or the answer to it was lost; never is infinite. */
export function openedLate(lost: Loss): number {
  const isLost = () => lost() || lost()
  return isLost() ? OPEN_AGAIN_MILLISECONDS + backOff(isLost, OPEN_AGAIN_MILLISECONDS, MOST_OPENINGS) : 0
}

/** What was sent again can be lost again; each time it waits twice as long (RFC 6298 section 5.5). */
function backOff(lost: Loss, firstMilliseconds: number, most: number): number {
  let waited = 0
  for (let again = 1; lost(); again++) {
    if (again === most) return Number.POSITIVE_INFINITY
    waited += firstMilliseconds * 2 ** again
  }
  return waited
}
