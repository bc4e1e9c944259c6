import { test } from 'vitest'
import check from '../../../../shared/checks/ews/calendar.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

test.each<BlockedRow>(blockedRows('FindItem'))('%s is told elsewhere', (...row) => expectBlocked(check, row))

/** 'refused', 'no-answer' and 'not-ews' look alike for every operation. */
test.each<Row>([
  ...troubleRows('FindItem'),
  [
    'no calendar',
    ewsOperations([refusedWith('FindItem', 'ErrorItemNotFound')]),
    'missing',
    { code: 'ErrorItemNotFound' },
  ],
  ['a calendar that is not shown', ewsOperations([refusedWith('FindItem', 'ErrorFolderNotFound')]), 'missing'],
  [
    'another folder in its place',
    ewsOperations([refusedWith('FindItem', 'ErrorCalendarFolderIsInvalidForCalendarView')]),
    'missing',
  ],
  ['a week with appointments', ewsOperations([operation('FindItem', { count: 5 })]), 'opened', { itemsSeen: 5 }],
  ['a quiet week', ewsOperations([operation('FindItem', { count: 0 })]), 'opened', { itemsSeen: 0 }],
])('%s', (...row) => expectRow(check, row))
