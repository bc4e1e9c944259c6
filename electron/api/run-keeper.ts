import type { ArtifactName, ArtifactRecords } from '../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../shared/checks/finding.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import { countVerdicts } from '../../shared/run/finding-groups.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'
import type { RunOrigin, RunSummary } from '../../shared/run/run-summary.ts'
import type { RunStore } from '../engine/store/run-store.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'

type Started = Extract<RunEvent, { type: 'started' }>

/**
 * Keeps what a run brings back, as it comes. Where the disk does not take it (it is full, or was taken away) the run
 * goes on, and is held in memory until the program ends.
 */
export type RunKeeper = {
  begin(event: Started, belongs: { origin: RunOrigin; organisationId: string | null }): void
  /** The same run goes on, of which some is kept already. */
  resume(event: Started): void
  artifact<N extends ArtifactName>(id: string, name: N, record: ArtifactRecords[N]): void
  finding(id: string, finding: Finding): void
  end(run: Run): void
  /** It came to no end, for a bug of ours. */
  breakOff(id: string): void
  /** Throws 'no-such-run', or 'run-unreadable' for what another version kept. */
  read(id: string): KeptRun
  /** As the store lists them; a run that the disk did not take whole is as it is held in memory. */
  list(query: ListQuery): RunSummary[]
  /** Out of the list, as the store does it. */
  remove(ids: readonly string[]): void
  restore(ids: readonly string[]): void
  /** Everything is deleted: what is held in memory is let go. */
  clear(): void
  /** What could not be kept, as a sentence; null while everything can. */
  trouble(): string | null
}

type ListQuery = NonNullable<Parameters<RunStore['list']>[0]>

/** `onTrouble` is told when a run can be kept no more, and why, once a run. */
export function createRunKeeper(runs: RunStore, onTrouble: (sentence: string) => void = () => undefined): RunKeeper {
  /** Runs that are under way, and those that the disk did not take whole. */
  const held = new Map<string, KeptRun>()
  const unkept = new Set<string>()
  const removed = new Set<string>()
  let trouble: string | null = null

  /** Writes, unless an earlier write of this run failed: half of a run would look like the whole of it. */
  function write(id: string, work: () => void): void {
    if (unkept.has(id)) return
    try {
      work()
    } catch (error) {
      unkept.add(id)
      const why = error instanceof StoreRefused ? ` ${error.sentence}` : ''
      const sentence = t`A run could not be kept.${why}`
      trouble = t`${sentence} It is held in memory until Postern ends; save it as a file to keep it.`
      onTrouble(sentence)
    }
  }

  /** What there is of it on the disk is under way no more: whoever starts Postern anew can go on with it. */
  function leaveHalf(id: string): void {
    try {
      runs.breakOff(id)
    } catch {
      // It never began there, or the disk does not take that either: it is seen then by nobody's holding it.
    }
  }

  function change(id: string, changed: Partial<KeptRun>): void {
    const run = held.get(id)
    if (run) held.set(id, { ...run, ...changed })
  }

  function letGo(id: string): void {
    if (unkept.has(id)) leaveHalf(id)
    else held.delete(id)
  }

  function isListed({ run: { id }, organisationId }: KeptRun, query: ListQuery): boolean {
    return !removed.has(id) && (query.organisationId === undefined || query.organisationId === organisationId)
  }

  function read(id: string): KeptRun {
    const inMemory = held.get(id)
    if (inMemory) return inMemory
    const found = runs.read(id)
    if (found === undefined) throw new ContractError('no-such-run')
    if (found === 'unreadable') throw new ContractError('run-unreadable')
    return found
  }

  return {
    read,
    trouble: () => trouble,
    list(query) {
      const inMemory = [...unkept].flatMap((id) => held.get(id) ?? []).filter((run) => isListed(run, query))
      if (inMemory.length === 0) return runs.list(query)
      const stored = runs.list(query).filter(({ header }) => !unkept.has(header.id))
      return [...inMemory.map(summaryOf), ...stored]
        .toSorted((a, b) => Date.parse(b.header.startedAt) - Date.parse(a.header.startedAt))
        .slice(0, query.limit)
    },
    remove(ids) {
      runs.remove(ids)
      for (const id of ids) if (held.get(id)?.state !== 'under-way') removed.add(id)
    },
    restore(ids) {
      runs.restore(ids)
      for (const id of ids) removed.delete(id)
    },
    clear() {
      for (const each of [held, unkept, removed]) each.clear()
      trouble = null
    },
    begin({ run: header, gatherers, checks }, { origin, organisationId }) {
      held.set(header.id, {
        ...{ run: header, gatherers, checks, origin, organisationId },
        ...{ verdict: null, state: 'under-way', findings: [], artifacts: {} },
      })
      write(header.id, () => runs.begin({ header, gatherers, checks, origin, organisationId }))
    },
    resume({ run: header, gatherers, checks }) {
      const before = read(header.id)
      held.set(header.id, {
        ...before,
        ...{ run: header, gatherers, checks, verdict: null, state: 'under-way', findings: [], artifacts: {} },
      })
      write(header.id, () => runs.resume(header, gatherers, checks))
    },
    artifact(id, name, record) {
      change(id, { artifacts: { ...held.get(id)?.artifacts, [name]: record } })
      if (record) write(id, () => runs.artifact(id, name, record))
    },
    finding(id, finding) {
      change(id, { findings: [...(held.get(id)?.findings ?? []), finding] })
      write(id, () => runs.finding(id, finding))
    },
    end(run) {
      const { id } = run.run
      change(id, { ...run, state: 'ended' })
      write(id, () => runs.end(run))
      letGo(id)
    },
    breakOff(id) {
      change(id, { state: 'interrupted' })
      write(id, () => runs.breakOff(id))
      letGo(id)
    },
  }
}

function summaryOf({ run: header, state, verdict, findings, origin, organisationId }: KeptRun): RunSummary {
  return { header, state, verdict, counts: countVerdicts(findings), origin, organisationId }
}
