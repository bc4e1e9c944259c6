import { counted, t } from '../language/translate.ts'
import { printable } from '../run/printable.ts'
import { wrap } from '../run/wrap.ts'
import { asleepOf, asleepWords } from './asleep.ts'
import { askedWords, listed } from './published-names.ts'
import { type ResolvedGroup, resolveGroups } from './resolved-rule.ts'
import type { FirewallRule, PublishedHost, RuleSet } from './rule-set.ts'

/** What is written around the rules: the names of the files that go with it, and the day (2026-11-29). */
type AskOptions = { attached: readonly string[]; today: string }

const WIDTH = 78
const INDENT = '  '
/** So many hosts, groups, rules and files are named; the sheet has them all. */
const MOST = 40
const MOST_SUBJECT = 150

/**
 * The e-mail to those who run the firewall: what, why, from where, to where, until when, what is attached, how to test, and whom
 * to ask. Plain text of short lines. What people typed stands behind an indent and in lines of ours, so that none of it can
 * pass for a heading.
 */
export function askText(set: RuleSet, { attached, today }: AskOptions): { subject: string; text: string } {
  const { request } = set
  const number = clean(request?.changeNumber || (set.rules.find((rule) => rule.changeNumber)?.changeNumber ?? ''))
  const subject = t`Firewall change: ${clean(set.title)}`
  const sections: (readonly [heading: string, lines: readonly string[]])[] = [
    [t`What`, [...paragraph(clean(set.title)), ...paragraph(whatOf(set))]],
    [t`Why`, reasonsOf(set).flatMap(paragraph)],
    [t`From`, [...groupsOf(set), ...paragraph(t`These addresses may change at any time; the rules have to follow.`)]],
    [t`To`, hostsOf(set)],
    [t`Rules`, some(set.rules, (rule) => ruleLines(rule, set, today))],
    [t`And`, [askedWords.nothingElse(), askedWords.asItIs()].flatMap(paragraph)],
    [t`From when, until when`, paragraph(timesOf(set))],
    [t`Attached`, some(attached, (name) => item(clean(name)))],
    [t`How to test`, testOf(set)],
    [t`Whom to ask`, askedOf(set).flatMap(paragraph)],
  ]
  const text = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [`${heading}:`, ...lines].join('\n'))
    .join('\n\n')
  return {
    subject: (number ? `[${number}] ${subject}` : subject).slice(0, MOST_SUBJECT).replace(/[\ud800-\udbff]$/, ''),
    text: `${text}\n`,
  }
}

/** Words of somebody else as one line, without what moves a cursor or turns the direction. */
function clean(words: string): string {
  return printable(words.replace(/\s+/g, ' ')).trim()
}

function paragraph(words: string): string[] {
  return wrap(words, WIDTH - INDENT.length).map((line) => INDENT + line)
}

/** A line of a list, those that go on under it further in. */
function item(words: string): string[] {
  const [first = '', ...more] = wrap(words, WIDTH - 2 * INDENT.length)
  return [`${INDENT}- ${first}`, ...more.map((line) => INDENT + INDENT + line)]
}

function some<T>(all: readonly T[], linesOf: (each: T) => readonly string[]): string[] {
  const left = all.length - MOST
  const more = left > 0 ? item(t`${counted(left, 'further one')}: see what is attached.`) : []
  return [...all.slice(0, MOST).flatMap(linesOf), ...more]
}

function whatOf({ rules, request }: RuleSet): string {
  const count = counted(rules.length, 'rule')
  const firewall = clean(request?.firewall ?? '')
  const where = firewall === '' ? '' : t` on ${firewall}`
  if (request?.change === 'delete') return t`Please take ${count} away${where}, as below.`
  return request?.change === 'modify'
    ? t`Please change ${count}${where}, as below.`
    : t`Please add ${count}${where}, as below.`
}

/** The reason of the request, else each that a rule gives, once. */
function reasonsOf({ request, rules }: RuleSet): string[] {
  const own = rules.map(({ justification }) => clean(justification))
  const all = new Set([clean(request?.justification ?? ''), ...(request?.justification ? [] : own)])
  return [...all].filter((reason) => reason !== '').slice(0, MOST)
}

function groupsOf(set: RuleSet): string[] {
  const used = new Set(set.rules.flatMap(({ sources }) => sources))
  const resolved = resolveGroups(set.groups.filter(({ id }) => used.has(id)))
  return some(
    set.groups.filter(({ id }) => used.has(id)),
    ({ id, provider, region, list }) => {
      const group = resolved.get(id)
      const whose = [provider, region ?? ''].map(clean).filter(Boolean).join(', ')
      const version = list
        ? t`read on ${list.readAt.slice(0, 10)}${list.updatedAt === null ? '' : t`, changed by the vendor on ${list.updatedAt.slice(0, 10)}`}`
        : t`put together by hand`
      return item(`${id} (${whose}): ${group ? countsOf(group) : ''}; ${version}`)
    },
  )
}

