import { describe, expect, it } from 'vitest'
import type { GathererTrace } from '../../electron/engine/run/gatherer-trace.ts'
import { criticalPath, inSequence } from './critical-path.ts'

const trip = (began: number, ended: number, count = 1) => ({ kind: 'http' as const, count, began, ended })
const lanes = [Symbol('none'), Symbol('one'), Symbol('other')]
const inLane = (began: number, ended: number, lane: number) => ({ ...trip(began, ended), lane: lanes[lane] as symbol })
const trace = (
  artifact: GathererTrace['artifact'],
  waitsFor: GathererTrace['waitsFor'],
  ...roundTrips: GathererTrace['roundTrips']
): GathererTrace => ({ artifact, waitsFor, began: 0, ended: 0, roundTrips })

describe('round trips of one gatherer', () => {
  it.each<[string, GathererTrace['roundTrips'], number]>([
    ['there are none', [], 0],
    ['side by side count once', [trip(0, 40), trip(0, 40), trip(1, 39)], 1],
    ['one after the other are added up', [trip(0, 40), trip(40, 80), trip(81, 160, 2)], 4],
    ['are the longer of two lines', [trip(0, 40), trip(40, 80), trip(0, 85, 2), trip(86, 120)], 3],
    [
      'of lanes are those of the longest, whenever the others came between',
      [trip(0, 40), inLane(41, 80, 1), inLane(81, 130, 2), inLane(131, 170, 1), inLane(132, 180, 2)],
      3,
    ],
    ['come in any order', [trip(80, 120), trip(0, 40), trip(40, 80)], 3],
  ])('%s', (_name, trips, expected) => {
    expect(inSequence(trips)).toBe(expected)
  })
})

describe('the chain of a run', () => {
  it('of nothing is nothing', () => {
    expect(criticalPath([])).toEqual({ links: [], roundTrips: 0 })
  })

  it('follows the slowest that each waited for, and names those that asked nothing', () => {
    const chain = criticalPath([
      trace('signIns', ['ntlmSignIn']),
      trace('endpoints', []),
      trace('dnsAnswers', ['endpoints'], trip(0, 40)),
      trace('tlsHandshake', ['dnsAnswers'], trip(40, 120, 2)),
      trace('autodiscover', ['dnsAnswers'], trip(40, 80)),
      trace('ntlmSignIn', ['tlsHandshake', 'autodiscover'], trip(120, 160), trip(160, 200)),
    ])
    expect(chain.roundTrips).toBe(5)
    expect(chain.links.filter(({ roundTrips }) => roundTrips > 0)).toEqual([
      { artifact: 'dnsAnswers', roundTrips: 1 },
      { artifact: 'tlsHandshake', roundTrips: 2 },
      { artifact: 'ntlmSignIn', roundTrips: 2 },
    ])
  })
})
