import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../../lab/faults.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { hurriedClock } from '../lab/hurried-clock.ts'
import { judgePair, pairForEach, pairsOfParts } from './judge-pair.ts'

const clock = hurriedClock()
let lab: Lab
beforeAll(async () => {
  lab = await startLab(clock)
})
afterAll(() => lab.close())

const chosen = pairForEach(pairsOfParts())

describe('two faults at once lead to both findings, or to one with the other skipped', () => {
  it.each(chosen.map((pair) => [pair.map(({ id }) => id).join(' and '), pair] as const))('%s', async (_name, pair) => {
    const { complaints } = await judgePair(lab, pair, clock)
    expect(complaints).toEqual([])
  })
})

it('the published table is of these faults', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/fault-pairs.md'), 'utf8')
  expect(page).toContain(`${pairsOfParts().length} pairs`)
  expect(page).toContain(`${faults.length} faults`)
})
