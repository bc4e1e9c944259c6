import { describe, expect, it } from 'vitest'
import { ticks, tickWords, waterfall, waterfallSentence } from '../../../renderer/store/waterfall.ts'
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
      '1. POST /EWS/Exchange.asmx 401: 30 ms (TCP connection 3 ms, TLS handshake 20 ms, Waiting for the answer 6 ms, ' +
        'Receiving 1 ms). 2. POST /EWS/Exchange.asmx 200: 50 ms (Waiting for the answer 50 ms). ' +
        '3. POST /EWS/Exchange.asmx no answer: 40 ms (TCP connection 5 ms).',
    )
  })

  it('says of each exchange what it is: its label, where it has one, and what was asked and answered', () => {
    const { rows: labelled } = waterfall(exchanges, ['FindItem', ''])
    expect(labelled.map(({ what, request }) => [what, request])).toEqual([
      ['1. FindItem', 'POST /EWS/Exchange.asmx 401'],
      ['2. POST /EWS/Exchange.asmx 200', ''],
      ['3. POST /EWS/Exchange.asmx no answer', ''],
    ])
    expect(labelled[0]?.name).toBe('1. FindItem, POST /EWS/Exchange.asmx 401')
  })

  it.each([
    ['https://mail.contoso.test', '/'],
    ['https://mail.contoso.test/Microsoft-Server-ActiveSync?Cmd=Sync&User=probe', '/Microsoft-Server-ActiveSync'],
    ['https://contoso.test/autodiscover/autodiscover.xml', '/autodiscover/autodiscover.xml'],
    [
      'https://contoso.test/autodiscover/autodiscover.json/v1.0/probe@contoso.test?Protocol=EWS',
      '…/probe@contoso.test',
    ],
    [`https://contoso.test/${'a'.repeat(80)}`, `…/${'a'.repeat(29)}…`],
    ['nowhere', 'nowhere'],
  ])('names the path of %s, or its end where it is long', (url, path) => {
    const [row] = waterfall([{ ...exchange({ startedAt: 0, milliseconds: { total: 1 } }), url }]).rows
    expect(row?.what).toBe(`1. POST ${path} no answer`)
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
      name: 'DNS, mail.contoso.test',
      what: 'DNS',
      request: 'mail.contoso.test',
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

describe('The axis of a waterfall', () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [52, [0, 20, 40]],
    [100, [0, 20, 40, 60, 80, 100]],
    [140, [0, 50, 100]],
    [810, [0, 200, 400, 600, 800]],
    [30_000, [0, 10_000, 20_000, 30_000]],
  ])('of %i ms has few and round ticks', (span, expected) => {
    expect(ticks(span)).toEqual(expected)
  })

  it('says the unit at each', () => {
    expect([0, 20, 500, 1000, 1500, 20_000].map(tickWords)).toEqual(['0', '20 ms', '500 ms', '1 s', '1.5 s', '20 s'])
  })
})
