import { seenNeeds } from '../../shared/firewall/seen-needs.ts'
import type { SeenNeeds } from '../../shared/firewall/told-firewall.ts'
import { type KeptRun, runOf } from '../../shared/run/kept-run.ts'
import type { Run } from '../../shared/run/run.ts'
import type { RunStore } from '../engine/store/run-store.ts'
import type { Organisations } from './organisations.ts'

/** So many runs are looked at for what was seen of the ways: the newest, of either vantage. */
const MOST_RUNS = 12

type Of = ReturnType<Organisations['needed']>

/** The newest runs of an organisation that have ended, those that were made elsewhere and imported among them. */
export function runsOf({ id }: Of, runs: Pick<RunStore, 'list' | 'read'>): Run[] {
  return runs
    .list({ organisationId: id, limit: 2 * MOST_RUNS })
    .filter(({ state }) => state === 'ended')
    .slice(0, MOST_RUNS)
    .flatMap(({ header }) => {
      const run = runs.read(header.id)
      return (isKept(run) && runOf(run)) || []
    })
}

/** What the newest of its own runs saw to be needed. */
export function needsSeen(of: Of, runs: Pick<RunStore, 'list' | 'read'>): SeenNeeds {
  const own = runsOf(of, runs)
  return seenNeeds(own.find(({ run }) => run.vantage === 'inside' && run.verifies === undefined) ?? own[0] ?? null)
}

function isKept(run: KeptRun | 'unreadable' | undefined): run is KeptRun {
  return typeof run === 'object'
}
