import type { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import { idOf, nextRuleId } from './draft-edits.ts'

type Draft = FirewallDraft
export type Named = { id: string }

/** Two windows give what they add the same ids: where it is not the same that was added, what is of this window takes the next. */
export function withFreeIds(
  base: Draft,
  mine: Draft,
  theirs: Draft,
  renamedTo: (from: string, to: string) => void,
): Draft {
  const renames = <T extends Named>(
    own: Draft,
    of: (draft: Draft) => T[],
    next: (id: string, taken: string[]) => string,
  ) => {
    const [had, there] = [byId(of(base)), byId(of(theirs))]
    const taken = [...new Set([...of(own), ...of(theirs)].map(({ id }) => id))]
    const renamed = new Map<string, string>()
    for (const each of of(own)) {
      const other = there.get(each.id)
      if (had.has(each.id) || !other || isSame(each, other)) continue
      const id = next(each.id, taken)
      taken.push(id)
      renamed.set(each.id, id)
      renamedTo(each.id, id)
    }
    return renamed
  }
  const hosts = renames(mine, (draft) => draft.hosts, idOf)
  const services = renames(mine, (draft) => draft.services, idOf)
  const led = ledElsewhere(mine, hosts, services)
  const rules = renames(
    led,
    (draft) => draft.rules,
    (_, taken) => nextRuleId(taken.map((id) => ({ id }))),
  )
  return {
    ...led,
    ...{ hosts: named(mine.hosts, hosts), services: named(mine.services, services), rules: named(led.rules, rules) },
  }
}

function ledElsewhere(draft: Draft, hosts: ReadonlyMap<string, string>, services: ReadonlyMap<string, string>): Draft {
  const rules = draft.rules.map((rule) => ({
    ...rule,
    destination: hosts.get(rule.destination) ?? rule.destination,
    services: rule.services.map((id) => services.get(id) ?? id),
  }))
  return { ...draft, rules }
}

function named<T extends Named>(list: readonly T[], by: ReadonlyMap<string, string>): T[] {
  return list.map((each) => ({ ...each, id: by.get(each.id) ?? each.id }))
}

export function byId<T extends Named>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((each) => [each.id, each]))
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
