import { test } from 'vitest'
import check from '../../../../shared/checks/ews/name-resolution.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

test.each<BlockedRow>(blockedRows('ResolveNames'))('%s is told elsewhere', (...row) => expectBlocked(check, row))

/** 'refused', 'no-answer' and 'not-ews' look alike for every operation. */
test.each<Row>([
  ...troubleRows('ResolveNames'),
  ['nobody', ewsOperations([refusedWith('ResolveNames', 'ErrorNameResolutionNoResults')]), 'not-found', { names: 0 }],
  [
    'somebody else',
    ewsOperations([operation('ResolveNames', { count: 1, found: false })]),
    'other-address',
    { names: 1 },
  ],
  ['the mailbox', ewsOperations([operation('ResolveNames', { count: 1, found: true })]), 'resolved'],
  [
    'the mailbox and others',
    ewsOperations([
      operation('ResolveNames', { count: 3, found: true, responseCode: 'ErrorNameResolutionMultipleResults' }),
    ]),
    'resolved',
    { names: 3 },
  ],
])('%s', (...row) => expectRow(check, row))
