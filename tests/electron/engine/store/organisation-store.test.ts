import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { newFolder, opened } from './store-folder.ts'
import { contoso, smallRun } from './stored-runs.ts'

const fabrikam = { ...contoso, name: 'Fabrikam', domain: 'fabrikam.test' }

it('one of a shape that this Postern does not know is not shown, is said to be there, and takes no other with it', () => {
  const folder = newFolder()
  const store = opened(folder)
  const id = store.organisations.put(contoso)
  const other = store.organisations.put(fabrikam)
  store.organisations.open(id)
  store.close()
  const database = new DatabaseSync(join(folder, 'postern.db'))
  database.prepare(`UPDATE organisation SET organisation = '{"older":1}' WHERE id = ?`).run(id)
  database.close()
  const later = opened(folder)
  expect(later.notice).toBe(
    'One organisation is kept in a form that this Postern cannot read, and is not shown; nothing of that was deleted.',
  )
  expect(later.organisations.list()).toEqual([{ id: other, organisation: fabrikam }])
  expect(later.organisations.read(id)).toBeUndefined()
  expect(later.runs.list()).toEqual([])
})

it('what there is not is neither read, opened nor removed', () => {
  const { organisations } = opened(null)
  const missing = 'org-000000000000'
  expect(organisations.read(missing)).toBeUndefined()
  organisations.open(missing)
  expect(organisations.opened()).toBeNull()
  organisations.remove(missing)
  organisations.restore(missing)
  expect(organisations.list()).toEqual([])
})

it('they are kept in the order in which they were put, and changed in their place', () => {
  const folder = newFolder()
  const store = opened(folder)
  const first = store.organisations.put(contoso)
  const second = store.organisations.put(fabrikam)
  expect(first).toMatch(/^org-[0-9a-f]{12}$/)
  expect(store.organisations.put({ ...contoso, name: 'Contoso AG' }, first)).toBe(first)
  store.close()
  expect(opened(folder).organisations.list()).toEqual([
    { id: first, organisation: { ...contoso, name: 'Contoso AG' } },
    { id: second, organisation: fabrikam },
  ])
})

it('one that is removed is out of sight with its hold on runs, and comes back with it', () => {
  const { organisations, runs } = opened(null)
  const id = organisations.put(contoso)
  organisations.open(id)
  runs.import(smallRun(1), id)
  runs.import(smallRun(2), null)
  const seen = () => ({
    list: organisations.list().length,
    read: organisations.read(id),
    opened: organisations.opened(),
    ofIt: runs.list({ organisationId: id }).length,
    holds: runs.list().map(({ organisationId }) => organisationId),
  })
  const before = seen()
  expect(before).toEqual({ list: 1, read: contoso, opened: id, ofIt: 1, holds: [null, id] })
  organisations.remove(id)
  const gone = { list: 0, read: undefined, opened: null, ofIt: 0, holds: [null, null] }
  expect(seen()).toEqual(gone)
  organisations.purge(new Date(0))
  organisations.restore(id)
  expect(seen()).toEqual(before)
  organisations.remove(id)
  organisations.purge()
  organisations.restore(id)
  expect(seen()).toEqual(gone)
  expect(runs.read(smallRun(1).run.id)).toMatchObject({ organisationId: null })
})

it('what is kept of the watch over one goes with it for good, and no earlier', () => {
  const { organisations, settings } = opened(null)
  const [id, other] = [organisations.put(contoso), organisations.put(fabrikam)]
  const kept = () => [id, other, 'org-gone'].filter((one) => settings.read(`watch ${one}`) !== undefined)
  for (const one of [id, other]) settings.write(`watch ${one}`, { on: true })
  settings.write('settings', 1)
  organisations.remove(id)
  organisations.purge(new Date(0))
  expect(kept()).toEqual([id, other])
  organisations.purge()
  expect(kept()).toEqual([other])
  settings.write('watch org-gone', { on: true })
  organisations.purge()
  expect(kept()).toEqual([other])
  expect(settings.read('settings')).toBe(1)
})

it('saving one that another window removed brings it back', () => {
  const { organisations } = opened(null)
  const id = organisations.put(contoso)
  organisations.remove(id)
  organisations.put(fabrikam, id)
  expect(organisations.list()).toEqual([{ id, organisation: fabrikam }])
})

it('one is open at a time, or none', () => {
  const { organisations } = opened(null)
  const first = organisations.put(contoso)
  const second = organisations.put(fabrikam)
  expect(organisations.opened()).toBeNull()
  organisations.open(first)
  organisations.open(second)
  expect(organisations.opened()).toBe(second)
  organisations.open(null)
  expect(organisations.opened()).toBeNull()
})
