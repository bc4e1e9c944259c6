import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { bytesOf, newFolder, opened } from './store-folder.ts'
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

it('one that is removed is out of sight with its hold on runs, and comes back with it', async () => {
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
  await organisations.purge(new Date(0))
  organisations.restore(id)
  expect(seen()).toEqual(before)
  organisations.remove(id)
  await organisations.purge()
  organisations.restore(id)
  expect(seen()).toEqual(gone)
  expect(runs.read(smallRun(1).run.id)).toMatchObject({ organisationId: null })
})

it('what is kept of the watch over one goes with it for good, and no earlier', async () => {
  const { organisations, settings } = opened(null)
  const [id, other] = [organisations.put(contoso), organisations.put(fabrikam)]
  const kept = () => [id, other, 'org-gone'].filter((one) => settings.read(`watch ${one}`) !== undefined)
  for (const one of [id, other]) settings.write(`watch ${one}`, { on: true })
  settings.write('settings', 1)
  organisations.remove(id)
  await organisations.purge(new Date(0))
  expect(kept()).toEqual([id, other])
  await organisations.purge()
  expect(kept()).toEqual([other])
  settings.write('watch org-gone', { on: true })
  await organisations.purge()
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

describe('an organisation with more than goes at once', () => {
  function removedWithDevices() {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(contoso)
    const reading = store.quarantine.history.begin(id, {
      ...{ stamp: 'a', readAt: '2026-11-29T09:00:00.000Z', source: 'devices.json', devices: 600 },
    })
    const now = { state: 'Blocked', reason: null, rule: null }
    const devices = Array.from({ length: 600 }, (_, at) => ({ device: `device ${at}`, now }))
    if (!reading || !store.quarantine.history.note(reading, devices)) throw new Error('It is gone.')
    store.organisations.remove(id)
    return { folder, store, id }
  }

  it('comes back no more once it has begun to go, and others have their turn meanwhile', async () => {
    const { folder, store, id } = removedWithDevices()
    const other = new DatabaseSync(join(folder, 'postern.db'), { readOnly: true })
    const left = new Set<unknown>()
    let isGoing = true
    const look = () => {
      if (!isGoing) return
      left.add(other.prepare('SELECT count(*) AS left FROM device').get()?.left)
      setImmediate(look)
    }
    setImmediate(look)
    const going = store.organisations.purge()
    store.organisations.restore(id)
    expect(store.organisations.read(id)).toBeUndefined()
    await going
    isGoing = false
    expect([...left].filter((count) => count !== 600 && count !== 0)).not.toEqual([])
    expect(store.organisations.read(id)).toBeUndefined()
    other.close()
  })

  it('is brought back whole before that', async () => {
    const { store, id } = removedWithDevices()
    store.organisations.restore(id)
    await store.organisations.purge()
    expect(store.quarantine.history.devices(id, '', 1_000)).toHaveLength(600)
  })

  it('goes with the next purge where the power failed in between', async () => {
    const { folder, store, id } = removedWithDevices()
    store.close()
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec(
      "PRAGMA secure_delete = ON; UPDATE organisation SET removed_at = ''; DELETE FROM device WHERE number > 300",
    )
    database.close()
    const next = opened(folder)
    next.organisations.restore(id)
    expect(next.organisations.read(id)).toBeUndefined()
    await next.organisations.purge(new Date(0))
    expect([...bytesOf(folder)].filter(([, bytes]) => bytes.includes('device 7'))).toEqual([])
  })
})
