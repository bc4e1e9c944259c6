import { describe, expect, it } from 'vitest'
import { waterfall, waterfallSentence } from '../../../renderer/store/waterfall.ts'
import { exchange } from '../../fixtures/run-parts.ts'

describe('A waterfall', () => {
  const exchanges = [
    exchange({ status: 401, startedAt: 100, milliseconds: { connect: 3, handshake: 20, firstByte: 6, total: 30 } }),
    exchange({ status: 200, startedAt: 140, milliseconds: { firstByte: 50, total: 50 } }),
    exchange({ startedAt: 200, milliseconds: { connect: 5, total: 40 } }),
  ]
  const { rows, span } = waterfall(exchanges)

  it('counts from the start of the first exchange to the end of the last', () => {
    expect(rows.map(({ start }) => start)).toEqual([0, 40, 100])
    expect(span).toBe(140)
  })

  it('lays phases one after the other, and calls the rest receiving', () => {
    expect(rows[0]?.segments).toEqual([
      { phase: 'connect', start: 0, length: 3 },
      { phase: 'handshake', start: 3, length: 20 },
      { phase: 'wait', start: 23, length: 6 },
      { phase: 'receive', start: 29, length: 1 },
    ])
  })

  it('has no segment for a phase that did not happen, and receives nothing where no byte came', () => {
    expect(rows[1]?.segments.map(({ phase }) => phase)).toEqual(['wait'])
    expect(rows[2]?.segments.map(({ phase }) => phase)).toEqual(['connect'])
  })

  it('reads as sentences', () => {
    expect(waterfallSentence(rows)).toBe(
      '1. POST 401: 30 ms (TCP connection 3 ms, TLS handshake 20 ms, Waiting for the answer 6 ms, Receiving 1 ms). ' +
        '2. POST 200: 50 ms (Waiting for the answer 50 ms). 3. POST no answer: 40 ms (TCP connection 5 ms).',
    )
  })

  it('names each exchange by its label, and by its method where it has none', () => {
    expect(waterfall(exchanges, ['FindItem', 'Subscribe']).rows.map(({ name }) => name)).toEqual([
      '1. FindItem 401',
      '2. Subscribe 200',
      '3. POST no answer',
    ])
  })

  it('has a span even when nothing took any time', () => {
    expect(waterfall([exchange({ startedAt: 0, milliseconds: { total: 0 } })]).span).toBe(1)
  })
})

describe('what DNS took', () => {
  const one = exchange({ startedAt: 100, milliseconds: { connect: 5, handshake: 10, firstByte: 20, total: 40 } })

  it('stands before the first exchange, which begins after it', () => {
    const { rows, span } = waterfall([one], [], { name: 'mail.contoso.test', milliseconds: 12 })
    expect(rows[0]).toEqual({
      name: 'DNS mail.contoso.test',
      start: 0,
      total: 12,
      segments: [{ phase: 'lookUp', start: 0, length: 12 }],
    })
    expect(rows[1]).toMatchObject({ start: 12, total: 40 })
    expect(span).toBe(52)
    expect(waterfallSentence(rows)).toContain('DNS 12 ms')
  })

  it('is left out where it was not asked', () => {
    expect(waterfall([one]).rows).toHaveLength(1)
  })
})
