import type { FirewallRule, NeededService, PublishedHost } from '../../../shared/firewall/rule-set.ts'
import type { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import type { SeenHost } from './firewall-state.ts'

/** So many characters an id has at most. */
const MOST_ID = 20

/** An id out of words, as a firewall's names are made of: `mail.contoso.test` is MAIL_CONTOSO_TEST. Not one of those that are taken. */
export function idOf(words: string, taken: Iterable<string>): string {
  const made = words
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  const used = new Set(taken)
  const base = made === '' ? 'X' : made
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? '' : `_${number}`
    const id = `${base.slice(0, MOST_ID - tail.length).replaceAll(/_+$/g, '')}${tail}`
    if (!used.has(id)) return id
  }
}

/** The next of R001, R002 and so on that is free. */
export function nextRuleId(rules: readonly Pick<FirewallRule, 'id'>[]): string {
  const used = new Set(rules.map(({ id }) => id))
  for (let number = rules.length + 1; ; number += 1) {
    const id = `R${String(number).padStart(3, '0')}`
    if (!used.has(id)) return id
  }
}

/** A rule that lets nobody in before somebody switches it on, with what the request says already. */
export function newRule(
  { rules, request }: FirewallDraft,
  part: Pick<FirewallRule, 'sources' | 'destination' | 'services'>,
): FirewallRule {
  return {
    ...{ id: nextRuleId(rules), ...part, action: 'allow', log: true, enabled: false },
    ...{ start: request.wanted, expiry: request.expiry },
    ...{ owner: request.owner, requester: request.requester, approver: request.approver },
    ...{ changeNumber: request.changeNumber, justification: request.justification, notes: '' },
  }
}

/** Puts a rule behind another one, or at the end. */
export function withRule(draft: FirewallDraft, rule: FirewallRule, after?: string): FirewallDraft {
  const at = draft.rules.findIndex(({ id }) => id === after)
  return { ...draft, rules: draft.rules.toSpliced(at < 0 ? draft.rules.length : at + 1, 0, rule) }
}

/** Changes a rule that is known by its id. */
export function changedRule(draft: FirewallDraft, id: string, part: Partial<FirewallRule>): FirewallDraft {
  return { ...draft, rules: draft.rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)) }
}

/** The same rule once more, behind it and switched off. */
export function duplicatedRule(draft: FirewallDraft, id: string): FirewallDraft {
  const rule = draft.rules.find((each) => each.id === id)
  return rule ? withRule(draft, { ...rule, id: nextRuleId(draft.rules), enabled: false }, id) : draft
}

export function withoutRule(draft: FirewallDraft, id: string): FirewallDraft {
  return { ...draft, rules: draft.rules.filter((rule) => rule.id !== id) }
}

/** Moves a rule by one place; a firewall reads its rules in their order. */
export function movedRule(draft: FirewallDraft, id: string, by: -1 | 1): FirewallDraft {
  const at = draft.rules.findIndex((rule) => rule.id === id)
  const [rule, other] = [draft.rules[at], draft.rules[at + by]]
  if (!rule || !other) return draft
  return { ...draft, rules: draft.rules.with(at, other).with(at + by, rule) }
}

export function changedHost(draft: FirewallDraft, id: string, part: Partial<PublishedHost>): FirewallDraft {
  return { ...draft, hosts: draft.hosts.map((host) => (host.id === id ? { ...host, ...part } : host)) }
}

export function changedService(draft: FirewallDraft, id: string, part: Partial<NeededService>): FirewallDraft {
  return { ...draft, services: draft.services.map((each) => (each.id === id ? { ...each, ...part } : each)) }
}

/** Takes hosts that a run saw, with their services, into the draft; what is there already stays as it is. */
export function withSeen(draft: FirewallDraft, seen: readonly SeenHost[]): FirewallDraft {
  return seen.reduce((before, each) => withSeenHost(before, each), draft)
}

function withSeenHost(draft: FirewallDraft, seen: SeenHost): FirewallDraft {
  if (!isTaken(draft, seen)) return seen.services.reduce(withSeenService, withHost(draft, seen))
  const missing = seen.services.filter((each) => !draft.services.some((known) => isSamePort(known, each)))
  return missing.reduce(withSeenService, draft)
}

type Host = Pick<PublishedHost, 'name' | 'public' | 'internal'>

