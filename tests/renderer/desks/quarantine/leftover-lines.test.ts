import { describe, expect, it } from 'vitest'
import { leftoverLines } from '../../../../renderer/desks/quarantine/leftover-lines.ts'
import { rowOf } from './row-of.ts'

const day = (text: string) => Date.parse(`${text}T00:00:00Z`)

describe('The lines of what is left over', () => {
  it('can be ticked of no device where there is none, where it is no list of devices, or where a wipe would be lost', () => {
    const lines = leftoverLines([
      { kind: 'stale-ids', mailbox: 'bob@contoso.test', list: 'allowed', id: 'GONE' },
      { kind: 'at-limit', mailbox: 'Bob', count: 98, limit: 100, isKnown: false, isFull: false },
      { kind: 'wipe-pending', row: rowOf('w', { status: 'DeviceWipePending' }) },
    ])
    expect(lines.map(({ device }) => device)).toEqual([null, null, null])
  })

  it('are one for each partnership of those that look alike, with what tells them apart', () => {
    const devices = [
      rowOf('a', { deviceId: 'A', lastSync: day('2026-01-01'), lastAttempt: day('2026-02-02') }),
      rowOf('b', {
        deviceId: 'B',
        lastSync: null,
        lastAttempt: null,
        firstSync: day('2026-03-03'),
        decided: 'remove',
      }),
      rowOf('c', { deviceId: 'C', lastSync: null, lastAttempt: null, firstSync: null }),
    ]
    expect(leftoverLines([{ kind: 'duplicates', mailbox: 'Bob', by: 'looks', devices }])).toEqual([
      { cells: ['Bob', 'A', 'the same looks, last came 2026-02-02'], device: devices[0] },
      { cells: ['Bob', 'B', 'the same looks, first came 2026-03-03, in the tray'], device: devices[1] },
      { cells: ['Bob', 'C', 'the same looks, nobody read when it came'], device: devices[2] },
    ])
  })

  it('say of a silent device when it came, and what lies in the tray about it', () => {
    const row = rowOf('s', { user: 'Bob', deviceId: 'A', decided: 'remove' })
    expect(leftoverLines([{ kind: 'silent', row, since: '2026-01-01T00:00:00.000Z' }])[0]?.cells).toEqual([
      ...['Bob', 'A', 'last came 2026-01-01, in the tray'],
    ])
  })
})
