import { expect, test } from 'vitest'
import check from '../../../../shared/checks/ews/throttling.ts'
import { bareEwsAnswer, ewsAnswer, ewsGetFolder } from '../artifact-builders.ts'
import { conclude, expectRow, type Row } from '../conclude.ts'
import { ewsOperations, operation, refusedWith } from './operations-builder.ts'

const opened = ewsGetFolder({ asVendor: ewsAnswer() })

test.each<Row>([
  [
    'a 503 with Retry-After at the inbox',
    {
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
    ...ewsGetFolder({ asVendor: bareEwsAnswer(503, { backOffMilliseconds: 60_000 }) }),
    ...ewsOperations([], 'told-to-wait'),
  })
  expect(found.advice).toContain('Postern waits 5 s once')
})
