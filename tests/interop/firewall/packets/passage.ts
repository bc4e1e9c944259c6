import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { type Change, endsOf, expected, sendersOf } from './expected.ts'
import type { Firewall } from './firewalls.ts'
import { type Attempt, played, type Scenario } from './network.ts'

/** What became of each connection at each step, and what was loaded before. */
export type Passage = readonly {
  loaded: readonly { status: number | null; stderr: string }[]
  went: readonly string[]
}[]

/** Whether this machine can make the networks and load what a firewall has before. */
export function canPlay({ usual }: Firewall): boolean {
  const nothing = { senders: [], servers: [], ports: [] }
  const load = usual({ set: { hosts: [] } as unknown as RuleSet, later: {} as RuleSet, published: {} })
  const results = played({ ...nothing, steps: [{ load, attempts: [], silent: [] }] })
  return results?.[0]?.loads.every(({ status }) => status === 0) ?? false
}

/**
 * Connections through a firewall: as it is before, with the sheet, with a change of it, with the change taken back, with the
 * sheet taken back. What was seen, and what the rules say.
 */
export function passage(firewall: Firewall, change: Change): { seen: Passage; said: Passage } {
  const { servers, ports, asked } = endsOf(change)
  const senders = sendersOf(change)
  const attempts = senders.flatMap((source) =>
    asked
      .filter((destination) => destination.includes(':') === source.includes(':'))
      .flatMap((destination) => ports.map((port) => ({ source, destination, port }))),
  )
  const steps = [
    { load: firewall.usual(change), set: null },
    { load: firewall.load(change, ['sheet', 'apply']), set: change.set },
    { load: firewall.load(change, ['delta', 'apply']), set: change.later },
    { load: firewall.load(change, ['delta', 'rollback']), set: change.set },
    { load: firewall.load(change, ['sheet', 'rollback']), set: null },
  ].map(({ load, set }) => {
    const all = attempts.map((attempt) => ({ attempt, to: set ? expected(set, change, attempt) : 'refused' }))
    return { load, loud: all.filter(({ to }) => to !== 'silent'), silent: all.filter(({ to }) => to === 'silent') }
  })
  const scenario: Scenario = {
    ...{ senders, servers, ports },
    steps: steps.map(({ load, loud, silent }) => ({
      ...{ load, attempts: loud.map(({ attempt }) => attempt), silent: silent.map(({ attempt }) => attempt) },
    })),
  }
  const results = played(scenario) ?? []
  return {
    seen: results.map((result, at) => ({
      loaded: result.loads.map(({ status, stderr }) => ({ status, stderr })),
      went: [
        ...(steps[at]?.loud ?? []).map(({ attempt }, place) => told(attempt, result.attempts[place])),
        ...(steps[at]?.silent ?? []).map(({ attempt }, place) => told(attempt, result.silent[place])),
      ],
    })),
    said: steps.map(({ load, loud, silent }) => ({
      loaded: load.map(() => ({ status: 0, stderr: '' })),
      went: [...loud, ...silent].map(({ attempt, to }) => told(attempt, to)),
    })),
  }
}

function told({ source, destination, port }: Attempt, to: string | undefined): string {
  return `${source} to ${destination} port ${port}: ${to}`
}
