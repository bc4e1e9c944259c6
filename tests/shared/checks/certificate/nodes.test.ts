import { expect, test } from 'vitest'
import type { Node } from '../../../../shared/artifacts/nodes.ts'
import check from '../../../../shared/checks/certificate/nodes.ts'
import { certificate } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { failing, node, nodes, published } from '../node-builders.ts'

const other = (changes: Parameters<typeof certificate>[0] = {}): Pick<Node, 'certificate'> => ({
  certificate: certificate({ sha256: Array.from({ length: 32 }, () => 'A0').join(':'), ...changes }),
})
const ending = other({ validTo: '2026-12-04T22:41:07.000Z' })
const expired = other({ validTo: '2026-11-20T00:00:00.000Z' })

test.each<BlockedRow>([
  [
    'servers without a handshake',
    nodes([failing(1, 'connection-refused', 'not-connected')]),
    'nodes',
    'No server behind mail.contoso.test showed a certificate.',
  ],
])('%s are told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'an old certificate at one of three',
    nodes([node(1), node(2), node(3, expired)]),
    'odd-broken',
    { bad: ['EXCH03 (10.20.0.13)'], problem: 'it expired on 2026-11-20', others: 'the others' },
  ],
  [
    'an old certificate at one of two',
    nodes([node(1, expired), node(2)]),
    'odd-broken',
    { bad: ['EXCH01 (10.20.0.11)'], others: 'the other' },
  ],
  [
    'the second of two with the old one',
    nodes([node(1), node(2, expired)]),
    'odd-broken',
    { bad: ['EXCH02 (10.20.0.12)'], others: 'the other' },
  ],
  [
    'two good ones at two servers, of which none is the odd one',
    nodes([node(1), node(2, other())]),
    'split',
    {
      certificates: [
        expect.stringContaining('EXCH01 (10.20.0.11): '),
        expect.stringContaining('EXCH02 (10.20.0.12): '),
      ],
    },
  ],
  [
    'two that clients refuse at two servers, which is told of the published name',
    nodes([node(1, expired), node(2, { ...other({ sha256: 'B0' }), nameMatches: false })]),
    'split',
  ],
  [
    'a certificate without the name',
    nodes([node(1), node(2, { ...other(), nameMatches: false })]),
    'odd-broken',
    { problem: 'it does not cover mail.contoso.test' },
  ],
  [
    'the self-signed one that Exchange made at its installation',
    nodes([node(1), node(2), node(3, { ...other(), chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' })]),
    'odd-broken',
    { problem: 'its chain does not verify (DEPTH_ZERO_SELF_SIGNED_CERT)' },
  ],
  [
    'one with ten days left at one of three',
    nodes([node(1), node(2), node(3, ending)]),
    'odd-ending',
    { bad: ['EXCH03 (10.20.0.13)'], remaining: '10 days', validTo: '2026-12-04', others: 'the others' },
  ],
  [
    'one with ten days left at one of two',
    nodes([node(1, ending), node(2)]),
    'odd-ending',
    { bad: ['EXCH01 (10.20.0.11)'], others: 'the other' },
  ],
  [
    'three with ten days left and one renewed, which is the one that is meant',
    nodes([node(1, ending), node(2, ending), node(3, ending), node(4)]),
    'odd-ending',
    { bad: ['EXCH01 (10.20.0.11)', 'EXCH02 (10.20.0.12)', 'EXCH03 (10.20.0.13)'], others: 'the other' },
  ],
  [
    'one that has expired beside one with ten days left, which clients accept so far',
    nodes([node(1, expired), node(2, other({ sha256: 'B0', validTo: '2026-12-04T22:41:07.000Z' }))]),
    'odd-broken',
    { bad: ['EXCH01 (10.20.0.11)'] },
  ],
  [
    'an expired one and one with ten days left beside a good one, of which the expired one is told first',
    nodes([node(1), node(2, expired), node(3, other({ sha256: 'B0', validTo: '2026-12-04T22:41:07.000Z' }))]),
    'odd-broken',
    { bad: ['EXCH02 (10.20.0.12)'] },
  ],
  [
    'two that end soon at two servers, which is told of the published name',
    nodes([node(1, ending), node(2, other({ sha256: 'B0', validTo: '2026-12-05T22:41:07.000Z' }))]),
    'split',
  ],
  [
    'one that is due for renewal, for which there is time',
    nodes([node(1), node(2), node(3, other({ validTo: '2027-01-08T22:41:07.000Z' }))]),
    'odd',
  ],
  ['another good certificate', nodes([node(1), node(2), node(3, other())]), 'odd', { bad: ['EXCH03 (10.20.0.13)'] }],
  [
    'three expired and one renewed, which is the one that is meant',
    nodes([node(1, expired), node(2, expired), node(3, expired), node(4)]),
    'odd-broken',
    {
      bad: ['EXCH01 (10.20.0.11)', 'EXCH02 (10.20.0.12)', 'EXCH03 (10.20.0.13)'],
      problem: 'it expired on 2026-11-20',
      others: 'the other',
    },
  ],
  [
    'three that clients refuse, and another such one, which is told of the published name',
    nodes([
      node(1, expired),
      node(2, expired),
      node(3, expired),
      node(4, { ...other({ sha256: 'B0' }), nameMatches: false }),
    ]),
    'odd',
    { bad: ['EXCH04 (10.20.0.14)'] },
  ],
  [
    'a balancer that ends TLS itself',
    nodes([published(90, { ...other(), address: '10.20.0.90' }), node(1), node(2)]),
    'balancer-differs',
    { bad: ['10.20.0.90'] },
  ],
  [
    'such a balancer, and behind it the certificate that Exchange made for itself on each server',
    nodes([
      published(90, { address: '10.20.0.90' }),
      node(1, { ...other(), chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      node(2, expired),
    ]),
    'balancer-differs',
  ],
  [
    'such a balancer, and an old certificate at one of the servers, which no client meets',
    nodes([
      published(90, { certificate: certificate({ sha256: 'B0' }), address: '10.20.0.90' }),
      node(1),
      node(2),
      node(3, expired),
    ]),
    'balancer-differs',
  ],
  [
    'a balancer that passes TLS through, also to a server with an old certificate',
    nodes([published(90, { address: '10.20.0.90' }), node(1), node(2), node(3, expired)]),
    'odd-broken',
    { bad: ['EXCH03 (10.20.0.13)'] },
  ],
  [
    'a balancer that alone is reached from here',
    nodes([published(90, { address: '10.20.0.90' }), failing(1, 'connection-timed-out', 'not-connected')]),
    'balancer-alone',
    { balancer: '10.20.0.90' },
  ],
  ['a balancer that passes TLS through', nodes([published(90, { address: '10.20.0.90' }), node(1), node(2)]), 'same'],
  ['one server', nodes([published(1)]), 'one-server'],
  ['the same everywhere', nodes([node(1), node(2), node(3)]), 'same', { count: 3 }],
  ['the same bad one everywhere, which is told elsewhere', nodes([node(1, expired), node(2, expired)]), 'same'],
  ['one that shows none among others', nodes([node(1), node(2), failing(3, 'tls-failed', 'connected')]), 'same'],
])('%s', (...row) => expectRow(check, row))
