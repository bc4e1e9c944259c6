import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../../electron/engine/store/store.ts'
import { newFolder, opened } from './store-folder.ts'
import { artifactsOf, beginningOf, contoso, runNumber, smallRun } from './stored-runs.ts'

const run = runNumber(1)
const { id } = run.run
const beginning = beginningOf(run)
const { endpoints, dnsAnswers } = run.artifacts
const [first, second] = run.findings
if (!first || !second || !endpoints || !dnsAnswers) throw new Error('The fixture has no such parts.')

describe('what is no run of this process', () => {
  it.each<[string, (store: Store) => void]>([
    ['an artifact', (store) => store.runs.artifact(id, 'endpoints', endpoints)],
    ['a finding', (store) => store.runs.finding(id, first)],
    ['its end', (store) => store.runs.end(run)],
    ['its breaking off', (store) => store.runs.breakOff(id)],
    ['its going on', (store) => store.runs.resume(beginning.header, [], [])],
  ])('takes no %s: it was never begun, has ended, or is under way in another', (_what, write) => {
    expect(() => write(opened(null))).toThrow(id)
    const ended = opened(null)
    ended.runs.import(run, null)
    expect(() => write(ended)).toThrow(id)
    expect(ended.runs.read(id)).toMatchObject({ ...run, state: 'ended' })
    const folder = newFolder()
    opened(folder).runs.begin(beginning)
    expect(() => write(opened(folder))).toThrow(id)
    expect(opened(folder).runs.read(id)).toMatchObject({ state: 'under-way', artifacts: {}, findings: [] })
  })

  it('is not begun a second time', () => {
    const store = opened(null)
    store.runs.begin(beginning)
    expect(() => store.runs.begin(beginning)).toThrow()
    store.runs.artifact(id, 'endpoints', endpoints)
    expect(store.runs.list()).toHaveLength(1)
  })

  it('nor is one that was deleted with everything else', () => {
    const store = opened(newFolder())
    store.runs.begin(beginning)
    store.deleteAll()
    expect(() => store.runs.artifact(id, 'endpoints', endpoints)).toThrow(id)
    expect(store.runs.list()).toEqual([])
  })
})

describe('a run', () => {
  it('is under way with what has come so far, counted, and in the end as it came out', () => {
    const store = opened(newFolder())
    const organisationId = store.organisations.put(contoso)
    store.runs.begin({ ...beginning, organisationId })
    store.runs.artifact(id, 'endpoints', endpoints)
    store.runs.finding(id, first)
    store.runs.finding(id, second)
    store.runs.finding(id, { ...first, verdict: 'bug' })
    const soFar = { state: 'under-way', verdict: null, origin: 'window', organisationId }
    expect(store.runs.read(id)).toEqual({
      ...soFar,
      ...{ run: beginning.header, gatherers: beginning.gatherers, checks: beginning.checks },
      ...{ artifacts: { endpoints }, findings: [{ ...first, verdict: 'bug' }, second] },
    })
    const counts = { pass: 0, warn: 0, fail: 0, skip: 0, unknown: 0, bug: 1 }
    counts[second.verdict] += 1
    expect(store.runs.list()).toEqual([{ header: beginning.header, ...soFar, counts }])

    for (const [name, record] of artifactsOf(run)) store.runs.artifact(id, name, record)
    store.runs.artifact(id, 'dnsAnswers', { state: 'cancelled', reason: 'A later end corrects it.' })
    store.runs.end(run)
    expect(store.runs.read(id)).toEqual({
      ...run,
      ...{ state: 'ended', origin: 'window', organisationId },
      ...{ gatherers: beginning.gatherers, checks: beginning.checks },
    })
    expect(store.runs.list()).toMatchObject([{ header: run.run, state: 'ended', verdict: run.verdict }])
  })

  it('keeps no artifact and no finding that is not part of how it came out', () => {
    const store = opened(null)
    store.runs.begin(beginning)
    store.runs.artifact(id, 'dnsAnswers', dnsAnswers)
    for (const finding of run.findings) store.runs.finding(id, finding)
    store.runs.end({ ...run, findings: [second, first], artifacts: { endpoints } })
    expect(store.runs.read(id)).toMatchObject({ findings: [{ check: second.check }, { check: first.check }] })
    expect(store.runs.read(id)).toHaveProperty('artifacts', { endpoints })
  })

  it('is interrupted when a bug of ours ends it, or its store is closed, and is gone on with, with what it had', () => {
    const folder = newFolder()
    const store = opened(folder)
    store.runs.begin(beginning)
    store.runs.artifact(id, 'endpoints', endpoints)
    store.runs.breakOff(id)
    expect(store.runs.list()).toMatchObject([{ state: 'interrupted', verdict: null }])
    const header = { ...beginning.header, only: ['dns/ttl'] }
    store.runs.resume(header, ['dnsAnswers'], ['dns/ttl'])
    expect(() => store.runs.resume(header, ['dnsAnswers'], ['dns/ttl'])).toThrow('not an interrupted one')
    store.close()

    const later = opened(folder)
    expect(later.runs.list()).toMatchObject([{ state: 'interrupted' }])
    later.runs.resume(header, ['dnsAnswers'], ['dns/ttl'])
    later.runs.artifact(id, 'dnsAnswers', dnsAnswers)
    expect(later.runs.read(id)).toMatchObject({
      ...{ state: 'under-way', run: header, artifacts: { endpoints, dnsAnswers } },
      ...{ gatherers: ['dnsAnswers'], checks: ['dns/ttl'] },
    })
    later.runs.end(run)
    expect(later.runs.read(id)).toMatchObject({ state: 'ended', verdict: run.verdict })
  })

  it('of an owner that no run can have had for so long is interrupted, whatever has its number now', () => {
    const folder = newFolder()
    let time = Date.parse('2026-11-28T10:00:00Z')
    const now = () => new Date(time)
    const store = opened(folder, { now })
    store.runs.begin(beginning)
    const database = new DatabaseSync(join(folder, 'postern.db'))
    const [, random, ...host] = String(database.prepare('SELECT owner FROM run').get()?.owner).split(' ')
    // Process 1 is always there, and never ours.
    database.prepare('UPDATE run SET owner = ?').run(['1', random, ...host].join(' '))
    database.close()
    const state = () => opened(folder, { now }).runs.list()[0]?.state
    expect(state()).toBe('under-way')
    time += 3_600_000
    expect(state()).toBe('interrupted')
  })

  it('of this process is under way for as long as it takes', () => {
    let time = Date.parse('2026-11-28T10:00:00Z')
    const store = opened(null, { now: () => new Date(time) })
    store.runs.begin(beginning)
    time += 86_400_000
    expect(store.runs.list()).toMatchObject([{ state: 'under-way' }])
  })
})

