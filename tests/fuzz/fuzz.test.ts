import { describe, expect, it } from 'vitest'
import { allTargets } from './all-targets.ts'
import { randomFrom } from './random.ts'
import { FuzzFailure, type FuzzTarget, fuzz } from './target.ts'

const INPUTS = 100_000
const SEED = 20_261_125
/** Seconds on a machine of its own; other tests may leave it little. */
const PATIENCE_MILLISECONDS = 600_000

/** Whether one of the readers that a target takes turns with reads the message. */
function isGood(target: FuzzTarget, message: Buffer): boolean {
  return Array.from({ length: 64 }, (_, turn) => turn).some((turn) => {
    try {
      target.read(message, randomFrom(turn))
      return true
    } catch {
      return false
    }
  })
}

describe('a codec reads or refuses whatever comes, and makes little of it', () => {
  it.each(allTargets)('$name', { timeout: PATIENCE_MILLISECONDS }, (target) => {
    for (const seed of target.seeds) expect(isGood(target, seed), seed.toString('latin1')).toBe(true)
    const { inputs, read, refused } = fuzz(target, SEED, 0, INPUTS)
    expect(inputs).toBe(INPUTS)
    // Inputs that are all refused at the door, or all read, would test nothing.
    expect(read).toBeGreaterThan(INPUTS / 100)
    if (target.name !== 'www-authenticate') expect(refused).toBeGreaterThan(INPUTS / 100)
  })
})

describe('the fuzzer itself', () => {
  const weak = (read: FuzzTarget['read']): FuzzTarget => ({
    name: 'weak',
    seeds: [Buffer.from('abcdefgh')],
    read,
    growth: 1,
  })

  it('finds an error that is none of ours, and the same one again', () => {
    const target = weak((input) => {
      if (input[3] === 0xff) throw new RangeError('out of range')
    })
    const found = (() => {
      try {
        fuzz(target, 1, 0, INPUTS)
      } catch (error) {
        return error
      }
      return undefined
    })()
    if (!(found instanceof FuzzFailure)) throw new Error('Nothing was found.')
    expect(found.message).toMatch(/^weak, seed 1, input \d+: RangeError: out of range\n/)
    expect(found.input[3]).toBe(0xff)
    const index = Number(/input (\d+)/.exec(found.message)?.[1])
    expect(() => fuzz(target, 1, index, index + 1)).toThrow(found.message)
  })

  it('finds output that grows beyond its input', () => {
    expect(() =>
      fuzz(
        weak(() => 'x'.repeat(5000)),
        1,
        0,
        1,
      ),
    ).toThrow(/made more than \d+ bytes of output/)
    expect(() =>
      fuzz(
        weak(() => [Buffer.alloc(3000)]),
        1,
        0,
        1,
      ),
    ).toThrow(/made more than/)
  })
})
