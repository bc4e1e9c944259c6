import { describe, expect, test } from 'vitest'
import { Failure, failureSentence, failureSentences } from '../../../shared/artifacts/failure.ts'

const where = 'mail.contoso.test:443'

describe('what is no failure', () => {
  test.each([
    ['a code that is not known', { code: 'server-tired', where }],
    ['no code', { where }],
    ['no place', { code: 'tls-failed' }],
    ['a key that is not known', { code: 'tls-failed', where, cause: 'ECONNRESET' }],
    ['a detail that is no text', { code: 'tls-failed', where, detail: 104 }],
  ])('%s', (_, value) => {
    expect(Failure.safeParse(value).success).toBe(false)
  })
})

describe('a failure in words', () => {
  test.each([
    [{ code: 'connection-refused', where }, `${where} refused the TCP connection.`],
    [
      { code: 'connection-refused', where, detail: 'ECONNREFUSED' },
      `${where} refused the TCP connection (ECONNREFUSED).`,
    ],
    [{ code: 'name-not-found', where: 'mail.contoso.test', detail: '' }, 'mail.contoso.test does not exist in DNS.'],
    [{ code: 'cancelled', where }, `${where} was not asked to the end: the run was stopped.`],
  ] as const)('%o', (failure, sentence) => {
    expect(failureSentence(Failure.parse(failure))).toBe(sentence)
  })

  test.each(Object.entries(failureSentences))('%s continues a sentence that begins with the place', (code, words) => {
    expect(Failure.safeParse({ code, where }).success).toBe(true)
    expect(words).toMatch(/^[a-z].*[^.!]$/)
  })
})
