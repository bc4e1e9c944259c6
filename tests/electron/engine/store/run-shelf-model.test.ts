import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openStore } from '../../../../electron/engine/store/store.ts'
import { smallRun } from './stored-runs.ts'

/** Six runs, two of which began in each of three minutes, so that their order hangs on more than that. */
const runs = Array.from({ length: 6 }, (_, number) => {
  const run = smallRun(number)
  return { ...run, run: { ...run.run, startedAt: smallRun(number % 3).run.startedAt } }
})
const ids = runs.map(({ run }) => run.id)

const some = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 4 })
const act = fc.oneof(
  fc.record({ kind: fc.constant('import' as const), number: fc.nat(runs.length - 1) }),
  fc.record({ kind: fc.constant('remove' as const), ids: some }),
  fc.record({ kind: fc.constant('restore' as const), ids: some }),
  fc.record({ kind: fc.constant('purge' as const), before: fc.option(fc.nat(40)) }),
)

type Kept = { id: string; startedAt: string; arrived: number; removedAt: number | null }

it('what is listed is what was brought in and not removed, newest first, through any removing, restoring and purging', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40, size: 'max' }), (acts) => {
      let time = 0
      const store = openStore({ directory: null, now: () => new Date(time) })
      let model: Kept[] = []
      let arrived = 0
      for (const step of acts) {
        time += 1
        if (step.kind === 'import') {
          const run = runs[step.number]
          if (!run) throw new Error('There is no such run.')
          const there = model.find(({ id, removedAt }) => id === run.run.id && removedAt === null)
          expect(store.runs.import(run, null)).toBe(there ? 'already-there' : 'imported')
          if (!there) {
            model = model.filter(({ id }) => id !== run.run.id)
            arrived += 1
            model.push({ id: run.run.id, startedAt: run.run.startedAt, arrived, removedAt: null })
          }
        } else if (step.kind === 'purge') {
          const before = step.before ?? Number.POSITIVE_INFINITY
          store.runs.purge(step.before === null ? undefined : new Date(step.before))
          model = model.filter(({ removedAt }) => removedAt === null || removedAt >= before)
        } else {
          const removing = step.kind === 'remove'
          const changed = step.ids.filter((id) =>
            model.some((kept) => kept.id === id && (kept.removedAt === null) === removing),
          )
          expect(removing ? store.runs.remove(step.ids) : store.runs.restore(step.ids)).toEqual(changed)
          for (const kept of model) if (changed.includes(kept.id)) kept.removedAt = removing ? time : null
        }
        const listed = model
          .filter(({ removedAt }) => removedAt === null)
          .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || b.arrived - a.arrived)
          .map(({ id }) => id)
        expect(store.runs.list().map(({ header }) => header.id)).toEqual(listed)
        expect(store.runs.list({ limit: 2 }).map(({ header }) => header.id)).toEqual(listed.slice(0, 2))
        expect(new Set(store.runs.findings({ limit: 100 }).rows.map(({ runId }) => runId))).toEqual(new Set(listed))
        for (const id of ids) expect(store.runs.read(id) !== undefined).toBe(listed.includes(id))
      }
      store.close()
    }),
    { numRuns: 60 },
  )
})
