import { describe, expect, it } from 'vitest'
import {
  inLane,
  type RoundTrips,
  recordingRoundTrips,
  roundTrips,
} from '../../../../electron/engine/wire/round-trips.ts'

function recorder() {
  const seen: RoundTrips[] = []
  let clock = 0
  return {
    seen,
    monotonic: () => {
      clock += 1
      return clock
    },
    record: (trips: RoundTrips) => seen.push(trips),
  }
}

describe('round trips', () => {
  it('are told to nobody where nobody records', async () => {
    expect(await roundTrips('dns', async () => 'answer')).toBe('answer')
  })

  it('are told to whoever started the work, however deep it is, and to no other', async () => {
    const one = recorder()
    const other = recorder()
    const ask = async (count: number) => {
      await Promise.resolve()
      return await roundTrips(
        'tls',
        async () => count,
        (result) => result,
      )
    }
    await Promise.all([recordingRoundTrips(one, () => ask(1)), recordingRoundTrips(other, () => ask(2))])
    expect(one.seen).toEqual([{ kind: 'tls', count: 1, began: 1, ended: 2 }])
    expect(other.seen).toEqual([{ kind: 'tls', count: 2, began: 1, ended: 2 }])
  })

  it('of lanes name theirs, and no others have one', async () => {
    const one = recorder()
    const ask = () => roundTrips('http', async () => undefined)
    await recordingRoundTrips(one, async () => {
      await ask()
      await inLane(async () => {
        await ask()
        await ask()
      })
      await inLane(ask)
    })
    const [before, first, second, other] = one.seen.map(({ lane }) => lane)
    expect(before).toBeUndefined()
    expect(first).toBeTypeOf('symbol')
    expect(second).toBe(first)
    expect(other).toBeTypeOf('symbol')
    expect(other).not.toBe(first)
    expect(await inLane(async () => 'nobody records')).toBe('nobody records')
  })

  it('that fail count as one', async () => {
    const one = recorder()
    const failing = recordingRoundTrips(one, () =>
      roundTrips(
        'tcp',
        async () => {
          throw new Error('refused')
        },
        () => 5,
      ),
    )
    await expect(failing).rejects.toThrow('refused')
    expect(one.seen).toEqual([{ kind: 'tcp', count: 1, began: 1, ended: 2 }])
  })
})
