import { expect, it } from 'vitest'
import { boundInterimAnswers } from '../../../../electron/engine/wire/interim-answers.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'

it('gives up at the twenty-first interim answer, and says why', () => {
  const reasons: WireError[] = []
  const onInfo = boundInterimAnswers((reason) => reasons.push(reason), 'mail.contoso.test:443')
  for (let count = 0; count < 20; count += 1) onInfo()
  expect(reasons).toEqual([])
  onInfo()
  expect(reasons).toEqual([expect.any(WireError)])
  expect(reasons[0]?.failure).toMatchObject({ code: 'http-malformed', where: 'mail.contoso.test:443' })
})
