import { test } from 'vitest'
import check from '../../../../shared/checks/ews/availability.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

test.each<BlockedRow>(blockedRows('GetUserAvailability'))('%s is told elsewhere', (...row) => expectBlocked(check, row))

/** 'refused', 'no-answer' and 'not-ews' look alike for every operation. */
test.each<Row>([
  ...troubleRows('GetUserAvailability'),
  [
    'no server in the other site',
    ewsOperations([refusedWith('GetUserAvailability', 'ErrorNoRespondingCASInDestinationSite')]),
    'refused',
    { means: 'The mailbox is in another site, and no Exchange server there answers.' },
  ],
  ['nothing of the day', ewsOperations([operation('GetUserAvailability', { count: 0 })]), 'empty'],
  ['a day in hours', ewsOperations([operation('GetUserAvailability', { count: 24 })]), 'answered', { slots: 24 }],
])('%s', (...row) => expectRow(check, row))
