import { expect, test } from 'vitest'
import check from '../../../../shared/checks/ews/throttling.ts'
import { bareEwsAnswer, basicSignIn, ewsAnswer, ewsGetFolder, exchange, ntlmSignIn } from '../artifact-builders.ts'
import { conclude, expectRow, type Row } from '../conclude.ts'
import { ewsOperations, operation, refusedWith } from './operations-builder.ts'

const signedIn = { ...ntlmSignIn(), ...basicSignIn() }
const opened = { ...signedIn, ...ewsGetFolder({ asVendor: ewsAnswer() }) }
/** Told at the sign-in with NTLM, and not asked after it. */
const stopped = (leaveAlone: { milliseconds?: number; responseCode?: string }, status: number) => ({
  ...ntlmSignIn({ leaveAlone, exchanges: [exchange(status, { method: 'POST' })] }),
  ...basicSignIn({ result: 'withheld', withheld: 'told-to-wait' }),
  ...ewsGetFolder({ withheld: 'told-to-wait' }),
  ...ewsOperations([], 'told-to-wait'),
})

test.each<Row>([
  [
    'a 503 with Retry-After at the sign-in',
    stopped({ milliseconds: 120_000 }, 503),
    'told-to-wait',
    { operation: 'the sign-in with NTLM', seconds: 120, by: '503 with Retry-After', answeredBy: 'EXCH02' },
  ],
  [
    'ErrorServerBusy at the sign-in, without a time',
    stopped({ responseCode: 'ErrorServerBusy' }, 500),
    'busy',
    { operation: 'the sign-in with NTLM', by: 'ErrorServerBusy' },
  ],
  [
    'a moment at the sign-in, after which everything was answered',
    {
      ...opened,
      ...ntlmSignIn({ leaveAlone: { milliseconds: 2_000, responseCode: 'ErrorServerBusy' } }),
      ...ewsOperations([operation('FindItem')]),
    },
    'waited',
    { operation: 'the sign-in with NTLM', seconds: 2 },
  ],
  [
    'a 503 with Retry-After at the inbox',
    {
      ...signedIn,
      ...ewsGetFolder({ asVendor: bareEwsAnswer(503, { backOffMilliseconds: 120_000 }) }),
      ...ewsOperations([], 'told-to-wait'),
    },
    'told-to-wait',
    { operation: 'GetFolder', seconds: 120, by: '503 with Retry-After', limitSeconds: 5 },
  ],
  [
    'ErrorServerBusy later on',
    {
      ...opened,
      ...ewsOperations(
        [operation('FindItem', { status: 500, responseCode: 'ErrorServerBusy', backOffMilliseconds: 29_742 })],
        'told-to-wait',
      ),
    },
    'told-to-wait',
    { operation: 'FindItem', seconds: 29.7, by: 'ErrorServerBusy', answeredBy: 'EXCH02' },
  ],
  [
    'a server that is busy again after the wait',
    {
      ...opened,
      ...ewsOperations([
        operation('FindItem', {
          status: 500,
          responseCode: 'ErrorServerBusy',
          backOffMilliseconds: 1000,
          waitedMilliseconds: 1000,
        }),
      ]),
    },
    'told-to-wait',
    { seconds: 1 },
  ],
  [
    'a busy server that names no time',
    { ...opened, ...ewsOperations([refusedWith('Subscribe', 'a:ErrorServerBusy')], 'told-to-wait') },
    'busy',
    { operation: 'Subscribe' },
  ],
  [
    'too many requests at once',
    { ...opened, ...ewsOperations([refusedWith('Subscribe', 'ErrorExceededConnectionCount')], 'told-to-wait') },
    'busy',
  ],
  [
    'a wait that helped',
    { ...opened, ...ewsOperations([operation('FindItem', { waitedMilliseconds: 250 })]) },
    'waited',
    { operation: 'FindItem', seconds: 0.3 },
  ],
  [
    'one subscription too many, which is told elsewhere',
    { ...opened, ...ewsOperations([refusedWith('Subscribe', 'ErrorExceededSubscriptionCount')]) },
    'not-throttled',
  ],
  ['no word of waiting', { ...opened, ...ewsOperations([operation('FindItem')]) }, 'not-throttled', { questions: 2 }],
])('%s', (...row) => expectRow(check, row))

test('the limit that Postern keeps to is told', () => {
  const found = conclude(check, {
    ...signedIn,
    ...ewsGetFolder({ asVendor: bareEwsAnswer(503, { backOffMilliseconds: 60_000 }) }),
    ...ewsOperations([], 'told-to-wait'),
  })
  expect(found.advice).toContain('Postern waits 5 s in a run')
})
