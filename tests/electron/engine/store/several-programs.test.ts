import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bareHeader, recorded, recordedNames } from './bare-run.ts'
import { startProgram } from './program-on-store.ts'
import { newFolder, opened } from './store-folder.ts'
import { contoso, smallRun } from './stored-runs.ts'

const PROGRAMS = [1, 2, 3, 4]

/** Starts them, and lets all of them open the directory when each is there. */
async function actAtOnce(act: 'import' | 'count', folder: string): Promise<void> {
  const programs = PROGRAMS.map((number) => startProgram(act, folder, number))
  await Promise.all(programs.map((program) => program.after(1)))
  for (const { child } of programs) child.stdin.end()
  expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual(PROGRAMS.map(() => 0))
}

describe('several programs at once', () => {
  it('open a new directory, and lose nothing of what each brings in', async () => {
    const folder = newFolder()
    await actAtOnce('import', folder)
    const { notice, runs } = opened(folder)
    expect(notice).toBeNull()
    expect(runs.list()).toHaveLength(PROGRAMS.length * 20)
    expect(readdirSync(folder).sort()).toEqual(['postern.db', 'postern.db-shm', 'postern.db-wal', 'postern.lock'])
  })

  it('set a damaged database aside once, and share the new one', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'postern.db'), 'damaged')
    await actAtOnce('import', folder)
    expect(opened(folder).runs.list()).toHaveLength(PROGRAMS.length * 20)
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toHaveLength(1)
  })

  it('change the same setting, and none takes back what another has made of it', async () => {
    const folder = newFolder()
    await actAtOnce('count', folder)
    expect(opened(folder).settings.read('count')).toBe(PROGRAMS.length * 100)
  })

  it('see a run of another under way for as long as that lives, and one alone goes on with it then', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const program = startProgram('run', folder, 1)
    const header = bareHeader(1)
    await program.after(2 + recordedNames.length)
    expect(store.runs.list()).toMatchObject([{ state: 'under-way' }])
    expect(store.runs.read(header.id)).toMatchObject({ run: header, artifacts: recorded })
    expect(store.runs.remove([header.id])).toEqual([])
    expect(() => store.runs.resume(header, [], [])).toThrow('not an interrupted one')
    expect(opened(folder).runs.list()).toMatchObject([{ state: 'under-way' }])

    program.child.kill('SIGKILL')
    await program.ended
    expect(store.runs.list()).toMatchObject([{ state: 'interrupted' }])
    const other = opened(folder)
    other.runs.resume(header, [], [])
    expect(() => store.runs.resume(header, [], [])).toThrow('not an interrupted one')
    expect(store.runs.list()).toMatchObject([{ state: 'under-way' }])
    other.runs.end({ run: header, verdict: 'could-not-tell', findings: [], artifacts: recorded })
    expect(store.runs.read(header.id)).toMatchObject({ state: 'ended', artifacts: recorded })
  })

  it('see at once what one of them has written, open and removed', () => {
    const folder = newFolder()
    const one = opened(folder)
    const other = opened(folder)
    const id = one.organisations.put(contoso)
    other.organisations.open(id)
    expect(one.organisations.opened()).toBe(id)
    other.runs.import(smallRun(1), id)
    one.runs.remove([smallRun(1).run.id])
    expect(other.runs.list()).toEqual([])
    expect(other.runs.restore([smallRun(1).run.id])).toEqual([smallRun(1).run.id])
    expect(one.runs.list()).toHaveLength(1)
  })
})
