import type { FirewallRule } from '../../../shared/firewall/rule-set.ts'
import type { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { byId, isSame, type Named, withFreeIds } from './free-ids.ts'

type Draft = FirewallDraft
/** What could not be laid over as it was, by the ids of what it is about. */
type Clashes = Record<'sameField' | 'goneThere' | 'changedThere' | 'back' | 'renamed' | 'order', Set<string>>

/**
 * What was edited here since `base`, laid over what another window kept meanwhile: field by field, and hosts, services and rules by
 * their ids. What can't be laid over is told, a sentence each.
 */
export function laidOver(base: Draft, mine: Draft, theirs: Draft): { draft: Draft; problems: string[] } {
  const clashes: Clashes = {
    ...{ sameField: new Set(), goneThere: new Set(), changedThere: new Set() },
    ...{ back: new Set(), renamed: new Set(), order: new Set() },
  }
  const own = withFreeIds(base, mine, theirs, (from, to) => clashes.renamed.add(`${from} → ${to}`))
  const field = <T>(name: string, of: (draft: Draft) => T): T =>
    laidField(of(base), of(own), of(theirs), () => clashes.sameField.add(name))
  const options = laidFields(base.options ?? {}, own.options ?? {}, theirs.options ?? {}, (key) =>
    clashes.sameField.add(key),
  )
  const laid: Draft = {
    ...theirs,
    title: field(t`The title`, ({ title }) => title),
    hosts: laidList(base.hosts, own.hosts, theirs.hosts, clashes),
    services: laidList(base.services, own.services, theirs.services, clashes),
    rules: inOrder(
      base.rules,
      own.rules,
      laidList(base.rules, own.rules, theirs.rules, clashes),
      theirs.rules,
      clashes,
    ),
    request: laidFields(base.request, own.request, theirs.request, () => clashes.sameField.add(t`The request`)),
    ...((theirs.options ?? own.options) && { options }),
  }
  const draft = withWhatRulesNeed(laid, [own, theirs, base], clashes)
  return { draft, problems: sentencesOf(clashes) }
}

function laidField<T>(base: T, mine: T, theirs: T, clash: () => void): T {
  if (isSame(base, mine)) return theirs
  if (!isSame(base, theirs) && !isSame(mine, theirs)) clash()
  return mine
}

function laidFields<T extends object>(base: T, mine: T, theirs: T, clash: (key: string) => void): T {
  const laid = { ...theirs }
  for (const key of Object.keys({ ...theirs, ...mine }) as (keyof T & string)[]) {
    const value = laidField(base[key], mine[key], theirs[key], () => clash(key))
    if (value === undefined) delete laid[key]
    else laid[key] = value
  }
  return laid
}

function laidList<T extends Named>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  clashes: Clashes,
): T[] {
  const [had, own] = [byId(base), byId(mine)]
  const laid = theirs.flatMap((there): T[] => {
    const [before, here] = [had.get(there.id), own.get(there.id)]
    if (here) return [laidFields(before ?? there, here, there, () => clashes.sameField.add(there.id))]
    if (before && isSame(before, there)) return []
    // Taken away here, and changed there: nobody who changed it knows that it is to go.
    if (before) clashes.changedThere.add(there.id)
    return [there]
  })
  const there = byId(theirs)
  for (const [at, each] of mine.entries()) {
    if (there.has(each.id)) continue
    const before = had.get(each.id)
    if (!before) laid.splice(placeOf(at, mine, laid), 0, each)
    else if (!isSame(before, each)) clashes.goneThere.add(each.id)
  }
  return laid
}

/** Behind the nearest of those before it that is there; last, where it was among the last. */
function placeOf(at: number, mine: readonly Named[], list: readonly Named[]): number {
  const isThere = ({ id }: Named) => list.some((each) => each.id === id)
  if (!mine.slice(at).some(isThere)) return list.length
  const near = mine.slice(0, at).findLast(isThere)
  return near ? list.findIndex(({ id }) => id === near.id) + 1 : 0
}

/** Rules that were moved here are moved, unless others were moved there: which order is meant can't be told then. */
function inOrder(
  base: readonly FirewallRule[],
  mine: readonly FirewallRule[],
  laid: FirewallRule[],
  theirs: readonly FirewallRule[],
  clashes: Clashes,
): FirewallRule[] {
  const lists = [base, mine, theirs, laid].map(byId)
  const shared = (list: readonly FirewallRule[]) =>
    list.map(({ id }) => id).filter((id) => lists.every((each) => each.has(id)))
  const order = shared(mine)
  if (isSame(order, shared(base)) || isSame(order, shared(theirs))) return laid
  if (!isSame(shared(base), shared(theirs))) {
    clashes.order.add('rules')
    return laid
  }
  const [known, moves] = [byId(laid), new Set(order)]
  const rest = order.values()
  return laid.map((rule) => (moves.has(rule.id) ? (known.get(rest.next().value ?? '') ?? rule) : rule))
}

/** A host or service that was taken away in one window while a rule that needs it came in the other is there again. */
function withWhatRulesNeed(draft: Draft, from: readonly Draft[], clashes: Clashes): Draft {
  const missing = <T extends Named>(of: (each: Draft) => readonly T[], needed: readonly string[]): T[] => {
    const known = byId(of(draft))
    return [...new Set(needed)].flatMap((id): T[] => {
      const found = known.has(id) ? undefined : from.flatMap(of).find((each) => each.id === id)
      if (found) clashes.back.add(id)
      return found ? [found] : []
    })
  }
  const { rules } = draft
  const hosts = missing(
    ({ hosts: all }) => all,
    rules.map(({ destination }) => destination),
  )
  const services = missing(
    ({ services: all }) => all,
    rules.flatMap((rule) => rule.services),
  )
  for (const { id } of [...hosts, ...services])
    for (const gone of [clashes.goneThere, clashes.changedThere]) gone.delete(id)
  return { ...draft, hosts: [...draft.hosts, ...hosts], services: [...draft.services, ...services] }
}

function sentencesOf({ sameField, goneThere, changedThere, back, renamed, order }: Clashes): string[] {
  const told: [Set<string>, (names: string) => string][] = [
    [
      sameField,
      (names) => t`${names}: another window wrote something else in the same field. What was written here is kept.`,
    ],
    [goneThere, (names) => t`${names}: removed in another window, so what was changed here is not kept.`],
    [
      changedThere,
      (names) => t`${names}: changed in another window meanwhile, and so not removed. Look at it, and remove it again.`,
    ],
    [back, (names) => t`${names}: removed in one window, but a rule of the other leads there, so it is back.`],
    [renamed, (names) => t`${names}: another window gave the same name, so what was added here has the next one.`],
    [
      order,
      () => t`The rules were moved in another window as well. Its order is kept; look whether it is the one you want.`,
    ],
  ]
  return told.filter(([names]) => names.size > 0).map(([names, sentence]) => sentence(few(names)))
}

function few(names: ReadonlySet<string>): string {
  return `${[...names].slice(0, 10).join(', ')}${names.size > 10 ? ' …' : ''}`
}
