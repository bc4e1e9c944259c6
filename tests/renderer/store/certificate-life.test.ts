import { describe, expect, it } from 'vitest'
import { certificateLife } from '../../../renderer/store/certificate-life.ts'

const certificate = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2026-12-31T23:59:59.000Z' }
const style = { locale: 'en-GB' }

describe('The life of a certificate', () => {
  it.each([
    ['2025-12-30T12:00:00Z', 'not-yet-valid', 0, 'Valid in 2 days, from 1 Jan 2026.'],
    ['2027-01-10T12:00:00Z', 'expired', 1, 'Expired 9 days ago, on 31 Dec 2026.'],
    ['2026-12-31T23:59:59Z', 'expired', 1, 'Expired less than a day ago, on 31 Dec 2026.'],
    ['2026-12-05T00:00:00Z', 'expires-soon', 338 / 365, '26 of 365 days left, until 31 Dec 2026.'],
    ['2026-07-02T12:00:00Z', 'valid', 0.5, '182 of 365 days left, until 31 Dec 2026.'],
  ])('seen at %s is %s', (seenAt, state, gone, sentence) => {
    const life = certificateLife(certificate, seenAt, style)
    expect(life).toMatchObject({ state, sentence })
    expect(life.gone).toBeCloseTo(gone, 2)
  })

  it.each(['validFrom', 'validTo'])('says nothing of days where %s is none', (end) => {
    const life = certificateLife({ ...certificate, [end]: 'unreadable' }, '2026-06-01T00:00:00Z', style)
    expect(life).toEqual({
      gone: 1,
      state: 'unreadable',
      left: 'Its days cannot be read',
      sentence: 'Its first or its last day cannot be read.',
    })
  })

  it('is gone when it ends before it begins', () => {
    const reversed = { validFrom: certificate.validTo, validTo: certificate.validFrom }
    expect(certificateLife(reversed, '2027-06-01T00:00:00Z', style)).toMatchObject({ gone: 1, state: 'expired' })
  })
})