/** One more host, with the services that a host of its name usually needs. */
export function withHostByHand(draft: FirewallDraft, host: Host): FirewallDraft {
  return usualServices(host.name).reduce(withSeenService, withHost(draft, host))
}

function withHost(draft: FirewallDraft, { name, public: outside, internal }: Host): FirewallDraft {
  const { fromZone, toZone } = draft.hosts[0] ?? { fromZone: 'untrust', toZone: 'dmz' }
  const id = idOf(
    name,
    draft.hosts.map((each) => each.id),
  )
  return { ...draft, hosts: [...draft.hosts, { id, name, public: outside, internal, fromZone, toZone }] }
}

/** A port of which other paths are needed at this host is a service of its own: nothing is asked for that was not seen to be needed. */
function withSeenService(draft: FirewallDraft, seen: SeenHost['services'][number]): FirewallDraft {
  if (draft.services.some((known) => isSamePort(known, seen) && isSamePaths(known.paths, seen.paths))) return draft
  const name = seen.port === 443 ? 'HTTPS' : seen.port === 80 ? 'HTTP' : `${seen.protocol}_${seen.port}`
  const isAutodiscover = seen.paths.length > 0 && seen.paths.every((path) => path.toLowerCase() === '/autodiscover')
  const id = idOf(
    isAutodiscover ? `${name}_AUTODISCOVER` : name,
    draft.services.map((each) => each.id),
  )
  return { ...draft, services: [...draft.services, { id, ...seen }] }
}

type Port = Pick<NeededService, 'protocol' | 'port'>

export function isSamePort(one: Port, other: Port): boolean {
  return one.protocol === other.protocol && one.port === other.port
}

function isSamePaths(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((path) => other.includes(path))
}

/** What a host needs that no run saw: what Exchange has there by its name, and Autodiscover only where it is named so. */
export function usualServices(name: string): SeenHost['services'] {
  const isAutodiscover = name.toLowerCase().startsWith('autodiscover')
  const paths = isAutodiscover ? ['/Autodiscover'] : ['/EWS', '/Microsoft-Server-ActiveSync']
  return [{ protocol: 'tcp', port: 443, paths }]
}

/** Whether a host that a run saw is in the draft already. */
export function isTaken(draft: FirewallDraft, { name }: Pick<SeenHost, 'name'>): boolean {
  return draft.hosts.some((host) => isSameName(host.name, name))
}

/** Whether two names of hosts are the same to DNS. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** Which rules speak of a host or a service. */
export function rulesOf({ rules }: FirewallDraft, of: { host: string } | { service: string }): FirewallRule[] {
  return rules.filter((rule) => ('host' in of ? rule.destination === of.host : rule.services.includes(of.service)))
}

/** The port that the first rule is about; HTTPS where there is none. */
export function firstPort({ rules, services }: FirewallDraft): Port {
  const [id] = rules[0]?.services ?? []
  return services.find((each) => each.id === id) ?? { protocol: 'tcp', port: 443 }
}

/** What a rule has of the request, where it says nothing of its own. */
const ofRequest = ['owner', 'requester', 'approver', 'changeNumber', 'justification'] as const

/** How many rules say nothing where the request says something. */
export function emptyOfRequest(draft: FirewallDraft): number {
  const filled = withRequestInRules(draft)
  return filled.rules.filter((rule, at) => rule !== draft.rules[at]).length
}

/** Fills what rules leave empty with what the request says. */
export function withRequestInRules(draft: FirewallDraft): FirewallDraft {
  const { request } = draft
  return {
    ...draft,
    rules: draft.rules.map((rule) => {
      const part: Partial<FirewallRule> = {}
      for (const field of ofRequest) if (rule[field] === '' && request[field] !== '') part[field] = request[field]
      if (rule.start === null && request.wanted !== null) part.start = request.wanted
      if (rule.expiry === null && request.expiry !== null) part.expiry = request.expiry
      return Object.keys(part).length === 0 ? rule : { ...rule, ...part }
    }),
  }
}

/** `now` with the one of `before` that was taken away, about where it stood; what was edited since stays. */
export function broughtBack<T extends { id: string }>(now: readonly T[], before: readonly T[], id: string): T[] {
  const at = before.findIndex((each) => each.id === id)
  const gone = before[at]
  return gone === undefined || now.some((each) => each.id === id) ? [...now] : now.toSpliced(at, 0, gone)
}
