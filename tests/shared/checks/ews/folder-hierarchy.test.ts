import { test } from 'vitest'
import check from '../../../../shared/checks/ews/folder-hierarchy.ts'
import { failure } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

const longAnswer = (status: number) =>
  operation('SyncFolderHierarchy', { status, responseCode: undefined, failure: failure('response-too-large') })

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
  ['more folders than are read', ewsOperations([longAnswer(200)]), 'longer-than-read'],
  ['a page that is too long, and an error', ewsOperations([longAnswer(500)]), 'no-answer'],
  [
    'the folders',
    ewsOperations([operation('SyncFolderHierarchy', { count: 17, found: true })]),
    'listed',
    { folders: 17, calendarAmongThem: true },
  ],
])('%s', (...row) => expectRow(check, row))