function countsOf({ four, six, names }: ResolvedGroup): string {
  const counts = [
    four.length > 0 ? counted(four.length, 'IPv4 prefix', 'IPv4 prefixes') : '',
    six.length > 0 ? counted(six.length, 'IPv6 prefix', 'IPv6 prefixes') : '',
    names.length > 0 ? counted(names.length, 'name') : '',
  ].filter((each) => each !== '')
  return counts.length === 0 ? t`no senders` : listed(counts)
}

function hostsOf(set: RuleSet): string[] {
  // A rule that denies asks for no way.
  const allowing = set.rules.filter(({ action }) => action === 'allow')
  const wanted = Map.groupBy(allowing, ({ destination }) => destination)
  return some(
    set.hosts.filter(({ id }) => wanted.has(id)),
    (host) => {
      const ids = new Set(wanted.get(host.id)?.flatMap(({ services }) => services))
      const ports = set.services.filter(({ id }) => ids.has(id))
      return [
        ...item(`${host.name} (${addressesOf(host)})`),
        ...ports.flatMap(({ protocol, port, paths }) =>
          wrap(
            `${protocol.toUpperCase()} ${port}${paths.length > 0 ? `: ${paths.map(clean).join(', ')}` : ''}`,
            WIDTH - 2 * INDENT.length,
          ).map((line) => INDENT + INDENT + line),
        ),
      ]
    },
  )
}

function addressesOf({ public: outer, internal }: PublishedHost): string {
  const same = outer.length === internal.length && outer.every((address) => internal.includes(address))
  const inside = internal.length > 0 ? t`internal ${internal.join(', ')}` : t`internal address not known`
  const outside = outer.length > 0 ? t`public ${outer.join(', ')}` : t`public address not known`
  return same && outer.length > 0 ? t`${outer.join(', ')}, not translated` : `${outside}; ${inside}`
}

function ruleLines(rule: FirewallRule, set: RuleSet, today: string): string[] {
  const host = set.hosts.find(({ id }) => id === rule.destination)
  const ports = set.services
    .filter(({ id }) => rule.services.includes(id))
    .map(({ protocol, port }) => `${protocol.toUpperCase()} ${port}`)
  const [from, to] = [listed(rule.sources), `${host?.name ?? rule.destination}, ${listed(ports)}`]
  const what = rule.action === 'allow' ? t`allow ${from} to ${to}` : t`deny ${from} to ${to}`
  const asleep = asleepOf(rule, today)
  return item(
    [
      `${rule.id}: ${what}`,
      rule.log ? t`logged` : '',
      asleep === null ? '' : asleepWords(asleep, rule),
      asleep !== 'over' && rule.expiry !== null ? t`until ${rule.expiry}` : '',
    ]
      .filter((part) => part !== '')
      .join('; '),
  )
}

/** The days of the request, else the first and the last of the rules where each has one. */
function timesOf({ request, rules }: RuleSet): string {
  const starts = rules.flatMap(({ start }) => start ?? []).toSorted()
  const ends = rules.flatMap(({ expiry }) => expiry ?? []).toSorted()
  const from = request?.wanted ?? (starts.length === rules.length ? starts[0] : undefined)
  const until = request?.expiry ?? (ends.length === rules.length ? ends.at(-1) : undefined)
  return [
    from === undefined ? t`As soon as it can be done` : t`From ${from}`,
    until === undefined ? t`without an end` : t`until ${until}`,
  ].join(', ')
}

function testOf({ hosts, services, rules }: RuleSet): string[] {
  const rule = rules.find(({ action }) => action === 'allow')
  const host = hosts.find(({ id }) => id === rule?.destination)
  const service = services.find(({ id, protocol }) => protocol === 'tcp' && rule?.services.includes(id))
  const [path = '/'] = service?.paths ?? []
  const scheme = service?.port === 80 ? 'http' : 'https'
  const port = service && service.port !== 80 && service.port !== 443 ? `:${service.port}` : ''
  return [
    ...(host && service
      ? [
          ...item(
            t`From an address among the senders this gets an answer, whichever (401 asks for a sign-in, and is right):`,
          ),
          `${INDENT}${INDENT}curl -sv ${scheme}://${host.name}${port}${shellSafe(path)}`,
        ]
      : []),
    ...item(t`From any other address on the internet there is no answer.`),
    ...item(t`Tell us when it is done: we look from inside with Postern, and ask the vendor to try again.`),
  ]
}

/** A path that stands in a command as it is; any other is left out. */
function shellSafe(path: string): string {
  return /^\/[\w./-]*$/.test(path) ? path : '/'
}

function askedOf({ request, rules }: RuleSet): string[] {
  const requesters = request?.requester ? [request.requester] : [...new Set(rules.map(({ requester }) => requester))]
  const who = [...requesters.slice(0, MOST), request?.department ?? '', request?.contact ?? '']
    .map(clean)
    .filter(Boolean)
  const owners = request?.owner ? [request.owner] : [...new Set(rules.map(({ owner }) => owner))]
  const owner = owners.slice(0, MOST).map(clean).filter(Boolean)
  return [
    ...(who.length > 0 ? [who.join(', ')] : []),
    ...(owner.length > 0 ? [t`Owner of the rules: ${owner.join(', ')}`] : []),
  ]
}
