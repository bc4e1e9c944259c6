import { describe, expect, it } from 'vitest'
import {
  commonName,
  formatDay,
  formatMoment,
  formatSeconds,
  formatTime,
  isTime,
} from '../../../renderer/store/format.ts'

const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' }

describe('Times', () => {
  it.each(['', 'soon', '2026-13-45T00:00:00Z'])('leave %o, which is no time, as it is', (text) => {
    expect([formatTime(text), formatDay(text), formatMoment(text)]).toEqual([text, text, text])
  })

  it('are local, and the moment names its zone', () => {
    expect(formatTime('2026-11-24T22:41:07.000Z', berlin)).toBe('23:41:07')
    expect(formatDay('2026-12-06T23:59:59.000Z', berlin)).toBe('7 Dec 2026')
    expect(formatMoment('2026-12-06T23:59:59.000Z', berlin)).toBe('7 Dec 2026, 00:59:59 Central European Standard Time')
  })

  it.each([
    ['2026-11-24T22:41:07.000Z', true],
    ['2026-11-24T22:41:07+01:00', true],
    ['2026-11-24', false],
    ['15.2.1748.10', false],
    ['at 2026-11-24T22:41:07Z', false],
  ])('are known from other texts: %s', (text, expected) => {
    expect(isTime(text)).toBe(expected)
  })

  it.each([
    [0, '0 s'],
    [60, '1 min'],
    [300, '5 min'],
    [3600, '1 h'],
    [129_600, '1 d 12 h'],
    [3725, '1 h 2 min'],
  ])('a lifetime of %d s is %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text)
  })
})

describe('Names', () => {
  it.each([
    ['CN=mail.contoso.test, O=Contoso, C=DE', 'mail.contoso.test'],
    ['C=DE\nO=Contoso\nCN=Contoso Root CA', 'Contoso Root CA'],
    ['/C=DE/CN=Contoso', 'Contoso'],
    ['O=ACN Ltd', 'O=ACN Ltd'],
    ['', ''],
  ])('the common name of %o is %o', (name, common) => {
    expect(commonName(name)).toBe(common)
  })
})
