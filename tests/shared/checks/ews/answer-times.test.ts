import { expect, test } from 'vitest'
import type { EwsOperation } from '../../../../shared/artifacts/ews-operations.ts'
import check from '../../../../shared/checks/ews/answer-times.ts'
import { bareEwsAnswer, ewsAnswer, ewsGetFolder, exchange, failure, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { ewsOperations, operation, refusedWith } from './operations-builder.ts'

const names = ['GetServerTimeZones', 'SyncFolderHierarchy', 'FindItem', 'GetUserAvailability', 'Subscribe'] as const
const after = (firstByte: number) => exchange(200, { method: 'POST', milliseconds: { firstByte, total: firstByte } })
const line = (connectMilliseconds: number | undefined) => tlsHandshake({ connectMilliseconds })
const opened = (...times: number[]) => ({
  ...line(4),
  ...ewsGetFolder({
    asVendor: ewsAnswer({ exchanges: times.slice(0, 1).map(after) }),
    asPlainClient: ewsAnswer({ exchanges: times.slice(1, 2).map(after) }),
  }),
})
/** The inbox twice and five operations, each answered after so many milliseconds. */
const answered = (...times: number[]) => ({
  ...opened(...times),
  ...asked(names.map((name, at) => operation(name, { exchanges: [after(times[at + 2] ?? 30)] }))),
})
const asked = (operations: EwsOperation[]) => ewsOperations(operations)

test.each<Row>([
  [
    'seven answers of seconds',
    answered(4200, 2600, 2500, 9800, 3100, 2700, 2400),
    'slow',
    {
      middle: '2.7 s',
      longest: '9.8 s',
      slowest: 'SyncFolderHierarchy',
      roundTrip: '4 ms',
      answeredBy: 'EXCH02',
      answers: [
        'GetFolder: 4.2 s',
        'GetFolder: 2.6 s',
        'GetServerTimeZones: 2.5 s',
        'SyncFolderHierarchy: 9.8 s',
        'FindItem: 3.1 s',
        'GetUserAvailability: 2.7 s',
        'Subscribe: 2.4 s',
      ],
    },
  ],
  ['half of them just as long as is slow', answered(2004, 2004, 2004, 2004, 30, 30, 30), 'slow', { middle: '2.0 s' }],
  [
    'errors that take as long',
    { ...opened(3000, 3000), ...asked([refusedWith('FindItem', 'ErrorItemNotFound')]) },
    'slow',
  ],
  [
    'a way of a second, and a server of one and a half',
    { ...answered(...Array(7).fill(2500)), ...line(1000) },
    'prompt',
  ],
  ['half of them just under', answered(2003, 2003, 2003, 2003, 30, 30, 30), 'prompt'],
  [
    'the first after a recycle, and the rest quick',
    answered(14_000, 3000, 3000),
    'prompt',
    { middle: '30 ms', longest: '14.0 s', slowest: 'GetFolder' },
  ],
  [
    'one that never came, which is told elsewhere',
    {
      ...opened(40, 40),
      ...asked([
        operation('FindItem', {
          status: undefined,
          responseCode: undefined,
          failure: failure('response-timed-out'),
          exchanges: [after(20_000)],
        }),
      ]),
    },
    'prompt',
    { answers: ['GetFolder: 40 ms', 'GetFolder: 40 ms'] },
  ],
  [
    'a sign-in before the answer, whose time is not the answer’s',
    {
      ...opened(40, 40),
      ...asked([operation('FindItem', { exchanges: [after(9000), after(40)] })]),
    },
    'prompt',
    { longest: '40 ms' },
  ],
  [
    'a wait that EWS asked for',
    { ...opened(40), ...asked([operation('FindItem', { waitedMilliseconds: 4000 })]) },
    'prompt',
  ],
])('%s', (...row) => expectRow(check, row))

test.each<BlockedRow>([
  [
    'nothing but refusals of IIS',
    { ...line(4), ...ewsGetFolder({ asVendor: bareEwsAnswer(403) }), ...asked([]) },
    'ewsGetFolder',
    'answered no question',
  ],
  [
    'a busy server',
    {
      ...line(4),
      ...ewsGetFolder({
        asVendor: ewsAnswer({ status: 500, responseCode: 'ErrorServerBusy', exchanges: [after(9000)] }),
      }),
      ...ewsOperations([], 'told-to-wait'),
    },
    'ewsGetFolder',
    'answered no question',
  ],
])('%s', (...row) => expectBlocked(check, row))

test('how long the way takes is said beside it', () => {
  const found = conclude(check, { ...answered(...Array(7).fill(9000)), ...line(180) })
  expect(found.title).toBe('EWS on mail.contoso.test takes 9.0 s to begin an answer')
  expect(found.advice).toContain('The way there and back takes 180 ms of it.')
})
