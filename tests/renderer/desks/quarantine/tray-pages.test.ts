import { describe, expect, it } from 'vitest'
import { chosenDevices, tryOut } from '../../../../renderer/desks/quarantine/decide-selection.ts'
import { readDecisions, readScript } from '../../../../renderer/desks/quarantine/tray-pages.ts'
import type { CallResult } from '../../../../shared/contract/contract.ts'
import { createFakeClient } from '../../store/fake-client.ts'
import { rowOf } from './row-of.ts'

const { signal } = new AbortController()
const decisionOf = (place: number): CallResult<'quarantine.decisions'>['decisions'][number] => ({
  ...{ id: `d${place}`, settledAt: null, outcome: null, ran: null, again: false },
  decision: {
    ...{ kind: 'allow', reason: 'why', ticket: null, decidedAt: '2026-11-29T02:00:00.000Z' },
    device: {
      identity: `contoso.test/Users/Bob/x§${place}`,
      deviceId: `Appl${place}`,
      mailbox: 'contoso.test/Users/Bob',
    },
    was: { allowed: false, blocked: false },
  },
})

describe('What lies in the tray', () => {
  const pageOf = (tray: string, total: number, offset: number, limit: number) => ({
    ...{
      tray,
      total,
      outcomes: [{ kind: null, count: total }],
      unreadable: 0,
      standing: 0,
      ...{ default: null, decidedLast: null, probes: [] },
    },
    decisions: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => decisionOf(offset + at)),
  })

  it('is read as far as somebody wants it, and no further', async () => {
    const client = createFakeClient({
      'quarantine.decisions': ({ offset, limit }) => pageOf('one', 450, offset, limit),
    })
    expect((await readDecisions(client, { which: 'tray' }, 100, signal)).decisions).toHaveLength(100)
    expect(client.calls).toHaveLength(1)
    const more = await readDecisions(client, { which: 'tray' }, 1_000, signal)
    expect(more.decisions.map(({ id }) => id)).toEqual(Array.from({ length: 450 }, (_, at) => `d${at}`))
  })

  it('is read anew where it became another between two pages', async () => {
    let calls = 0
    const client = createFakeClient({
      'quarantine.decisions': ({ offset, limit }) => {
        calls += 1
        return calls === 1 ? pageOf('one', 150, offset, limit) : pageOf('two', 120, offset, limit)
      },
    })
    const read = await readDecisions(client, { which: 'tray' }, 200, signal)
    expect(read).toMatchObject({ tray: 'two', total: 120 })
    expect(read.decisions).toHaveLength(120)
  })
})

describe('A script of the tray', () => {
  const of = { what: 'tray', tray: 'one' } as const

  it('is made once, page after page, however often somebody looks', async () => {
    const client = createFakeClient({
      'quarantine.script': ({ offset }) => ({
        ...{ outcome: 'script', text: offset === 0 ? 'first ' : 'second', next: offset === 0 ? 6 : null },
        ...{ characters: 12, changes: 3, notes: ['A note.'] },
      }),
    })
    const script = { text: 'first second', changes: 3, notes: ['A note.'] }
    expect(await readScript(client, of, 'apply')).toEqual(script)
    expect(await readScript(client, of, 'apply')).toEqual(script)
    expect(client.calls).toHaveLength(2)
    await readScript(client, { ...of, tray: 'two' }, 'apply')
    expect(client.calls).toHaveLength(4)
  })

  it('that is refused says so in its words, and is asked for again', async () => {
    let stale = true
    const client = createFakeClient({
      'quarantine.script': () =>
        stale
          ? { outcome: 'stale', sentence: 'Look again.' }
          : { outcome: 'script', text: 'x', next: null, characters: 1, changes: 1, notes: [] },
    })
    expect(await readScript(client, of, 'undo')).toEqual({ sentence: 'Look again.' })
    stale = false
    expect(await readScript(client, of, 'undo')).toMatchObject({ text: 'x' })
  })
})

describe('What would change', () => {
  const tried = (shown: string, total: number, offset: number, limit: number) => ({
    ...{ outcome: 'tried' as const, reading: 'r', shown, total, notKnown: 0 },
    moves: [{ from: 'Quarantined' as const, to: 'Allowed' as const, count: total }],
    devices: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => ({
      ...{ row: rowOf(`${offset + at}`), from: 'Quarantined' as const, to: 'Allowed' as const, sentence: null },
    })),
  })

  it('is read in pages of one answer, and anew where that is another', async () => {
    let calls = 0
    const client = createFakeClient({
      'quarantine.what-if': ({ offset, limit }) => {
        calls += 1
        return tried(calls === 1 ? 'a' : 'b', 150, offset, limit)
      },
    })
    const read = await tryOut(client, { what: 'tray' }, 150, signal)
    if (read.outcome !== 'tried') throw new Error(read.sentence)
    expect(read.shown).toBe('b')
    expect(read.devices.map(({ row }) => row.key)).toEqual(Array.from({ length: 150 }, (_, at) => `${at}`))
  })

  it('is refused in the words of whoever refuses it', async () => {
    const client = createFakeClient({ 'quarantine.what-if': () => ({ outcome: 'not-read', sentence: 'Not read.' }) })
    expect(await tryOut(client, { what: 'tray' }, 10, signal)).toEqual({ outcome: 'not-read', sentence: 'Not read.' })
  })

  it('is of all that a filter found, as many as were shown', async () => {
    const client = createFakeClient({ 'quarantine.rows': () => ({ reading: 'r7', total: 4, rows: [] }) })
    const filter = { integration: true }
    // Four by now: it is asked for the three that were seen, and is refused there.
    expect(await chosenDevices(client, { filter, total: 3 }, signal)).toEqual({ filter, reading: 'r7', count: 3 })
    expect(await chosenDevices(client, { keys: ['a'] }, signal)).toEqual({ keys: ['a'] })
  })
})
