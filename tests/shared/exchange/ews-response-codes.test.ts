import { ServiceError } from 'ews-javascript-api'
import { describe, expect, it, test } from 'vitest'
import { responseCodeOf, responseCodes } from '../../../shared/exchange/ews-response-codes.ts'

describe('a code that is not listed has no cause', () => {
  it.each(['', 'NoError', 'a:', 'constructor', 'errorAccessDenied', 'ErrorAccessDenied:a'])('%j', (code) => {
    expect(responseCodeOf(code)).toBeUndefined()
  })
})

test('a code is found with the prefix that a SOAP fault writes before it', () => {
  expect(responseCodeOf('a:ErrorServerBusy')).toBe(responseCodes.ErrorServerBusy)
  expect(responseCodeOf('ErrorServerBusy')).toMatchObject({ kind: 'throttling' })
})

test.each(Object.entries(responseCodes))('%s is a code of EWS, in whole sentences', (code, { means, todo }) => {
  expect(Object.keys(ServiceError)).toContain(code)
  for (const words of [means, todo]) expect(words).toMatch(/^\p{Lu}[^!]*\.$/u)
  expect(todo).not.toMatch(/^(?:You|Please)\b/)
})

test('the codes that keep a sync from starting are told apart', () => {
  const kinds = Object.fromEntries(
    [
      'ErrorPasswordExpired',
      'ErrorNonExistentMailbox',
      'ErrorImpersonateUserDenied',
      'ErrorExceededSubscriptionCount',
      'ErrorMailboxStoreUnavailable',
      'ErrorNoRespondingCASInDestinationSite',
      'ErrorInvalidServerVersion',
      'ErrorInternalServerError',
      'ErrorSchemaValidation',
      'ErrorNameResolutionNoResults',
    ].map((code) => [code, responseCodeOf(code)?.kind]),
  )
  expect(Object.values(kinds)).toEqual([
    'account',
    'mailbox',
    'rights',
    'throttling',
    'store',
    'configuration',
    'version',
    'server',
    'request',
    'absent',
  ])
})
