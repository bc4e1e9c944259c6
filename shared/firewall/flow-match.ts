import { normalizeCidr, parseCidr } from 'cidr-tools'
import { t } from '../language/translate.ts'
import { type Asleep, asleepOf, asleepWords } from './asleep.ts'
import { familyOfEntry } from './list-entry.ts'
import type { FirewallRule, PublishedHost, RuleSet, SenderGroup } from './rule-set.ts'
import { readEntry } from './source-entry.ts'
import { isSpecialKind } from './special-prefixes.ts'
import type { FlowVerdict } from './told-firewall.ts'

/** A packet that would be sent: by whom, to which address or name of a published host. */
export type AskedFlow = { from: string; to: string; protocol: 'tcp' | 'udp'; port: number }

/** Which end of a flow can't be read, and why, as a sentence. */
export type FlowRefusal = { refused: 'from' | 'to'; sentence: string }

/** An end of a flow: an address as a number, or a name. */
type End = { text: string; version: 4 | 6; number: bigint } | { text: string; version: 'name' }

/** The entry that a sender is in, with the group that it is of. */
type Found = { group: SenderGroup; entry: string }

/**
 * Whether a packet would get through, by the first rule that is for it. Rules that do nothing on that day are passed over, and
 * told. Both ends are of one family, since none is made of another on the way that a rule looks at.
 */
export function matchFlow(set: RuleSet, flow: AskedFlow, today: string): FlowVerdict | FlowRefusal {
  const from = readEnd('from', flow.from)
  if ('refused' in from) return from
  const to = readEnd('to', flow.to)
  if ('refused' in to) return to
  const { hosts, sentence } = hostsAt(set, from, to)
  if (hosts.size === 0) return notMatched(sentence)
  const services = new Set(
    set.services.filter(({ protocol, port }) => protocol === flow.protocol && port === flow.port).map(({ id }) => id),
  )
  const rules = set.rules.filter(
    ({ destination, services: own }) => hosts.has(destination) && own.some((id) => services.has(id)),
  )
  const port = `${flow.protocol.toUpperCase()} ${flow.port}`
  if (rules.length === 0) return notMatched(t`No rule is for ${port} of ${to.text}.`)
  const senders = new Map(set.groups.map((group) => [group.id, group]))
  const found = rememberedEntry(from)
  let asleep: { rule: FirewallRule; why: Asleep; found: Found } | undefined
  for (const rule of rules) {
    const match = firstFound(rule, senders, found)
    if (!match) continue
    const why = asleepOf(rule, today)
    if (why === null) return decided(rule, from, match, asleep)
    asleep ??= { rule, why, found: match }
  }
  if (!asleep) return notMatched(t`${from.text} is in no list of senders that a rule lets in to ${port} of ${to.text}.`)
  const { rule, why } = asleep
  return {
    ...{ outcome: 'not-matched', rule: rule.id, asleep: why, entry: asleep.found.entry },
    sentence: t`Rule ${rule.id} would be for it, but ${asleepWords(why, rule)}. No other rule is.`,
  }
}

function decided(
  rule: FirewallRule,
  from: End,
  { group, entry }: Found,
  asleep: { rule: FirewallRule; why: Asleep } | undefined,
): FlowVerdict {
  const what =
    rule.action === 'allow'
      ? t`Rule ${rule.id} lets it in: ${from.text} is in ${entry} of ${group.id}.`
      : t`Rule ${rule.id} keeps it out: ${from.text} is in ${entry} of ${group.id}.`
  const before = asleep && t`Rule ${asleep.rule.id} comes before it, but ${asleepWords(asleep.why, asleep.rule)}.`
  return {
    ...{ outcome: rule.action === 'allow' ? 'allowed' : 'denied', rule: rule.id, asleep: null, entry },
    sentence: before === undefined ? what : `${what} ${before}`,
  }
}

function notMatched(sentence: string): FlowVerdict {
  return { outcome: 'not-matched', rule: null, asleep: null, entry: null, sentence }
}

/** One address or name. What no sender on the internet has is an address none the less: hosts inside have such. */
function readEnd(which: 'from' | 'to', written: string): End | FlowRefusal {
  const text = written.trim()
  const reading = readEntry(text)
  if ('refused' in reading) {
    if (!isSpecialKind(reading.refused) || /[/-]/.test(text)) return { refused: which, sentence: reading.sentence }
    return endOf(text)
  }
  const [only, more] = reading.entries
  if (!only || more || (only.kind === 'prefix' && !only.cidr.endsWith(only.family === 4 ? '/32' : '/128')))
    return { refused: which, sentence: t`“${text}” is more than one address. Write one address, or a name.` }
  return only.kind === 'name' ? { text: only.name, version: 'name' } : endOf(only.cidr)
}

function endOf(address: string): End {
  const [text = ''] = normalizeCidr(address).split('/', 1)
  const { version, start } = parseCidr(text)
  return { text, version, number: start }
}

/** The hosts that an end is an address or the name of, as far as the sender's family gets there, and why there are none. */
function hostsAt({ hosts }: RuleSet, from: End, to: End): { hosts: ReadonlySet<string>; sentence: string } {
  const named = hosts.filter((host) =>
    to.version === 'name' ? host.name.toLowerCase() === to.text : addressesOf(host).some((each) => isAt(each, to)),
  )
  const reached = named.filter((host) => isOfFamily(from, to.version === 'name' ? addressesOf(host) : [to.text]))
  return {
    hosts: new Set(reached.map(({ id }) => id)),
    sentence:
      named.length === 0
        ? t`${to.text} is no address of a published host.`
        : t`${from.text} and ${to.text} are of two families, and no packet goes from one to the other.`,
  }
}

function addressesOf({ public: outer, internal }: PublishedHost): string[] {
  return [...outer, ...internal]
}

function isAt(address: string, end: End): boolean {
  if (end.version === 'name' || address.includes(':') !== (end.version === 6)) return false
  return parseCidr(address).start === end.number
}

/** A name is looked up by the firewall, and may be of either family. */
function isOfFamily(from: End, addresses: readonly string[]): boolean {
  if (from.version === 'name') return addresses.length > 0
  return addresses.some((address) => address.includes(':') === (from.version === 6))
}

/** The smallest entry of a group that has the sender, looked for once for each group. */
function rememberedEntry(from: End): (group: SenderGroup) => string | null {
  const known = new Map<string, string | null>()
  return (group) => {
    const before = known.get(group.id)
    if (before !== undefined) return before
    const entry = smallestEntry(group.entries, from)
    known.set(group.id, entry)
    return entry
  }
}

function smallestEntry(entries: readonly string[], from: End): string | null {
  if (from.version === 'name') return entries.find((entry) => entry.toLowerCase() === from.text) ?? null
  let [smallest, length]: [string | null, number] = [null, -1]
  for (const entry of entries) {
    if (familyOfEntry(entry) !== from.version) continue
    const { start, end, prefix } = parseCidr(entry)
    if (start > from.number || from.number > end || Number(prefix) <= length) continue
    ;[smallest, length] = [entry, Number(prefix)]
  }
  return smallest
}

function firstFound(
  rule: FirewallRule,
  groups: ReadonlyMap<string, SenderGroup>,
  found: (group: SenderGroup) => string | null,
): Found | undefined {
  for (const id of rule.sources) {
    const group = groups.get(id)
    const entry = group ? found(group) : null
    if (group && entry !== null) return { group, entry }
  }
  return undefined
}