describe('a run of a file', () => {
  it('is brought in once, and anew when it was removed', () => {
    const store = opened(null)
    const organisationId = store.organisations.put(contoso)
    expect(store.runs.import(run, organisationId)).toBe('imported')
    expect(store.runs.import(smallRun(1), null)).toBe('already-there')
    expect(store.runs.read(id)).toMatchObject({ ...run, state: 'ended', origin: 'imported', organisationId })
    store.runs.remove([id])
    expect(store.runs.import(run, 'org-000000000000')).toBe('imported')
    expect(store.runs.list()).toMatchObject([{ organisationId: null }])
  })

  it('is kept whole where it has two findings of one check, or says no time that there is', () => {
    const store = opened(null)
    const odd = runNumber(3, { findings: [first, first], run: { ...run.run, id: 'run-00000003', startedAt: 'then' } })
    store.runs.import({ ...odd, run: { ...odd.run, id: 'run-00000003', startedAt: 'then' } }, null)
    store.runs.import(smallRun(1), null)
    expect(store.runs.list().map(({ header }) => header.startedAt)).toEqual([run.run.startedAt, 'then'])
    expect(store.runs.read('run-00000003')).toMatchObject({ findings: [first, first] })
  })
})

describe('the findings of all runs', () => {
  it('come page by page, each once, the run that was written last first', () => {
    const store = opened(null)
    for (const number of [5, 1, 3]) store.runs.import(runNumber(number), null)
    store.runs.import(runNumber(4), null)
    store.runs.remove([runNumber(3).run.id])
    const rows = []
    let after: number | null = null
    do {
      const page = store.runs.findings({ after, limit: 7 })
      expect(page.rows.length).toBeLessThanOrEqual(7)
      rows.push(...page.rows)
      expect(rows.length).toBeLessThan(1_000)
      after = page.next
    } while (after !== null)
    const expected = [4, 1, 5].flatMap((number) => {
      const { run: header, findings } = runNumber(number)
      return findings.map(({ check, step, verdict, title }) => ({
        ...{ runId: header.id, startedAt: header.startedAt, organisation: 'Contoso' },
        ...{ check, step, verdict, title },
      }))
    })
    expect(rows).toEqual(expected)
  })
})
