import type { Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import { EwsOperation, type EwsOperationName, EwsOperations } from '../../../../shared/artifacts/ews-operations.ts'
import { EWS, exchange, failure, MAILBOX } from '../artifact-builders.ts'
import type { BlockedRow, Row } from '../conclude.ts'

type Changes = { [K in keyof EwsOperation]?: EwsOperation[K] | undefined }

/** One operation that went well, with some fields replaced; a field given as undefined is taken out. */
export function operation(name: EwsOperationName, changes: Changes = {}): EwsOperation {
  const usual: EwsOperation = {
    operation: name,
    userAgent: 'python-EAS-Client 1.0',
    status: 200,
    exchanges: [exchange(200, { method: 'POST' })],
    responseCode: 'NoError',
    serverVersion: '15.2.1748.10',
    milliseconds: 12.3,
  }
  const entries = Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== undefined)
  return EwsOperation.parse(Object.fromEntries(entries))
}

/** An operation that EWS answered with an error. */
export function refusedWith(name: EwsOperationName, responseCode: string, messageText?: string): EwsOperation {
  return operation(name, { responseCode, messageText })
}

export function ewsOperations(
  operations: EwsOperation[],
  stopped?: EwsOperations['stopped'],
): Pick<Artifacts, 'ewsOperations'> {
  const value = { url: EWS, mailbox: MAILBOX, waitLimitMilliseconds: 5000, operations, ...(stopped && { stopped }) }
  return { ewsOperations: EwsOperations.parse(value) }
}

/** How each operation can go wrong: the rows that every check of one has in common. */
export function troubleRows(name: EwsOperationName): Row[] {
  return [
    [
      'an error of Exchange',
      ewsOperations([refusedWith(name, 'ErrorInternalServerError', 'An internal server error occurred.')]),
      'refused',
      { code: 'ErrorInternalServerError', message: 'An internal server error occurred', answeredBy: 'EXCH02' },
    ],
    [
      'a SOAP fault with a code that nobody listed',
      ewsOperations([operation(name, { status: 500, soapFault: true, responseCode: 'ErrorOfTomorrow' })]),
      'refused',
      { code: 'ErrorOfTomorrow', message: 'nothing more', soapFault: true },
    ],
    [
      'a page',
      ewsOperations([operation(name, { responseCode: undefined })]),
      'not-ews',
      { status: 200, operation: name },
    ],
    [
      'XML that breaks off',
      ewsOperations([operation(name, { responseCode: undefined, failure: failure('xml-malformed') })]),
      'not-ews',
    ],
    [
      'nothing at all',
      ewsOperations([
        operation(name, { status: undefined, responseCode: undefined, failure: failure('response-timed-out') }),
      ]),
      'no-answer',
      { detail: 'mail.contoso.test:443 accepted the request but did not answer in time' },
    ],
    [
      'an answer that breaks off',
      ewsOperations([operation(name, { responseCode: undefined, failure: failure('connection-reset', 'ECONNRESET') })]),
      'no-answer',
      { detail: 'mail.contoso.test:443 closed the connection before it had answered (ECONNRESET)' },
    ],
  ]
}

/** What each check of an operation leaves to others. */
export function blockedRows(name: EwsOperationName): BlockedRow[] {
  return [
    ['not asked, told to wait', ewsOperations([], 'told-to-wait'), 'ewsOperations', 'asked to be left alone'],
    ['not asked after silence', ewsOperations([], 'no-answer'), 'ewsOperations', 'without an answer'],
    [
      'a 401',
      ewsOperations([operation(name, { status: 401, responseCode: undefined })], 'signed-out'),
      'ewsOperations',
      'no longer accepted the sign-in',
    ],
    ['not asked after a 401', ewsOperations([], 'signed-out'), 'ewsOperations', 'no longer accepted the sign-in'],
    ['not asked at all', ewsOperations([]), 'ewsOperations', 'was not asked'],
    [
      'a busy server',
      ewsOperations(
        [operation(name, { status: 503, responseCode: undefined, backOffMilliseconds: 9000 })],
        'told-to-wait',
      ),
      'ewsOperations',
      'asked to be left alone',
    ],
    [
      'a sign-in that was withheld',
      ewsOperations(
        [operation(name, { status: undefined, responseCode: undefined, withheld: 'password-rejected-before' })],
        'signed-out',
      ),
      'signIns',
      'a rejected password is not sent again unless you ask for it',
    ],
  ]
}
