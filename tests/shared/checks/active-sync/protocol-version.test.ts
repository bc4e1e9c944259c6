import { test } from 'vitest'
import check from '../../../../shared/checks/active-sync/protocol-version.ts'
import { activeSyncOptions } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

const speaks = (...versions: string[]) => activeSyncOptions({ versions })

test.each<BlockedRow>([
  ['a server that names no version', speaks(), 'activeSyncOptions', 'did not say which versions it speaks'],
  ['versions that are no numbers', speaks('latest'), 'activeSyncOptions', 'did not say which versions it speaks'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['12.0 at best', speaks('2.5', '12.0'), 'none-in-common', { highest: '12.0' }],
  ['12.1 at best', speaks('2.5', '12.0', '12.1'), 'outdated', { highest: '12.1' }],
  ['14.0 at best', speaks('12.1', '14.0'), 'outdated', { highest: '14.0' }],
  ['a word among versions', speaks('next', '12.1'), 'outdated', { highest: '12.1' }],
  ['14.1', speaks('12.1', '14.0', '14.1'), 'current', { highest: '14.1' }],
  ['16.1, named first', speaks('16.1', '16.0', '2.5'), 'current', { highest: '16.1', server: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))
