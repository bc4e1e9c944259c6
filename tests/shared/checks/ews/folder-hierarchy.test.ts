import { test } from 'vitest'
import check from '../../../../shared/checks/ews/folder-hierarchy.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

test.each<BlockedRow>(blockedRows('SyncFolderHierarchy'))('%s is told elsewhere', (...row) => expectBlocked(check, row))

/** 'refused', 'no-answer' and 'not-ews' look alike for every operation. */
test.each<Row>([
  ...troubleRows('SyncFolderHierarchy'),
  [
    'a damaged folder',
    ewsOperations([refusedWith('SyncFolderHierarchy', 'ErrorCorruptData')]),
    'refused',
    { means: 'Something in the mailbox cannot be read.' },
  ],
  [
    'the folders',
    ewsOperations([operation('SyncFolderHierarchy', { count: 17, found: true })]),
    'listed',
    { folders: 17, calendarAmongThem: true },
  ],
])('%s', (...row) => expectRow(check, row))
