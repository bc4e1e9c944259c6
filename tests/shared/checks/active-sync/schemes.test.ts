import { test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/active-sync/schemes.ts'
import { activeSyncOptions, exchange } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

const challenged = exchange(401, { method: 'OPTIONS' })
const offered = (...schemes: NonNullable<Parameters<typeof activeSyncOptions>[0]>['schemes'] & object) =>
  activeSyncOptions({ schemes, exchanges: [challenged, exchange(200, { method: 'OPTIONS' })] })
const open = (...versions: string[]) => activeSyncOptions({ schemes: [], signedInWith: undefined, versions })

test.each<BlockedRow>([
  ['no scheme', offered(), 'activeSyncOptions', 'offers no sign-in'],
  ['no Basic', offered('negotiate', 'bearer'), 'activeSyncOptions', 'offers Negotiate, Bearer'],
  ['a proxy’s own 200', open(), 'activeSyncOptions', 'offers no sign-in'],
  [
    'a password that was rejected before',
    activeSyncOptions({ schemes: [], withheld: 'password-rejected-before', exchanges: [challenged] }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['an answer to anybody', open('16.1'), 'anonymous'],
  ['NTLM beside Basic', offered('ntlm', 'basic'), 'windows-offered', { offered: ['NTLM', 'Basic'] }],
  ['Negotiate beside Basic', offered('basic', 'negotiate'), 'windows-offered'],
  ['Basic and OAuth', offered('bearer', 'basic'), 'basic'],
  ['Basic alone', offered('basic'), 'basic', { server: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))
