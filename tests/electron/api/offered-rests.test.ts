import { describe, expect, it } from 'vitest'
import { createOfferedRests } from '../../../electron/api/offered-rests.ts'
import { createManualTimer } from '../../shared/contract/manual-timer.ts'

function opened() {
  const timer = createManualTimer()
  return { timer, rests: createOfferedRests<string>(timer.setTimer) }
}

describe('what could be read of files that were refused', () => {
  it('is there once, and its timer goes with it', () => {
    const { timer, rests } = opened()
    rests.hold('a', 'of a', 1)
    expect([rests.take('b'), rests.take('a'), rests.take('a'), timer.waits()]).toEqual([
      undefined,
      'of a',
      undefined,
      [],
    ])
  })

  it.each([
    ['fits beside what is held', [250_000, 250_000], ['0', '1']],
    ['does not fit: what was held longest makes room', [250_000, 250_000, 1], ['1', '2']],
    ['does not fit: as much as it takes makes room', [100_000, 100_000, 100_000, 400_000], ['2', '3']],
    ['is too large by itself', [1, 600_000], ['1']],
  ])('that %s', (_what, sizes, left) => {
    const { timer, rests } = opened()
    for (const [at, objects] of sizes.entries()) rests.hold(`${at}`, `${at}`, objects)
    expect(sizes.flatMap((_, at) => rests.take(`${at}`) ?? [])).toEqual(left)
    expect(timer.waits()).toEqual([])
  })

  it('is let go of all at once', () => {
    const { timer, rests } = opened()
    rests.hold('a', 'of a', 1)
    rests.hold('b', 'of b', 1)
    rests.letGoOfAll()
    expect([rests.take('a'), rests.take('b'), timer.waits()]).toEqual([undefined, undefined, []])
  })
})
