import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../../electron/engine/store/store.ts'
import type { Decision } from '../../../../shared/quarantine/decision.ts'
import { type TrailEntry, trailSubjectOf } from '../../../../shared/quarantine/trail.ts'
import { bytesOf, newFolder, opened } from './store-folder.ts'
import { contoso } from './stored-runs.ts'

const nobody = 'org-000000000000'
const at = '2026-11-29T09:00:00.000Z'
const identityOf = (id: string) => `contoso.test/Users/Anna/ExchangeActiveSyncDevices/iPhone§${id}`

function decisionOn(id: string): Decision {
  const device = { identity: identityOf(id), deviceId: id, mailbox: 'contoso.test/Users/Anna' }
  const was = { allowed: false, blocked: false }
  return { kind: 'allow', device, was, reason: 'The integration', ticket: null, decidedAt: at }
}

function lineOf(decision: Decision, what: TrailEntry['what'] = 'decided'): TrailEntry {
  const about = trailSubjectOf(decision)
  return { at, who: 'anna', what, about, reason: null, ticket: null, undo: null, note: null }
}

function put({ quarantine }: Store, organisation: string, ...ids: string[]) {
  const decided = ids.map(decisionOn).map((decision) => ({ decision, entry: lineOf(decision) }))
  return quarantine.decisions.add(organisation, decided)
}

const inTray = ({ quarantine }: Store, organisation: string) =>
  quarantine.decisions.page(organisation, { which: 'tray', after: 0, limit: 100 })
const trailOf = ({ quarantine }: Store, organisation: string) =>
  quarantine.trail.list(organisation, { after: null, limit: 100 }).map(({ entry }) => entry?.what)
const blocked = { state: 'Blocked', reason: 'Global', rule: null }
const quarantined = { state: 'Quarantined', reason: 'Global', rule: null }
const reading = { readAt: at, source: 'devices.json', devices: 2 }

describe('an organisation that is gone', () => {
  it('takes nothing', () => {
    const store = opened(null)
    const { decisions, history, trail, views } = store.quarantine
    expect(put(store, nobody, 'A')).toBe(false)
    expect(decisions.judge(nobody, [])).toBe(false)
    expect(trail.add(nobody, [{ subject: null, entry: lineOf(decisionOn('A')) }])).toBe(false)
    expect(history.begin(nobody, { stamp: 'a', ...reading })).toBeUndefined()
    expect(history.note({ number: 7, finishedAt: null }, [{ device: 'a', now: blocked }])).toBeUndefined()
    expect(views.save(nobody, { name: 'a', filter: {}, sort: null, columns: ['user'], group: null })).toBe('gone')
    expect(views.savePattern(nobody, { userAgent: 'a' })).toBe(false)
    expect([inTray(store, nobody), trailOf(store, nobody), views.list(nobody), history.of(nobody, 'a', 9)]).toEqual([
      ...[{ decisions: [], unreadable: 0, next: null }, [], [], []],
    ])
  })

  it('takes all of it along, and from the disk', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(contoso)
    put(store, id, 'MARK-OF-DECISION')
    const begun = store.quarantine.history.begin(id, { stamp: 'a', ...reading, source: 'MARK-OF-DECISION' })
    if (begun) store.quarantine.history.note(begun, [{ device: 'MARK-OF-DECISION', now: blocked }])
    store.quarantine.views.savePattern(id, { userAgent: 'MARK-OF-DECISION' })
    store.organisations.remove(id)
    expect(inTray(store, id).decisions).toEqual([])
    store.organisations.restore(id)
    expect(inTray(store, id).decisions).toHaveLength(1)
    store.organisations.remove(id)
    await store.organisations.purge()
    expect([...bytesOf(folder)].filter(([, bytes]) => bytes.includes('MARK-OF-DECISION'))).toEqual([])
  })
})

