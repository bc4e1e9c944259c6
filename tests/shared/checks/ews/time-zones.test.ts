import { test } from 'vitest'
import check from '../../../../shared/checks/ews/time-zones.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { blockedRows, ewsOperations, operation, refusedWith, troubleRows } from './operations-builder.ts'

test.each<BlockedRow>(blockedRows('GetServerTimeZones'))('%s is told elsewhere', (...row) => expectBlocked(check, row))

/** 'refused', 'no-answer' and 'not-ews' look alike for every operation. */
test.each<Row>([
  ...troubleRows('GetServerTimeZones'),
  ['an error of the zones', ewsOperations([refusedWith('GetServerTimeZones', 'ErrorTimeZone')]), 'refused'],
  ['the zones', ewsOperations([operation('GetServerTimeZones', { count: 141 })]), 'listed', { zones: 141 }],
])('%s', (...row) => expectRow(check, row))
