import { namesOfId } from '../../../shared/firewall/object-name.ts'
import { aggregated } from '../../../shared/firewall/prefixes.ts'
import type { AddressSide, ResolvedRule } from '../../../shared/firewall/resolved-rule.ts'

/** What a rule, or the text that was written of it, lets through or keeps out: the senders of one family and name, to one port. */
export type Flow = {
  /** The name of the rule, as it is written. */
  rule: string
  destination: string
  protocol: string
  port: number
  action: 'allow' | 'deny'
  enabled: boolean
  sources: readonly string[]
}

/**
 * Flows with their senders in the fewest prefixes, those of a rule to the same end together, in an order of their own. The rules
 * stay in theirs, those of each family by themselves: no packet meets rules of both.
 */
export function comparable(flows: readonly Flow[]): Flow[] {
  const families = [false, true].map((six) => flows.filter(({ destination }) => destination.includes(':') === six))
  return families
    .flatMap((ofFamily) => [...Map.groupBy(ofFamily, ({ rule }) => rule).values()])
    .flatMap((ofRule) =>
      [...Map.groupBy(ofRule, endOf)]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, [first, ...more]]) => {
          if (!first) return []
          const sources = [first, ...more].flatMap((flow) => flow.sources)
          const prefixes = sources.filter((each) => each.includes('/'))
          const names = new Set(sources.filter((each) => !each.includes('/')))
          const all = [...aggregated(prefixes), ...[...names].toSorted()]
          return all.length === 0 ? [] : [{ ...first, sources: all }]
        }),
    )
}

function endOf({ destination, protocol, port, action, enabled }: Flow): string {
  return JSON.stringify([destination, protocol, port, action, enabled])
}

/** The flows of rules as a writer gets them; a name is let in to every address of the host on that side. */
export function flowsOf(rules: readonly ResolvedRule[], side: AddressSide): Flow[] {
  return rules.flatMap(({ rule, parts, services, names, host }) =>
    services.flatMap(({ protocol, port }) => {
      const end = { rule: namesOfId.rule(rule.id), protocol, port, action: rule.action, enabled: rule.enabled }
      return [
        ...parts.flatMap(({ sources, destinations }) =>
          destinations.map((destination) => ({ ...end, destination, sources })),
        ),
        ...host[side].map((destination) => ({ ...end, destination, sources: names })),
      ]
    }),
  )
}
