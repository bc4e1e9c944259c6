import { expect, test } from 'vitest'
import { lastAnswer } from '../../../../electron/engine/gather/last-answer.ts'
import { exchange } from '../../../shared/checks/artifact-builders.ts'

const at = (time: string, total: number, status: number | undefined, url = 'https://mail.contoso.test/EWS') =>
  exchange(status, { url, startedAt: `2026-11-29T00:09:${time}Z`, milliseconds: { total } })
const server = { host: 'mail.contoso.test', port: 443 }

test.each([
  ['nothing was gathered', {}],
  ['nothing answered', { ewsChallenge: { exchange: at('40.000', 3, undefined) } }],
  ['another host answered', { a: at('40.000', 3, 401, 'https://owa.contoso.test/EWS') }],
  ['another port answered', { a: at('40.000', 3, 401, 'https://mail.contoso.test:8443/EWS') }],
  ['something else has a status', { a: { url: 'https://mail.contoso.test/', status: 200, versions: ['14.1', null] } }],
])('where %s there is no time', (_seen, gathered) => {
  expect(lastAnswer(gathered, server)).toBeUndefined()
})

test('the end of the latest answer is the time, whatever came to nothing after it', () => {
  const gathered = {
    ewsGetFolder: { asVendor: { exchanges: [at('41.000', 250, 401), at('42.000', 500, 200)] } },
    ewsChallenge: { exchange: at('40.000', 3, 401) },
    ewsOperations: { operations: [{ exchanges: [at('43.000', 9, undefined)] }] },
  }
  expect(lastAnswer(gathered, server)).toBe('2026-11-29T00:09:42.500Z')
})