describe('decisions', () => {
  it('are in the order in which they were decided, a page at a time', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    put(store, id, 'A', 'B', 'C')
    const { decisions } = store.quarantine
    const first = decisions.page(id, { which: 'tray', after: 0, limit: 2 })
    const second = decisions.page(id, { which: 'tray', after: first.next ?? 0, limit: 2 })
    expect([first, second].map((page) => page.decisions.map(({ decision }) => decision))).toEqual([
      [decisionOn('A'), decisionOn('B')],
      [decisionOn('C')],
    ])
    expect(second.next).toBeNull()
  })

  it('that cannot be read are told and stay, and take no other with them', () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(contoso)
    put(store, id, 'A', 'B')
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec(`UPDATE device_decision SET decision = '{"kind":"pardon"}' WHERE number = 1`)
    expect(inTray(store, id)).toMatchObject({ decisions: [{ decision: decisionOn('B') }], unreadable: 1, next: null })
    expect(store.quarantine.decisions.tray(id).count).toBe(2)
    expect(database.prepare('SELECT count(*) AS rows FROM device_decision').get()).toEqual({ rows: 2 })
    database.close()
  })

  it('are withdrawn from the tray alone, once, and each is in the trail', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    put(store, id, 'A', 'B')
    const [a, b] = inTray(store, id).decisions
    const of = (given: typeof a) => ({
      ...{ id: given?.id ?? '', subject: 'a' },
      entry: lineOf(given?.decision ?? decisionOn('?'), 'withdrawn'),
    })
    const outcome = { kind: 'done', sentence: 'Done.', readAt: at } as const
    store.quarantine.decisions.judge(id, [{ id: b?.id ?? '', subject: 'b', outcome, settledAt: at }])
    expect(store.quarantine.decisions.withdraw(id, [of(a), of(b)])).toBe(1)
    expect(store.quarantine.decisions.withdraw(id, [of(a)])).toBe(0)
    expect(store.quarantine.decisions.page(id, { which: 'settled', after: 0, limit: 9 }).decisions).toEqual([
      { id: b?.id, decision: decisionOn('B'), settledAt: at, outcome },
    ])
    expect(trailOf(store, id)).toEqual(['withdrawn', 'decided', 'decided'])
  })

  it('are judged by the latest about each subject', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    put(store, id, 'A', 'B')
    put(store, id, 'a')
    const latest = store.quarantine.decisions.page(id, { which: 'latest', after: 0, limit: 9 }).decisions
    expect(latest.map(({ decision }) => decision)).toEqual([decisionOn('B'), decisionOn('a')])
  })
})

it('no line of the trail is ever changed', () => {
  const folder = newFolder()
  const store = opened(folder)
  const id = store.organisations.put(contoso)
  put(store, id, 'A')
  const database = new DatabaseSync(join(folder, 'postern.db'))
  expect(() => database.exec(`UPDATE device_trail SET entry = '{}'`)).toThrow('The trail is only added to.')
  database.close()
})

