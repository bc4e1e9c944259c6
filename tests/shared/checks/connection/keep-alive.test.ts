import { test } from 'vitest'
import check from '../../../../shared/checks/connection/keep-alive.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { answered, closing, lost, reachability } from './reachability-builder.ts'

test.each<BlockedRow>([
  [
    'a first request that is lost',
    reachability({ first: lost, second: undefined }),
    'reachability',
    'closed the connection',
  ],
  ['no request at all', reachability({ first: undefined, second: undefined }), 'reachability', 'was asked nothing'],
])('%s tells nothing', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a second request that is lost', reachability({ second: lost }), 'cut', { first: 401, lasted: '1 request' }],
  [
    'a third request that is lost, as behind a device that forgets a connection after two',
    reachability({ further: [lost] }),
    'cut',
    {
      first: 401,
      second: 401,
      lasted: '2 requests',
      cut: 'mail.contoso.test:443 closed the connection before it had answered (ECONNRESET).',
    },
  ],
  [
    'the last of the requests that is lost',
    reachability({ further: [answered, answered, answered, answered, answered, lost] }),
    'cut',
    { lasted: '7 requests' },
  ],
  ['a third answer that announces the end', reachability({ further: [closing] }), 'kept', { lasted: '3 requests' }],
  [
    'a second request that is lost, and NTLM with it',
    reachability({ second: lost, ntlm: { challenge: answered, challenged: true, next: lost } }),
    'cut',
  ],
  [
    'an answer that closes, and a challenge that does',
    reachability({ first: closing, second: undefined, ntlm: { challenge: closing, challenged: true } }),
    'closed-each-time',
  ],
  [
    'an answer that closes, and a challenge after which nothing comes',
    reachability({ first: closing, second: undefined, ntlm: { challenge: answered, challenged: true, next: lost } }),
    'closed-each-time',
  ],
  [
    'an answer that closes, and a challenge that does not',
    reachability({ first: closing, second: undefined }),
    'kept-in-ntlm',
    { challenge: 401, afterChallenge: 401 },
  ],
  [
    'an answer that closes where NTLM is not offered',
    reachability({ first: closing, second: undefined, ntlm: undefined }),
    'closed-without-ntlm',
  ],
  [
    'a challenge that closes',
    reachability({ ntlm: { challenge: closing, challenged: true } }),
    'closed-in-ntlm',
    { second: 401, challenge: 401 },
  ],
  [
    'a challenge after which nothing comes',
    reachability({ ntlm: { challenge: answered, challenged: true, next: lost } }),
    'closed-in-ntlm',
  ],
  [
    'a connection that is gone after silence',
    reachability({ afterIdle: { idleSeconds: 90, probe: lost } }),
    'idle-cut',
    { idleSeconds: 90, silence: '90 s waited' },
  ],
  [
    'a connection that the other side has ended in the silence, as IIS does after two minutes: whoever waits is told',
    reachability({ afterIdle: { idleSeconds: 300, probe: lost, closedMeanwhile: true } }),
    'idle-closed',
    { idleSeconds: 300, silence: '300 s waited, in which the other side closed it' },
  ],
  [
    'a connection that lasts through silence',
    reachability({ afterIdle: { idleSeconds: 90, probe: answered } }),
    'kept',
    { silence: '90 s waited' },
  ],
  ['an answer to NTLM that is no challenge', reachability({ ntlm: { challenge: closing, challenged: false } }), 'kept'],
  ['no NTLM', reachability({ ntlm: undefined }), 'kept'],
  [
    'all well',
    reachability(),
    'kept',
    { silence: 'none waited; the organisation’s file can ask for it (idleSeconds)', afterChallenge: 401 },
  ],
])('%s', (...row) => expectRow(check, row))
