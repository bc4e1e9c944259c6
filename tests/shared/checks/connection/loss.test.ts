import { test } from 'vitest'
import check from '../../../../shared/checks/connection/loss.ts'
import { expectRow, type Row } from '../conclude.ts'
import { knocks, reachability } from './reachability-builder.ts'

const seen = (...times: Parameters<typeof knocks>) => reachability({ knocks: knocks(...times) })
const LOST = 'connection-reset'

test.each<Row>([
  ['three of ten lost', seen(LOST, 3, 3, LOST, 3, 3, LOST), 'many-lost', { lost: 3, tried: 10 }],
  [
    'all lost',
    seen(...Array.from({ length: 10 }, () => LOST as typeof LOST)),
    'many-lost',
    { lost: 10, middle: 'no time' },
  ],
  ['two of ten lost', seen(LOST, 'connection-timed-out'), 'some-lost', { lost: 2 }],
  [
    'one of ten lost',
    seen(4, LOST),
    'some-lost',
    {
      lost: 1,
      milliseconds: [
        '4 ms',
        'mail.contoso.test:443 closed the connection before it had answered',
        ...Array(8).fill('3.2 ms'),
      ],
    },
  ],
  ['one lost of slow ones', seen(900, 900, 900, 900, 900, 900, 900, 900, 900, LOST), 'some-lost'],
  ['half of them slow', seen(500, 500, 500, 500, 500), 'slow', { middle: '500 ms' }],
  ['none tried', reachability({ knocks: [] }), 'not-tried'],
  ['fewer than half of them slow', seen(900, 900, 900, 900), 'steady', { middle: '3.2 ms' }],
  ['all of them well', reachability(), 'steady', { tried: 10, lost: 0, address: '10.20.0.14' }],
])('%s', (...row) => expectRow(check, row))