describe('the history of devices', () => {
  it('has a line only where something is another than before, and says when a device was gone and came again', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    const { history } = store.quarantine
    const changes = [
      ['a', quarantined],
      ['b', quarantined],
      ['c', blocked],
      ['d', null],
      ['e', null],
      ['f', blocked],
    ].map(([stamp, now]) => {
      const begun = history.begin(id, { stamp: String(stamp), ...reading, readAt: String(stamp) })
      if (!begun) throw new Error('It is gone.')
      const noted = history.note(begun, [{ device: 'x', now: now as typeof blocked | null }])
      history.finish(begun, at)
      return noted
    })
    expect(changes).toEqual([
      [{ device: 'x', before: 'new', now: quarantined }],
      [],
      [{ device: 'x', before: quarantined, now: blocked }],
      [{ device: 'x', before: blocked, now: null }],
      [],
      [{ device: 'x', before: null, now: blocked }],
    ])
    expect(history.of(id, 'x', 9).map(({ readAt, standing }) => [readAt, standing])).toEqual([
      ['f', blocked],
      ['d', null],
      ['c', blocked],
      ['a', quarantined],
    ])
  })

  it('of a reading that was begun and not finished is seen as that, and goes on', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    const { history } = store.quarantine
    const begun = history.begin(id, { stamp: 'a', ...reading })
    if (!begun) throw new Error('It is gone.')
    history.note(begun, [{ device: 'x', now: blocked }])
    expect(history.find(id, 'a')).toEqual({ number: begun.number, finishedAt: null })
    expect(history.of(id, 'x', 9)).toMatchObject([{ finished: false }])
    const again = history.begin(id, { stamp: 'a', ...reading })
    expect(again).toEqual(begun)
    expect(history.hasEarlier(begun)).toBe(false)
    expect(history.note(begun, [{ device: 'x', now: blocked }])).toEqual([{ device: 'x', before: 'new', now: blocked }])
    expect(history.of(id, 'x', 9)).toHaveLength(1)
    expect([history.finish(begun, at), history.finish(begun, at)]).toEqual([true, false])
    expect(history.of(id, 'x', 9)).toMatchObject([{ finished: true }])
    const next = history.begin(id, { stamp: 'b', ...reading })
    expect(next && history.hasEarlier(next)).toBe(true)
  })

  it('of readings that ended in the middle is none, once there is a newer one', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    const { history } = store.quarantine
    const begin = (stamp: string) => {
      const begun = history.begin(id, { stamp, ...reading, readAt: stamp })
      if (!begun) throw new Error('It is gone.')
      return begun
    }
    const devices = ['x', 'y', 'z']
    const all = (now: typeof blocked) => devices.map((device) => ({ device, now }))
    const whole = begin('a')
    history.note(whole, all(blocked))
    history.finish(whole, at)
    const half = begin('b')
    history.note(half, all(quarantined).slice(0, 2))
    expect(history.dropUnfinished(whole, '', 9)).toBeUndefined()
    expect(history.of(id, 'x', 9)).toHaveLength(2)
    const next = begin('c')
    expect(history.note(next, [])).toEqual([])
    // In pieces: the power may fail between two, and then it is gone on with.
    expect([history.dropUnfinished(next, '', 1), history.dropUnfinished(next, 'x', 1)]).toEqual(['x', 'y'])
    expect(history.of(id, 'y', 9).map(({ readAt }) => readAt)).toEqual(['a'])
    expect(history.find(id, 'b')?.finishedAt).toBeNull()
    expect([history.dropUnfinished(next, 'y', 1), history.dropUnfinished(next, 'z', 1)]).toEqual(['z', undefined])
    expect([history.find(id, 'a')?.number, history.find(id, 'b'), history.find(id, 'c')?.number]).toEqual([
      ...[whole.number, undefined, next.number],
    ])
    expect(history.note(half, all(quarantined))).toBeUndefined()
    expect(history.note(next, all(quarantined))).toEqual(
      devices.map((device) => ({ device, before: blocked, now: quarantined })),
    )
  })

  it('is forgotten, and the decisions are not', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(contoso)
    put(store, id, 'A')
    const begun = store.quarantine.history.begin(id, { stamp: 'a', ...reading })
    if (begun) store.quarantine.history.note(begun, [{ device: 'MARK-OF-HISTORY', now: blocked }])
    expect(await store.quarantine.history.forget(id, 1)).toBe(false)
    expect(await store.quarantine.history.forget(id, 1)).toBe(true)
    expect([...bytesOf(folder)].filter(([, bytes]) => bytes.includes('MARK-OF-HISTORY'))).toEqual([])
    expect(inTray(store, id).decisions).toHaveLength(1)
    expect(trailOf(store, id)).toEqual(['decided'])
  })
})

describe('views', () => {
  const view = { name: 'New ones', filter: {}, sort: null, columns: ['user' as const], group: null }
  it('are kept by name, and no more than a hundred', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    const { views } = store.quarantine
    for (let number = 0; number < 100; number += 1) views.save(id, { ...view, name: `${number}` })
    expect(views.save(id, view)).toBe('full')
    expect(views.save(id, { ...view, name: '7', group: 'agent' })).toBe('saved')
    views.remove(id, '8')
    expect(views.list(id)).toHaveLength(99)
    expect(views.list(id).find(({ name }) => name === '7')?.group).toBe('agent')
  })

  it('a pattern is the profile’s again', () => {
    const store = opened(null)
    const id = store.organisations.put(contoso)
    const { views } = store.quarantine
    views.savePattern(id, { userAgent: 'python*' })
    expect(views.pattern(id)).toEqual({ userAgent: 'python*' })
    views.savePattern(id, null)
    expect(views.pattern(id)).toBeUndefined()
  })
})

it('what another program keeps for the desk is told of as that', () => {
  const folder = newFolder()
  const [window, service] = [opened(folder), opened(folder)]
  const id = service.organisations.put(contoso)
  expect(window.changedByOthers()).toEqual([])
  put(service, id, 'A')
  expect([window.changedByOthers(), window.changedByOthers()]).toEqual([['quarantine'], []])
  service.quarantine.views.savePattern(id, { userAgent: 'a' })
  expect(window.changedByOthers()).toEqual(['quarantine'])
})
