import { counted, t } from '../../language/translate.ts'
import type { RuleFinding } from '../rule-finding.ts'

/** What a sentence speaks of: rules, hosts, groups, services and platforms by their names. */
type Detail = {
  rule?: string
  other?: string
  platform?: string
  group?: string
  host?: string
  service?: string
  text?: string
  day?: string
  count?: number
  most?: number
}
type Words = {
  severity: RuleFinding['severity']
  title: (detail: Detail) => string
  advice: (detail: Detail) => string
}

/** Everything that is said of a set of rules: a fact, and what to do about it. */
const findingWords = {
  duplicate: {
    severity: 'warning',
    title: ({ rule, other }) => t`Rule ${rule} is the same as rule ${other}`,
    advice: ({ rule }) => t`Take rule ${rule} away.`,
  },
  shadowed: {
    severity: 'warning',
    title: ({ rule, other }) => t`Rule ${rule} does nothing, since rule ${other} before it does all of that already`,
    advice: ({ rule, other }) => t`Take rule ${rule} away, or make rule ${other} narrower.`,
  },
  'shadowed-together': {
    severity: 'warning',
    title: ({ rule }) => t`Rule ${rule} does nothing, since rules before it decide all of that together`,
    advice: ({ rule }) => t`Take rule ${rule} away, or put it before them.`,
  },
  contradictory: {
    severity: 'error',
    title: ({ rule, other }) => t`Rules ${other} and ${rule} are for the same, and one allows what the other denies`,
    advice: () => t`Keep the one that is meant: the first decides.`,
  },
  overruled: {
    severity: 'error',
    title: ({ rule, other }) =>
      t`Rule ${rule} never decides, since rule ${other} before it decides all of that otherwise`,
    advice: ({ rule, other }) => t`Put rule ${rule} before rule ${other}, or take it away.`,
  },
  'contradictory-in-part': {
    severity: 'warning',
    title: ({ rule, other }) => t`Rule ${other} decides a part of what rule ${rule} is for, and decides it otherwise`,
    advice: () => t`Check that this order is meant: the first rule decides.`,
  },
  expired: {
    severity: 'warning',
    title: ({ rule, day }) => t`Rule ${rule} ended on ${day}, and is written for no firewall`,
    advice: () => t`Take it out, or set a later day.`,
  },
  expiring: {
    severity: 'warning',
    title: ({ rule, day }) => t`Rule ${rule} ends on ${day}`,
    advice: () => t`Ask for a later day before, or agree on what ends with it.`,
  },
  'not-begun': {
    severity: 'note',
    title: ({ rule, day }) => t`Rule ${rule} begins on ${day}`,
    advice: () =>
      t`Test the way from that day on. Most firewalls are not told of that day: have the rule switched on then.`,
  },
  'ends-before-begin': {
    severity: 'error',
    title: ({ rule }) => t`Rule ${rule} ends before it begins`,
    advice: () => t`Set the days right.`,
  },
  'wrong-list': {
    severity: 'error',
    title: ({ group }) => t`The list of group ${group} is the wrong one: its servers do not reach Exchange`,
    advice: () => t`Ask the vendor for the addresses that its mail sync comes from, and read that list.`,
  },
  'any-source': {
    severity: 'error',
    title: ({ group }) => t`Group ${group} is almost everybody on the internet`,
    advice: () => t`Take the vendor’s list in its place.`,
  },
  'wide-source': {
    severity: 'warning',
    title: ({ group, text, count }) =>
      t`Group ${group} has ${counted(count ?? 0, 'prefix', 'prefixes')} wider than /16 of IPv4 or /32 of IPv6, such as ${text}`,
    advice: () => t`Ask the vendor whether all of that is its own.`,
  },
  'empty-group': {
    severity: 'error',
    title: ({ group }) => t`Group ${group} has no senders`,
    advice: () => t`Read the vendor’s list, or take the group out of the rules.`,
  },
  'names-as-senders': {
    severity: 'warning',
    title: ({ group, count }) =>
      t`Group ${group} has ${counted(count ?? 0, 'name')}, which the firewall has to look up by itself`,
    advice: () =>
      t`Ask the vendor for addresses, or check that the firewall can look names up and follows their changes.`,
  },
  'old-list': {
    severity: 'warning',
    title: ({ group, day }) => t`The list of group ${group} was read on ${day}`,
    advice: () => t`Read it again: the vendor’s addresses may have changed.`,
  },
  'no-address': {
    severity: 'error',
    title: ({ host }) => t`Host ${host} has no address`,
    advice: () => t`Type its public address, and the one behind the firewall.`,
  },
  'no-public-address': {
    severity: 'warning',
    title: ({ host }) => t`Host ${host} has no public address`,
    advice: () => t`Type the address that the internet sees: some firewalls look at that one.`,
  },
  'no-internal-address': {
    severity: 'warning',
    title: ({ host }) => t`Host ${host} has no address behind the firewall`,
    advice: () => t`Type it, or the public one again where nothing is translated: some firewalls look at that one.`,
  },
  'inner-public-address': {
    severity: 'error',
    title: ({ host, text }) => t`The public address ${text} of host ${host} cannot be reached from the internet`,
    advice: () => t`Type the address that the internet sees.`,
  },
  'no-host-address': {
    severity: 'warning',
    title: ({ host, text }) => t`No host can be reached at ${text}, which stands for host ${host}`,
    advice: () => t`Type the address by which the firewall reaches the host.`,
  },
  'nat-families': {
    severity: 'warning',
    title: ({ host }) => t`The addresses of host ${host} before and behind the firewall are not of the same families`,
    advice: () => t`Type the missing address, or ask how the firewall passes that family on.`,
  },
  'nat-counts': {
    severity: 'warning',
    title: ({ host }) => t`Host ${host} does not have as many public addresses as addresses behind the firewall`,
    advice: () => t`Check which is translated to which; a balancer may be between.`,
  },
  'nat-mixed': {
    severity: 'note',
    title: ({ host, other }) => t`The address of host ${host} is translated, and that of host ${other} is not`,
    advice: () => t`Check that this is so: often only one of them was typed.`,
  },
  'senders-without-family': {
    severity: 'warning',
    title: ({ rule, host, text, count }) =>
      t`Rule ${rule} has ${counted(count ?? 0, 'prefix', 'prefixes')} of ${text}, and host ${host} has no such address`,
    advice: () => t`Publish the host for that family, or accept that these senders do not get there.`,
  },
  'host-without-family': {
    severity: 'note',
    title: ({ rule, host, text }) => t`Host ${host} has an address of ${text}, and no sender of rule ${rule} has one`,
    advice: () => t`Nothing, unless the vendor has a list for that family too.`,
  },
  'no-justification': {
    severity: 'warning',
    title: ({ rule }) => t`Rule ${rule} does not say why it is needed`,
    advice: () => t`Write it: requests without a reason are sent back.`,
  },
  'no-owner': {
    severity: 'warning',
    title: ({ rule }) => t`Rule ${rule} has no owner`,
    advice: () => t`Name the team that answers for it.`,
  },
  'no-requester': {
    severity: 'warning',
    title: ({ rule }) => t`Rule ${rule} has nobody who asks for it`,
    advice: () => t`Name who can be asked about it.`,
  },
  'no-expiry': {
    severity: 'warning',
    title: ({ rule }) => t`Rule ${rule} has no end`,
    advice: () => t`Set a day on which it is looked at again, such as in a year.`,
  },
  'plain-http': {
    severity: 'warning',
    title: ({ rule, service }) => t`Rule ${rule} opens port 80 (${service}), and nothing was seen to need it`,
    advice: () => t`Leave it out, unless Autodiscover’s redirect over HTTP is used.`,
  },
  udp: {
    severity: 'warning',
    title: ({ rule, service }) =>
      t`Rule ${rule} opens a port of UDP (${service}), and Exchange is reached over TCP alone`,
    advice: () => t`Take TCP.`,
  },
  'comment-characters': {
    severity: 'note',
    title: ({ rule, count }) =>
      t`${counted(count ?? 0, 'rule')} (such as ${rule}) will have comments without some of their characters`,
    advice: () => t`Write owner, change number and justification in the letters of ASCII, if it matters.`,
  },
  'comment-too-long': {
    severity: 'note',
    title: ({ platform, rule, count, most }) =>
      t`${platform} takes ${most} characters of a comment, and ${counted(count ?? 0, 'rule')} (such as ${rule}) will have theirs cut`,
    advice: () => t`Shorten the justification, if the end of it matters.`,
  },
  'rule-name-too-long': {
    severity: 'error',
    title: ({ platform, rule, count, most }) =>
      t`${platform} takes ${most} characters of a rule’s name, and ${counted(count ?? 0, 'rule')} (such as ${rule}) will have more`,
    advice: () => t`Give the rules shorter ids.`,
  },
  'object-name-too-long': {
    severity: 'error',
    title: ({ platform, text, count, most }) =>
      t`${platform} takes ${most} characters of an object’s name, and ${counted(count ?? 0, 'object')} (such as ${text}) will have more`,
    advice: () => t`Give groups, hosts and services shorter ids, or take another form.`,
  },
  'too-many-members': {
    severity: 'error',
    title: ({ platform, group, count, most }) =>
      t`${platform} takes ${counted(most ?? 0, 'member')} of a group, and group ${group} has ${count}`,
    advice: () => t`Split the list into several groups, or take another form.`,
  },
  'too-many-rules': {
    severity: 'error',
    title: ({ platform, count, most }) => t`${platform} takes ${counted(most ?? 0, 'rule')}, and there are ${count}`,
    advice: () => t`Have hosts share rules, or take another form.`,
  },
  'family-not-carried': {
    severity: 'warning',
    title: ({ platform, text, count }) =>
      t`${platform} carries no ${text} here, so that ${counted(count ?? 0, 'rule')} will lack these senders`,
    advice: () => t`Add them by other means, or take another form.`,
  },
  'names-not-carried': {
    severity: 'warning',
    title: ({ platform, count }) =>
      t`${platform} looks up no names here, so that ${counted(count ?? 0, 'rule')} will lack these senders`,
    advice: () => t`Ask the vendor for addresses.`,
  },
  'deny-not-carried': {
    severity: 'warning',
    title: ({ platform, rule, count }) =>
      t`${platform} has no rules that deny, so that ${counted(count ?? 0, 'rule')} (such as ${rule}) will be left out`,
    advice: () => t`Narrow the rules that allow in their place.`,
  },
  'off-not-carried': {
    severity: 'warning',
    title: ({ platform, rule, count }) =>
      t`${platform} keeps no rules that are switched off, so that ${counted(count ?? 0, 'rule')} (such as ${rule}) will be left out`,
    advice: () => t`Switch them on here before the sheet is written, once they are to work.`,
  },
  'log-not-carried': {
    severity: 'note',
    title: ({ platform, rule, count }) =>
      t`${platform} does not log by rule, so that ${counted(count ?? 0, 'rule')} (such as ${rule}) will not be logged`,
    advice: () => t`Switch logging on where that platform has it.`,
  },
} as const satisfies Readonly<Record<string, Words>>

export type RuleFindingCode = keyof typeof findingWords

/** The closed set. */
export const ruleFindingCodes = Object.keys(findingWords) as RuleFindingCode[]

/** A finding with its words. `platformId`: where it is about one platform alone, whose name is `platform`. */
export function ruleFinding(code: RuleFindingCode, detail: Detail & { platformId?: string }): RuleFinding {
  const { severity, title, advice }: Words = findingWords[code]
  const { rule = null, other = null, platformId = null } = detail
  return { code, severity, rule, other, platform: platformId, title: title(detail), advice: advice(detail) }
}
