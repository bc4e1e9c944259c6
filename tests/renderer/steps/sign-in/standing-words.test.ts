import { describe, expect, it } from 'vitest'
import { standingWords } from '../../../../renderer/steps/sign-in/standing-words.ts'
import type { PasswordStanding } from '../../../../shared/run/password-standing.ts'

const style = { locale: 'en-GB', timeZone: 'Europe/Berlin' }
const today = '2026-11-28T20:00:00.000Z'
const words = (standing: PasswordStanding | null) => standingWords(standing, 'CONTOSO\\probe', today, style)

describe('how the password stands, in words', () => {
  it('says of a rejected one when that was, and that it is not sent again', () => {
    const { title, verdict, tryAgain } = words({ state: 'rejected', at: '2026-11-28T13:02:11.000Z' })
    expect(title).toBe('This password was rejected at 14:02:11 and is not sent again unless you ask for it')
    expect({ verdict, tryAgain }).toEqual({ verdict: 'fail', tryAgain: true })
  })

  it('names the day of what was not today', () => {
    const { title } = words({ state: 'accepted', at: '2026-11-27T13:02:11.000Z' })
    expect(title).toBe('This password was accepted at 14:02:11 on 27 Nov 2026')
  })

  it('does without a time that is not known', () => {
    expect(words({ state: 'unanswered' }).title).toBe('A sign-in with this password got no clear answer')
  })

  it.each<[PasswordStanding | null, string]>([
    [null, 'How the password stands is not known'],
    [{ state: 'no-account' }, 'The organisation names no account'],
    [{ state: 'no-password' }, 'No password is kept for CONTOSO\\probe'],
    [{ state: 'clear' }, 'One attempt left before we stop'],
    [{ state: 'under-way', at: today }, 'Another sign-in of this account is under way'],
    [{ state: 'memory-unavailable' }, 'Whether this password was rejected before cannot be told'],
  ])('%o', (standing, title) => {
    expect(words(standing).title).toBe(title)
  })

  it('names the file that cannot be read or written, as the finding of the run does', () => {
    expect(words({ state: 'memory-unavailable' }).sentence).toMatch(/sign-ins\.json, .* cannot be read or written/)
  })

  it('offers another try only where the password is held back', () => {
    const offered = (['clear', 'no-password', 'no-account', 'memory-unavailable'] as const).filter(
      (state) => words({ state }).tryAgain,
    )
    expect(offered).toEqual(['memory-unavailable'])
    expect(words({ state: 'under-way', at: today }).tryAgain).toBe(false)
    expect(words({ state: 'unanswered' }).tryAgain).toBe(true)
  })
})
