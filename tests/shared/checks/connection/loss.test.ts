import { test } from 'vitest'
import check from '../../../../shared/checks/connection/loss.ts'
import { expectRow, type Row } from '../conclude.ts'
import { knocks, reachability } from './reachability-builder.ts'

const seen = (...times: Parameters<typeof knocks>) => reachability({ knocks: knocks(...times) })
const withoutAnswers = (...times: Parameters<typeof knocks>) =>
  reachability({ knocks: knocks(...times).map(({ answerMilliseconds: _left, ...knock }) => knock) })
/** Ten knocks of which some took so long because this machine was busy. */
const stalled = (times: number, whole: number, stalledMilliseconds: number) =>
  reachability({
    knocks: knocks(...Array(times).fill(whole)).map((knock, place) =>
      place < times ? { ...knock, stalledMilliseconds } : knock,
    ),
  })
const LOST = 'connection-reset'
const REFUSED = 'connection-refused'
const refused = (times: number) => knocks(...Array(times).fill(REFUSED))
const lastAnsweredAt = '2026-11-29T00:09:49.300Z'

test.each<Row>([
  ['three of ten lost', seen(LOST, 3, 3, LOST, 3, 3, LOST), 'many-lost', { lost: 3, tried: 10 }],
  [
    'all refused by a server that had answered',
    reachability({ knocks: refused(10), lastAnsweredAt }),
    'stopped',
    { time: '00:09:49 UTC', detail: 'mail.contoso.test:443 refused the TCP connection', lost: 10 },
  ],
  [
    'none that comes about, by a server that had answered',
    reachability({ knocks: knocks('host-unreachable', ...Array(9).fill('connection-timed-out')), lastAnsweredAt }),
    'stopped',
  ],
  [
    'nine of ten refused by a server that had answered',
    reachability({ knocks: refused(9), lastAnsweredAt }),
    'many-lost',
  ],
  ['all refused, of a server of which no answer is known', reachability({ knocks: refused(10) }), 'many-lost'],
  [
    'all broken off by a server that had answered',
    reachability({ knocks: knocks(...Array(10).fill(LOST)), lastAnsweredAt }),
    'many-lost',
  ],
  ['none lost by a server that had answered', reachability({ lastAnsweredAt }), 'steady'],
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
        '4 ms, answered 6.1 ms later',
        'mail.contoso.test:443 closed the connection before it had answered',
        ...Array(8).fill('3.2 ms, answered 6.1 ms later'),
      ],
    },
  ],
  ['one lost of late ones', seen(1003, 1003, LOST), 'some-lost'],
  ['one lost of slow ones', seen(900, 900, 900, 900, 900, 900, 900, 900, 900, LOST), 'some-lost'],
  ['two opened a second later', seen(3, 1003, 3, 3007), 'late', { late: 2, tried: 10, fastest: '9.1 ms' }],
  ['two answered a second later', seen([3, 1011], 3, [3, 1020]), 'late', { late: 2, slowest: '1023 ms' }],
  ['late ones of a run that was recorded without answers', withoutAnswers(3, 1003, 1003), 'late', { late: 2 }],
  ['late ones of a long way', seen(...Array(8).fill(480), 1480, 1481), 'late', { late: 2, fastest: '486.1 ms' }],
  ['half of them and more late', seen(...Array(9).fill(1003)), 'late', { late: 9, fastest: '9.3 ms' }],
  ['late ones beside a stall of this machine that was shorter', stalled(3, 1_203, 250), 'late', { late: 3 }],
  [
    'late ones, all for a stall of this machine',
    stalled(3, 1_003, 990),
    'steady',
    {
      late: 0,
      milliseconds: [
        ...Array(3).fill('1003 ms, answered 6.1 ms later; for 990 ms of it this machine was busy'),
        ...Array(7).fill('3.2 ms, answered 6.1 ms later'),
      ],
    },
  ],
  ['a stall that is counted for longer than the connection took', stalled(3, 1_003, 1_400), 'steady', { late: 0 }],
  ['slow ones, all for a stall of this machine', stalled(10, 620, 600), 'steady', { middle: '20 ms' }],
  ['all of them slow and one late', seen(...Array(9).fill(600), 1600), 'slow', { late: 1 }],
  ['half of them slow', seen(500, 500, 500, 500, 500), 'slow', { middle: '500 ms' }],
  ['none tried', reachability({ knocks: [] }), 'not-tried'],
  ['fewer than half of them slow', seen(880, 880, 880, 880), 'steady', { middle: '3.2 ms' }],
  ['one opened a second later', seen(1003), 'steady', { late: 1 }],
  ['one opened and others answered nearly a second later', seen([3, 880], [3, 880], 1003), 'steady', { late: 1 }],
  ['all of them well', reachability(), 'steady', { tried: 10, lost: 0, address: '10.20.0.14' }],
])('%s', (...row) => expectRow(check, row))
