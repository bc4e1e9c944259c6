import { counted, t } from '../language/translate.ts'
import { familyOfEntry, prefixesOf } from './list-entry.ts'
import { aggregated } from './prefixes.ts'
import { shortestPrefix } from './source-entry.ts'
import type { ListWarning } from './told-firewall.ts'

/** Where the third version of the vendor's API lists the servers that its webhooks come from. */
const WEBHOOKS_PATH = /\/v3\/webhooks\/ip-addresses\/?$/
/** The code of the warning that a list is the wrong one: it is kept only where somebody says so all the same. */
export const webhookSenders = 'webhook-senders'
const DAY = 86_400_000
/** Two clocks are never the same. */
const APART = 5 * 60_000

/** A list as it was read: of a version that is kept, or of one that may be. */
export type WarnedList = {
  entries: readonly string[]
  hash: string
  updatedAt: string | null
  readAt: string
  /** It had the shape of a list of webhook senders, or was kept as one. */
  ofWebhooks: boolean
  /** Where it came from. */
  place: string | null
}

export type WarningContext = {
  now: Date
  oldAfterDays: number
  /** The version before, and the hashes of those before that. */
  before: { entries: readonly string[]; hash: string } | null
  earlier: readonly string[]
  /** Hashes of lists that are known to be of webhook senders. */
  webhooks: readonly string[]
}

/** What somebody must know of a list before rules are made of it. None of it is a reason to refuse it: who knows better may keep it. */
export function listWarnings(list: WarnedList, context: WarningContext): ListWarning[] {
  return [
    ...(isOfWebhooks(list, context.webhooks) ? [webhooks()] : []),
    ...old(list, context),
    ...changedLater(list),
    ...smaller(list, context),
    ...familyGone(list, context),
    ...goesBack(list, context),
  ]
}

/**
 * What entries that stand side by side let in together, where that is as much as one that has to be ticked. It is asked of a
 * list that was just read: none of it is new in one that somebody kept.
 */
export function wideTogether(entries: readonly string[]): ListWarning[] {
  const own = new Set(entries)
  const wide = aggregated(prefixesOf(entries)).filter((prefix) => isWide(prefix) && !own.has(prefix))
  const [first] = wide
  if (first === undefined) return []
  const more = wide.length > 1 ? t` (and ${counted(wide.length - 1, 'more range', 'more ranges')})` : ''
  const sentence = t`Entries that stand side by side let in all of ${first}${more} together, which is very many addresses. Ask the vendor whether all of them are its own.`
  return [{ code: 'wide-together', sentence }]
}

function isWide(prefix: string): boolean {
  const family = prefix.includes(':') ? 6 : 4
  return Number(prefix.slice(prefix.indexOf('/') + 1)) < shortestPrefix[family]
}

/** Whether a list is of the servers that webhooks come from, by its shape, its address, or as one that is known. */
export function isOfWebhooks(
  list: Pick<WarnedList, 'ofWebhooks' | 'place' | 'hash'>,
  known: readonly string[],
): boolean {
  const path = URL.parse(list.place ?? '')?.pathname ?? ''
  return list.ofWebhooks || WEBHOOKS_PATH.test(path) || known.includes(list.hash)
}

function webhooks(): ListWarning {
  return {
    code: webhookSenders,
    sentence: t`This is the wrong list: these servers send the vendor’s webhooks, and are not those that reach Exchange. Ask the vendor for the addresses that its mail sync comes from.`,
  }
}

function old({ readAt }: WarnedList, { now, oldAfterDays }: WarningContext): ListWarning[] {
  const days = Math.floor((now.getTime() - Date.parse(readAt)) / DAY)
  if (days <= oldAfterDays) return []
  const sentence = t`The list was read ${counted(days, 'day')} ago. The vendor may have changed it since: read it again before you hand it on.`
  return [{ code: 'old', sentence }]
}

function changedLater({ updatedAt, readAt }: WarnedList): ListWarning[] {
  if (updatedAt === null || Date.parse(updatedAt) <= Date.parse(readAt) + APART) return []
  const sentence = t`The vendor says that it changed the list on ${updatedAt.slice(0, 10)}, which is after it was read (${readAt.slice(0, 10)}). One of the two clocks is wrong, or it is a list of what is to come.`
  return [{ code: 'changed-later', sentence }]
}

function smaller({ entries }: WarnedList, { before }: WarningContext): ListWarning[] {
  if (before === null) return []
  const has = new Set(entries)
  const gone = before.entries.filter((entry) => !has.has(entry)).length
  if (gone * 2 <= before.entries.length || entries.length >= before.entries.length) return []
  const sentence = t`More than half of the list before is gone (${gone} of ${counted(before.entries.length, 'entry', 'entries')}), and less has come. It may be an answer that is not whole: ask the vendor before you take senders away.`
  return [{ code: 'much-smaller', sentence }]
}

function familyGone({ entries }: WarnedList, { before }: WarningContext): ListWarning[] {
  const families = new Set(entries.map(familyOfEntry))
  if (before)
    for (const family of [4, 6] as const)
      if (!families.has(family) && before.entries.some((entry) => familyOfEntry(entry) === family)) {
        const sentence = t`The list has no addresses of IPv${family} any more; the one before had some.`
        return [{ code: 'family-gone', sentence }]
      }
  if (families.has(4) || families.has('name') || !families.has(6)) return []
  const sentence = t`The list has addresses of IPv6 alone. No sender reaches a host that is published at IPv4 by it.`
  return [{ code: 'only-ipv6', sentence }]
}

function goesBack({ hash }: WarnedList, { before, earlier }: WarningContext): ListWarning[] {
  if (before === null || before.hash === hash || !earlier.includes(hash)) return []
  const sentence = t`The list is word for word one that was kept before the last: it goes back. It may come from an old copy of the vendor’s answer.`
  return [{ code: 'goes-back', sentence }]
}
