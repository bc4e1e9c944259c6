import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Fault, type FaultId, faults } from '../../lab/faults.ts'
import type { Lab } from '../../lab/lab.ts'
import type { Finding } from '../../shared/checks/finding.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { healthyFindings } from '../electron/engine/run/lab-run.ts'
import type { HurriedClock } from '../lab/hurried-clock.ts'
import { followsFrom } from './meetings.ts'
import { whyUnseen } from './without-effect.ts'

/** What two faults at once came to. */
export interface PairResult {
  readonly faults: readonly [FaultId, FaultId]
  /** `both`: each led to its finding, or to what is true of the two together. `skipped`: one did, and the other's check says what stands in its way. */
  readonly came: 'both' | 'skipped' | 'wrong'
  /** On `skipped`: the fault that was not seen, and the reason that its finding gives. */
  readonly hidden?: { readonly fault: FaultId; readonly reason: string }
  /** On `wrong`: what should not be there, or is missing. */
  readonly complaints: readonly string[]
}

/** Every two faults that can be on together, and of which each can be seen beside the other. */
export function allPairs(): [Fault, Fault][] {
  return possiblePairs().filter(isSeen)
}

/** Not of the same part, and not two answers to the same question, of which a check could give only one. */
function possiblePairs(): [Fault, Fault][] {
  // A hostile server is a test of its own: nothing is to be learned from it beside something that is merely wrong.
  const honest = faults.filter(({ part, mayLeadTo }) => part !== 'hostile' && mayLeadTo === undefined)
  return honest.flatMap((one, at) =>
    honest
      .slice(at + 1)
      .filter((other) => one.part !== other.part && !contradict(one, other))
      .map((other): [Fault, Fault] => [one, other]),
  )
}

/**
 * A pair for every two parts of an organisation that a fault can be in, the faults of each part taking turns, so that
 * each of them is met by many others.
 */
export function pairsOfParts(): [Fault, Fault][] {
  const chosen = new Map<string, [Fault, Fault]>()
  const turns = new Map<FaultId, number>()
  const turnsOf = ([one, other]: [Fault, Fault]) => (turns.get(one.id) ?? 0) + (turns.get(other.id) ?? 0)
  const byParts = Map.groupBy(possiblePairs(), ([one, other]) => [one.part, other.part].toSorted().join(' '))
  for (const [parts, pairs] of byParts) {
    const [first] = pairs.toSorted((left, right) => turnsOf(left) - turnsOf(right))
    if (!first) continue
    for (const { id } of first) turns.set(id, (turns.get(id) ?? 0) + 1)
    chosen.set(parts, first)
  }
  // Left out last, so that it changes nothing about whose turn it is.
  return [...chosen.values()].filter(isSeen)
}

function isSeen([one, other]: readonly [Fault, Fault]): boolean {
  return whyUnseen(one, other) === undefined
}

/** As few of these pairs as have every fault in one of them at least. */
export function pairForEach(pairs: readonly [Fault, Fault][]): [Fault, Fault][] {
  const seen = new Set<FaultId>()
  const chosen: [Fault, Fault][] = []
  for (const fresh of [2, 1]) {
    for (const pair of pairs) {
      if (pair.filter(({ id }) => !seen.has(id)).length < fresh) continue
      for (const { id } of pair) seen.add(id)
      chosen.push(pair)
    }
  }
  return chosen
}

/** Where nothing at the published address can be connected to, no single server behind it can be told from the rest. */
const shutDoors: readonly string[] = ['listener', 'tls-door']

function contradict(one: Fault, other: Fault): boolean {
  const parts = [one.part, other.part]
  if (parts.includes('one-node') && parts.some((part) => shutDoors.includes(part))) return true
  const of = (fault: Fault) => [fault.expected, ...(fault.also ?? [])]
  return of(one).some((mine) =>
    of(other).some(({ check, outcome }) => check === mine.check && outcome !== mine.outcome),
  )
}

/**
 * One run with both faults on, which measures and waits by this clock. A bad sign-in more than one is a complaint like any other.
 */
export async function judgePair(
  lab: Lab,
  [one, other]: readonly [Fault, Fault],
  { wait: sleep, monotonic }: HurriedClock,
): Promise<PairResult> {
  await lab.setFaults([one.id, other.id])
  lab.unlockAll()
  lab.forgetDevices()
  const before = lab.badSignIns('alice').total
  const organisation = Organisation.parse(lab.organisation)
  const run = await runReadiness({ organisation, password: lab.password, monotonic, sleep })
  const bad = lab.badSignIns('alice').total - before
  const complaints = [
    ...unexpected(run.findings, one, other),
    ...(bad > 1 ? [`${bad} bad sign-ins`] : []),
    ...(run.verdict === 'bug' ? ['a bug of ours'] : []),
  ]
  const places = [one, other].map((fault) => ({ fault, finding: findingOf(run.findings, fault) }))
  const hidden = places.filter(({ fault, finding }) => finding?.outcome !== fault.expected.outcome)
  const together = followsFrom(one, other)
  for (const { fault, finding } of hidden) {
    // Where they meet, another answer of the same check may be the true one.
    if (together.some(({ check, outcome }) => check === finding?.check && outcome === finding.outcome)) continue
    if (finding?.verdict !== 'skip') complaints.push(`${fault.expected.check} says ${finding?.outcome ?? 'nothing'}`)
  }
  if (hidden.length === 2 && together.length === 0) complaints.push('neither of the two was found')
  const pair = { faults: [one.id, other.id] as const, complaints }
  if (complaints.length > 0) return { ...pair, came: 'wrong' }
  const first = hidden.find(({ finding }) => finding?.verdict === 'skip')
  if (!first) return { ...pair, came: 'both' }
  return { ...pair, came: 'skipped', hidden: { fault: first.fault.id, reason: first.finding?.advice ?? '' } }
}

function findingOf(findings: readonly Finding[], fault: Fault): Finding | undefined {
  return findings.find(({ check }) => check === fault.expected.check)
}

/** What neither of the two may lead to, and their meeting does not either. */
function unexpected(findings: readonly Finding[], one: Fault, other: Fault): string[] {
  const allowed = new Set(
    [...[one, other].flatMap(({ expected, also = [] }) => [expected, ...also]), ...followsFrom(one, other)].map(
      ({ check, outcome }) => `${check} ${outcome}`,
    ),
  )
  for (const [check, outcome] of healthyFindings) allowed.add(`${check} ${outcome}`)
  return findings
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
    .map(({ check, outcome }) => `${check} ${outcome}`)
    .filter((each) => !allowed.has(each))
}
