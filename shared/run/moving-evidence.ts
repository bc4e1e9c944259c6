import type { EvidenceValue } from '../checks/check.ts'

/**
 * Evidence that is another in each run though nothing has changed: by its key in whichever check, or by check and key. A
 * pattern is the part of a text that moves; without one, all of it does.
 */
export const movingEvidence: Readonly<Record<string, true | RegExp>> = {
  // How long something took, and how much there was time for.
  milliseconds: true,
  connectMilliseconds: true,
  smallMilliseconds: true,
  'connection/loss middle': true,
  'connection/loss fastest': true,
  'connection/loss slowest': true,
  'connection/keep-alive lasted': true,
  'ews/answer-times answers': true,
  'ews/answer-times longest': true,
  'ews/answer-times middle': true,
  'ews/answer-times roundTrip': true,
  'ews/answer-times slowest': true,
  'ews/throttling questions': true,
  'ews/throttling seconds': true,
  // How long is left until a date that stands beside it, or until a resolver asks anew.
  'certificate/validity days': true,
  'certificate/validity expired': true,
  'certificate/validity remaining': true,
  'certificate/nodes remaining': true,
  'dns/ttl longest': true,
  'dns/ttl seconds': true,
  // When something was, or how far apart two clocks are.
  'active-sync/device-access noticeOf': true,
  'ews/server-version asOf': true,
  'sign-in/password rejectedAt': true,
  'sign-in/password sentAt': true,
  'sign-in/password when': true,
  'sign-in/right-password-refused difference': true,
  'sign-in/right-password-refused minutes': true,
  // Whether this run or an earlier one spent the deliberate bad sign-in that a password has, and what it tried for it.
  'sign-in/extended-protection found': true,
  'sign-in/extended-protection made': true,
  'sign-in/extended-protection signIns': true,
  'sign-in/extended-protection spentOn': true,
  // How often the account was used; for what, stands beside it.
  'sign-in/password count': true,
  'sign-in/password sent': true,
  // What is in a mailbox: mail comes and goes.
  activeSyncItems: true,
  ewsItems: true,
  'ews/calendar itemsSeen': true,
  'ews/inbox items': true,
  // Which of several servers a balancer led to.
  answeredBy: true,
  'ews/server-version backEnd': true,
  'ews/server-version computer': true,
  'ews/server-version frontEnd': true,
  // Zones of Active Directory are counted on with every name that a machine registers.
  'dns/resolvers-agree zones': /\b\d{1,10}(?= of )/g,
  // What a portal remembers by the address that it sends one to.
  location: /[?#].*$/g,
}

/** In any text: how long something took, and moments as machines and `momentWords` write them. */
const movingInTexts =
  /<?\b\d+(?:\.\d+)? ms\b|\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)| at \d\d:\d\d UTC)/g

/** The lists whose order says something; all others come as they were asked. */
const inTheirOrder: ReadonlySet<string> = new Set([
  'certificate/chain order',
  'certificate/chain sent',
  'certificate/trust chain',
  'autodiscover/settings tried',
])

/** What of a value stays the same from run to run where nothing has changed; undefined where nothing of it does. */
export function lastingPart(check: string, key: string, value: EvidenceValue): EvidenceValue | undefined {
  const name = `${check} ${key}`
  const moves = ofOwn(movingEvidence, name) ?? ofOwn(movingEvidence, key)
  if (moves === true) return undefined
  const lasting = (text: string) => {
    const told = text.replaceAll(movingInTexts, '…')
    return moves ? told.replaceAll(moves, '…') : told
  }
  if (typeof value === 'string') return lasting(value)
  if (!Array.isArray(value)) return value
  const entries = value.map(lasting)
  return inTheirOrder.has(name) ? entries : entries.toSorted()
}

/** Never what every object has of itself: a key may come from a file. */
function ofOwn<V>(table: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
