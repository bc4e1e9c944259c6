import { test } from 'vitest'
import check from '../../../../shared/checks/connection/large-requests.ts'
import { failure } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { answered, lost, reachability } from './reachability-builder.ts'

const large = { ...answered, bytes: 61_200 }
const answeredWith = (status: number) => reachability({ large: { ...large, status } })

test.each<BlockedRow>([
  ['a small request that is lost as well', reachability({ first: lost }), 'reachability', 'closed the connection'],
  ['no small request', reachability({ first: undefined }), 'reachability', 'was not asked by a large request'],
  ['no large request', reachability({ large: undefined }), 'reachability', 'was not asked by a large request'],
])('%s tells nothing', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'no answer to the large one',
    reachability({ large: { bytes: 61_200, milliseconds: 10_000, failure: failure('response-timed-out') } }),
    'stalls',
    { size: '61 KB', status: 'nothing', smallStatus: 401, milliseconds: 10_000 },
  ],
  ['a connection that breaks off', reachability({ large: { ...lost, bytes: 61_200 } }), 'breaks-off'],
  ['413', answeredWith(413), 'refused', { status: 413, smallStatus: 401 }],
  ['404.13 of IIS', answeredWith(404), 'refused'],
  [
    'the same 404 as the small one',
    reachability({ first: { ...answered, status: 404 }, large: { ...large, status: 404 } }),
    'through',
  ],
  ['403 of a web application firewall', answeredWith(403), 'refused', { status: 403, smallStatus: 401 }],
  ['a page that says why, with 200', answeredWith(200), 'refused'],
  ['a redirect to such a page', answeredWith(302), 'refused'],
  ['405, as if the address were another', answeredWith(405), 'refused'],
  ['503, which says nothing of a size', answeredWith(503), 'unclear', { status: 503, smallStatus: 401 }],
  ['500', answeredWith(500), 'unclear'],
  ['502', answeredWith(502), 'unclear'],
  ['429, which speaks of how often', answeredWith(429), 'unclear'],
  [
    'a sign-in that is asked for only then',
    reachability({ first: { ...answered, status: 503 }, large }),
    'unclear',
    { status: 401, smallStatus: 503 },
  ],
  [
    'the same 503 as the small one',
    reachability({ first: { ...answered, status: 503 }, large: { ...large, status: 503 } }),
    'through',
  ],
  ['the same answer', reachability(), 'through', { size: '61 KB', status: 401 }],
])('%s', (...row) => expectRow(check, row))
