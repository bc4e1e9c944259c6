import type { NeededService, PublishedHost } from '../../../shared/firewall/rule-set.ts'
import type { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import { isSameName, isSamePort, newRule, usualServices, withRule } from './draft-edits.ts'
import type { SeenHost } from './firewall-state.ts'

/** Rules that are suggested, and the hosts that need none of their own: the rule of another has their addresses and ports. */
export type Suggestion = { draft: FirewallDraft; covered: readonly { host: string; by: string }[] }

/**
 * Rules that let every list of senders in to every host, where no rule does yet: one for each host, switched off, with the ports
 * that the newest run saw to be needed there, or the usual ones of a host that it did not see. A firewall sees addresses alone: hosts
 * that share them and their ports share a rule.
 */
export function suggestedRules(draft: FirewallDraft, groups: readonly string[], seen: readonly SeenHost[]): Suggestion {
  const covered: { host: string; by: string }[] = []
  const suggested = draft.hosts.reduce((before, host) => {
    const there = before.rules.filter(({ action, destination }) => action === 'allow' && destination === host.id)
    const sources = groups.filter((group) => !there.some((rule) => rule.sources.includes(group)))
    const needed = servicesOf(before, host, seen)
    if (sources.length === 0 || needed.length === 0) return before
    const { services, by } = notThereYet(before, host, sources, needed)
    if (services.length === 0) covered.push({ host: host.name, by })
    if (services.length === 0) return before
    return withRule(before, newRule(before, { sources, destination: host.id, services: services.map(({ id }) => id) }))
  }, draft)
  return { draft: suggested, covered }
}

/** The services that were seen to be needed there, or those that a host of its name usually needs. */
function servicesOf({ services }: FirewallDraft, host: PublishedHost, seen: readonly SeenHost[]): NeededService[] {
  const known = seen.find(({ name }) => isSameName(name, host.name))
  const asked = known?.services ?? usualServices(host.name)
  const chosen = new Set(asked.flatMap((each) => serviceFor(services, each) ?? []))
  // Where there is none of those that are usual, somebody has put others together on purpose.
  return chosen.size > 0 || known ? services.filter((each) => chosen.has(each)) : services
}

/** The service of a port with these paths; or that of the port that lacks the fewest of them, and has the fewest others. */
function serviceFor(
  services: readonly NeededService[],
  asked: SeenHost['services'][number],
): NeededService | undefined {
  const ofPort = services.filter((each) => isSamePort(each, asked))
  const extra = ({ paths }: NeededService) => paths.filter((path) => !asked.paths.includes(path)).length
  const missing = ({ paths }: NeededService) => asked.paths.filter((path) => !paths.includes(path)).length
  const [best] = ofPort.toSorted((one, other) => missing(one) - missing(other) || extra(one) - extra(other))
  return best
}

/** The services for which no rule of a host with the same addresses lets all these senders in already. */
function notThereYet(
  { hosts, services: all, rules }: FirewallDraft,
  host: PublishedHost,
  sources: readonly string[],
  needed: readonly NeededService[],
): { services: NeededService[]; by: string } {
  const others = new Map(hosts.flatMap((each) => (each !== host && hasAllOf(each, host) ? [[each.id, each.name]] : [])))
  const known = new Map(all.map((each) => [each.id, portOf(each)]))
  const open = new Map<string, string>()
  for (const { action, destination, sources: from, services } of rules) {
    const name = others.get(destination)
    if (name === undefined || action !== 'allow' || !sources.every((group) => from.includes(group))) continue
    for (const id of services) open.set(known.get(id) ?? '', name)
  }
  const [first] = needed.flatMap((each) => open.get(portOf(each)) ?? [])
  return { services: needed.filter((each) => !open.has(portOf(each))), by: first ?? '' }
}

function hasAllOf(whole: PublishedHost, part: PublishedHost): boolean {
  if (part.public.length + part.internal.length === 0) return false
  return (
    part.public.every((each) => whole.public.includes(each)) &&
    part.internal.every((each) => whole.internal.includes(each))
  )
}

function portOf({ protocol, port }: NeededService): string {
  return `${protocol} ${port}`
}
