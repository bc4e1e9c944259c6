import { test } from 'vitest'
import check from '../../../../shared/checks/ews/impersonation.ts'
import { bareEwsAnswer, ewsAnswer, ewsGetFolder, MAILBOX } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

const acting = { impersonated: true }
const fault = (responseCode: string) =>
  ewsGetFolder({ asVendor: ewsAnswer({ ...acting, status: 500, soapFault: true, responseCode, folder: undefined }) })

test.each<BlockedRow>([
  ['no account', ewsGetFolder({ withheld: 'no-account' }), 'ewsGetFolder', 'names no account'],
  ['a certificate that is not trusted', ewsGetFolder({ withheld: 'certificate-untrusted' }), 'tlsHandshake', 'trusted'],
  [
    'a 403 for everybody',
    ewsGetFolder({ asVendor: bareEwsAnswer(403, acting), asPlainClient: bareEwsAnswer(403, acting) }),
    'ewsGetFolder',
    'answers 403',
  ],
  ['no answer', ewsGetFolder({ asVendor: bareEwsAnswer(undefined, acting) }), 'ewsGetFolder', 'answers nothing'],
  ['an error of the mailbox', fault('ErrorNonExistentMailbox'), 'ewsGetFolder', 'ErrorNonExistentMailbox'],
  ['a code that objects have', fault('constructor'), 'ewsGetFolder', 'constructor'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a denial on the server', fault('ErrorImpersonationDenied'), 'denied', { code: 'ErrorImpersonationDenied' }],
  ['a denial with a prefix', fault('a:ErrorImpersonationDenied'), 'denied'],
  ['a denial for the mailbox', fault('ErrorImpersonateUserDenied'), 'mailbox-denied', { mailbox: MAILBOX }],
  ['a failure', fault('ErrorImpersonationFailed'), 'failed', { soapFault: true }],
  ['a header that cannot be read', fault('ErrorInvalidExchangeImpersonationHeaderData'), 'failed'],
  ['an account that opens its own mailbox', ewsGetFolder({ asVendor: ewsAnswer() }), 'not-used'],
  ['an error without impersonation', ewsGetFolder({ asVendor: bareEwsAnswer(500) }), 'not-used'],
  [
    'the inbox',
    ewsGetFolder({
      asVendor: ewsAnswer(acting),
      withoutImpersonation: ewsAnswer({ impersonated: false, responseCode: 'ErrorItemNotFound', folder: undefined }),
    }),
    'granted',
    { withoutImpersonation: 'ErrorItemNotFound' },
  ],
  [
    'the inbox for a plain client, where the vendor is refused',
    ewsGetFolder({ asVendor: bareEwsAnswer(403, acting), asPlainClient: ewsAnswer(acting) }),
    'granted',
  ],
])('%s', (...row) => expectRow(check, row))
