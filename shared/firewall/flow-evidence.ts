import { t } from '../language/translate.ts'
import { printable } from '../run/printable.ts'
import type { Run } from '../run/run.ts'
import type { FlowEvidence, NeededService, PublishedHost, RuleSet } from './rule-set.ts'
import { type SeenConnection, seenConnections } from './seen-connections.ts'

/** Which of what a run saw counts most: a way is open if anything came through. */
const RANK: readonly SeenConnection['seen'][] = ['open', 'refused', 'silent']
const MOST_WORDS = 400
const MOST = 10_000

type LookingRun = Pick<Run, 'run' | 'artifacts'>
type Look = { run: Run['run']; byPlace: ReadonlyMap<string, readonly SeenConnection[]> }

/**
 * Whether each port that the rules lead to was seen to be open: for each vantage what the newest run saw that looked there.
 * Where none did, that is told, if there is a run of that vantage at all. `since`: when the change was made; earlier runs say
 * nothing of it.
 */
export function flowEvidence(
  runs: readonly LookingRun[],
  set: Pick<RuleSet, 'hosts' | 'services' | 'rules'>,
  since: string | null = null,
): FlowEvidence[] {
  const looks = runs
    .filter(({ run }) => since === null || Date.parse(run.startedAt) >= Date.parse(since))
    .toSorted((one, other) => Date.parse(other.run.startedAt) - Date.parse(one.run.startedAt))
    .map(({ run, artifacts }): Look => ({ run, byPlace: Map.groupBy(seenConnections(artifacts), placeOf) }))
  const flows = flowsOf(set)
  return (['inside', 'outside'] as const)
    .flatMap((vantage) => {
      const own = looks.filter(({ run }) => run.vantage === vantage)
      return flows.flatMap(({ host, service }) => evidenceOf(own, host, service))
    })
    .slice(0, MOST)
}

function evidenceOf(looks: readonly Look[], host: PublishedHost, service: NeededService): FlowEvidence[] {
  const [newest] = looks
  if (!newest) return []
  const of = { host: host.id, service: service.id, vantage: newest.run.vantage }
  for (const { run, byPlace } of service.protocol === 'tcp' ? looks : []) {
    const best = bestOf(namesOf(host).flatMap((name) => byPlace.get(placeOf({ host: name, port: service.port })) ?? []))
    if (!best) continue
    const proxies = run.proxies ?? []
    const words = proxies.length === 0 ? best.words : t`${best.words} (by the proxy ${proxies.join(', ')})`
    return [{ ...of, seen: best.seen, at: momentOf(best.at, run), words: oneLine(words) }]
  }
  const words =
    service.protocol === 'tcp'
      ? t`No run since looked at TCP ${service.port} of ${host.name}.`
      : t`Postern asks over TCP alone.`
  return [{ ...of, seen: 'not-looked-at', at: momentOf(newest.run.startedAt, newest.run), words }]
}

/** The way is as the best of what was seen, and of that the last. */
function bestOf(seen: readonly SeenConnection[]): SeenConnection | undefined {
  for (const kind of RANK) {
    const last = seen.filter((each) => each.seen === kind).reduce<SeenConnection | undefined>(later, undefined)
    if (last) return last
  }
  return undefined
}

function later(one: SeenConnection | undefined, other: SeenConnection): SeenConnection {
  return one && Date.parse(one.at) >= Date.parse(other.at) ? one : other
}

function placeOf({ host, port }: { host: string; port: number }): string {
  return `${host.toLowerCase()} ${port}`
}

/** A host is asked by its name, or by an address that stands in its place. */
function namesOf({ name, public: outer, internal }: PublishedHost): string[] {
  return [...new Set([name, ...outer, ...internal].map((each) => each.toLowerCase()))]
}

/** Each port of each host that a rule leads to, once. */
function flowsOf({ hosts, services, rules }: Pick<RuleSet, 'hosts' | 'services' | 'rules'>) {
  const ports = new Map(services.map((each) => [each.id, each]))
  const wanted = Map.groupBy(rules, ({ destination }) => destination)
  return hosts.flatMap((host) =>
    [...new Set(wanted.get(host.id)?.flatMap((rule) => rule.services))].flatMap((id) => {
      const service = ports.get(id)
      return service ? [{ host, service }] : []
    }),
  )
}

/** In the form of the contract; what has no time has that of its run. */
function momentOf(at: string, { startedAt }: Run['run']): string {
  const moment = [at, startedAt].map((each) => new Date(each)).find((each) => !Number.isNaN(each.getTime()))
  return (moment ?? new Date(0)).toISOString()
}

function oneLine(words: string): string {
  const plain = printable(words).trim()
  return plain.length > MOST_WORDS ? `${plain.slice(0, MOST_WORDS).replace(/[\ud800-\udbff]$/, '')}…` : plain
}
