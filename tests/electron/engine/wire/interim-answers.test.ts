import { expect, it } from 'vitest'
import { boundInterimAnswers } from '../../../../electron/engine/wire/interim-answers.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'

it('gives up at the twenty-first interim answer, and says why', () => {
  const { signal, onInfo } = boundInterimAnswers(new AbortController().signal, 'mail.contoso.test:443')
  for (let count = 0; count < 20; count += 1) onInfo()
  expect(signal.aborted).toBe(false)
  onInfo()
  expect(signal.aborted).toBe(true)
  expect(signal.reason).toBeInstanceOf(WireError)
  expect(signal.reason.failure).toMatchObject({ code: 'http-malformed', where: 'mail.contoso.test:443' })
})

it('aborts as well when the request is', () => {
  const caller = new AbortController()
  const { signal } = boundInterimAnswers(caller.signal, 'mail.contoso.test:443')
  caller.abort(new Error('enough'))
  expect(signal.reason).toMatchObject({ message: 'enough' })
})
