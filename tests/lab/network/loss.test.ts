import { describe, expect, it } from 'vitest'
import { type Loss, lossOf, openedLate, sentAgain } from '../../../lab/network/loss.ts'

/** Loses those packets, counted from one, and no others. */
function losing(...packets: number[]): Loss {
  let sent = 0
  return () => {
    sent += 1
    return packets.includes(sent)
  }
}
const always: Loss = () => true
const PACKET = 1_460

describe('bytes that were sent together, on a way of 40 ms there and back', () => {
  it.each<[string, number, Loss, number]>([
    ['nothing is lost', 9 * PACKET, losing(), 0],
    ['the only one is lost', 10, losing(1), 240],
    ['an end without bytes is lost', 0, losing(1), 240],
    ['it is lost again, and again', 10, losing(1, 2, 3), 240 + 480 + 960],
    ['one is lost with two behind it', 3 * PACKET, losing(1), 240],
    ['one is lost with three behind it, which ask for it', 3 * PACKET + 1, losing(1), 40],
    ['two are lost; the later one is waited for', 5 * PACKET, losing(1, 6), 240],
    ['none ever arrives', 10, always, Number.POSITIVE_INFINITY],
  ])('%s', (_what, bytes, lost, later) => {
    expect(sentAgain(bytes, lost, 40)).toBe(later)
  })
})

describe('a connection', () => {
  it.each<[string, Loss, number]>([
    ['opens at once', losing(), 0],
    ['opens after a second, where its first packet is lost', losing(1), 1_000],
    ['opens after a second, where the answer to it is lost', losing(2), 1_000],
    ['opens after three, where the packet that was sent again is lost', losing(1, 2), 3_000],
    ['never opens on a cut line', always, Number.POSITIVE_INFINITY],
  ])('%s', (_what, lost, later) => {
    expect(openedLate(lost)).toBe(later)
  })
})

it('loses so many of a hundred, by the numbers that it is given', () => {
  const numbers = [0.0199, 0.02, 0.99, 0]
  const lost = lossOf(2, () => numbers.shift() ?? 1)
  expect([lost?.(), lost?.(), lost?.(), lost?.()]).toEqual([true, false, false, true])
  expect(lossOf(0, () => 0)).toBeUndefined()
  expect(lossOf(100, () => 0.999999)?.()).toBe(true)
})
