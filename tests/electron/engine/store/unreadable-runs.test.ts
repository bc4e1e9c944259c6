import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, test } from 'vitest'
import type { Store } from '../../../../electron/engine/store/store.ts'
import { RunSummary } from '../../../../shared/run/run-summary.ts'
import { newFolder, opened } from './store-folder.ts'
import { runNumber, smallRun } from './stored-runs.ts'

const run = runNumber(1)
const { id } = run.run

/** The same directory, after something was written to its database past the store. */
function meddledWith(folder: string, sql: string, ...values: (string | number)[]): Store {
  const database = new DatabaseSync(join(folder, 'postern.db'))
  database.prepare(sql).run(...values)
  database.close()
  return opened(folder)
}

/** A directory that holds the run, and another beside it. */
function folderOfTwo(): string {
  const folder = newFolder()
  const store = opened(folder)
  store.runs.import(run, null)
  store.runs.import(smallRun(2), null)
  store.close()
  return folder
}

describe('a run of a shape that this Postern does not know', () => {
  test.each([
    [
      'an artifact has a field more',
      "UPDATE artifact SET record = json_set(record, '$.older', 1) WHERE name = 'endpoints'",
    ],
    [
      'an artifact is one that is unknown',
      "UPDATE artifact SET name = 'older' WHERE name = 'dnsTtl' OR name = 'dnsAnswers'",
    ],
    ['an artifact is no JSON', "UPDATE artifact SET record = substr(record, 2) WHERE name = 'endpoints'"],
    [
      'a finding is of an unknown step',
      "UPDATE finding SET finding = json_set(finding, '$.step', 'older') WHERE place = 0",
    ],
    ['a finding is no JSON', "UPDATE finding SET finding = '' WHERE place = 0"],
    ['its header has a field more', "UPDATE run SET header = json_set(header, '$.older', 1) WHERE number = 1"],
    ['its header lacks one', "UPDATE run SET header = json_remove(header, '$.postern') WHERE number = 1"],
    ['its header is no JSON', "UPDATE run SET header = 'x' WHERE number = 1"],
    ['it is in a state that is none', "UPDATE run SET state = 'older' WHERE number = 1"],
    ['its verdict is none', "UPDATE run SET verdict = 'older' WHERE number = 1"],
    ['its list of checks is none', "UPDATE run SET checks = '{}' WHERE number = 1"],
    ['its origin is none', "UPDATE run SET origin = 'older' WHERE number = 1"],
  ])('is listed beside the others, and reading it says so: %s', (_what, sql) => {
    const store = meddledWith(
      folderOfTwo(),
      sql.replace('WHERE name', 'WHERE run = 1 AND name').replace('WHERE place', 'WHERE run = 1 AND place'),
    )
    const listed = store.runs.list()
    expect(listed.map(({ header }) => header.id)).toEqual([smallRun(2).run.id, id])
    for (const summary of listed) RunSummary.parse(summary)
    expect(listed[1]?.header).toMatchObject({ organisation: { name: 'Contoso' }, startedAt: run.run.startedAt })
    expect(store.runs.read(id)).toBe('unreadable')
    expect(store.runs.read(smallRun(2).run.id)).toMatchObject({ run: smallRun(2).run })
    expect(store.runs.findings({ limit: 1000 }).rows.length).toBeGreaterThan(0)
    expect(store.runs.remove([id])).toEqual([id])
  })

  it('keeps in the list what can be read of its header', () => {
    const store = meddledWith(folderOfTwo(), "UPDATE run SET header = json_set(header, '$.older', 1) WHERE number = 1")
    expect(store.runs.list()[1]?.header).toEqual(run.run)
  })

  it('a finding whose columns are of another shape is left out of the list over all runs, and no other is', () => {
    const store = meddledWith(folderOfTwo(), "UPDATE finding SET step = 'older' WHERE run = 1 AND place = 0")
    expect(store.runs.findings({ limit: 1000 }).rows).toHaveLength(run.findings.length)
  })
})
