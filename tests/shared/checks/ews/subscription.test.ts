import { test } from 'vitest'
import check from '../../../../shared/checks/ews/subscription.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

test.each<BlockedRow>(blockedRows('Subscribe'))('%s is told elsewhere', (...row) => expectBlocked(check, row))

/** 'refused', 'no-answer' and 'not-ews' look alike for every operation. */
test.each<Row>([
  ...troubleRows('Subscribe'),
  [
    'one too many',
    ewsOperations([refusedWith('Subscribe', 'ErrorExceededSubscriptionCount')]),
    'limit-reached',
    { code: 'ErrorExceededSubscriptionCount' },
  ],
  [
    'an end that is refused',
    ewsOperations([operation('Subscribe'), refusedWith('Unsubscribe', 'ErrorSubscriptionNotFound')]),
    'not-ended',
    { ending: 'Exchange says ErrorSubscriptionNotFound' },
  ],
  ['an end that was not sent', ewsOperations([operation('Subscribe')]), 'not-ended', { ending: 'no answer came' }],
  [
    'an end without EWS in it',
    ewsOperations([operation('Subscribe'), operation('Unsubscribe', { status: 502, responseCode: undefined })]),
    'not-ended',
    { ending: 'it answered 502' },
  ],
  ['both', ewsOperations([operation('Subscribe'), operation('Unsubscribe')]), 'works'],
])('%s', (...row) => expectRow(check, row))
