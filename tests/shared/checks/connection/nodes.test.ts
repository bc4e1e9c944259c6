import { test } from 'vitest'
import check from '../../../../shared/checks/connection/nodes.ts'
import { expectBlocked, expectRow, type Row } from '../conclude.ts'
import { failing, node, nodes, published } from '../node-builders.ts'

const two = [node(1), node(2)]
const balancer = published(90, { address: '10.20.0.90' })

test.each<Row>([
  [
    'a server whose application pool is stopped',
    nodes([...two, node(3, { status: 503, schemes: [] })]),
    'some-broken',
    { bad: ['EXCH03 (10.20.0.13)'], answer: 'answers 503', others: 'the others' },
  ],
  [
    'one of two',
    nodes([node(1, { status: 503, schemes: [] }), node(2)]),
    'some-broken',
    { bad: ['EXCH01 (10.20.0.11)'], others: 'the other' },
  ],
  ['a server that never ends the handshake', nodes([...two, failing(3, 'tls-failed', 'connected')]), 'some-broken'],
  [
    'a server that accepts the request and never answers',
    nodes([...two, failing(3, 'response-timed-out', 'connected')]),
    'some-broken',
  ],
  [
    'Exchange that answers 403 at one server',
    nodes([...two, node(3, { status: 403, schemes: [] })]),
    'some-broken',
    { answer: 'answers 403' },
  ],
  [
    'another site of IIS at one server',
    nodes([...two, { ...failing(3, 'cancelled', 'connected'), status: 404 }]),
    'some-elsewhere',
    { bad: ['exch03.contoso.test (10.20.0.13)'] },
  ],
  [
    'a server that is off',
    nodes([...two, failing(3, 'connection-refused', 'not-connected')]),
    'some-silent',
    { bad: ['exch03.contoso.test (10.20.0.13)'], answer: 'refused the TCP connection' },
  ],
  [
    'a server that drops connections',
    nodes([...two, failing(3, 'connection-timed-out', 'not-connected')]),
    'some-silent',
  ],
  [
    'a broken server and one that is off',
    nodes([node(1), failing(2, 'connection-refused', 'not-connected'), node(3, { status: 503, schemes: [] })]),
    'some-broken',
    { bad: ['EXCH03 (10.20.0.13)'] },
  ],
  [
    'servers that are all off',
    nodes([failing(1, 'connection-refused', 'not-connected'), failing(2, 'connection-refused', 'not-connected')]),
    'none-answers',
    { count: 2 },
  ],
  [
    'servers that fail each in its way',
    nodes([failing(1, 'connection-refused', 'not-connected'), node(2, { status: 503 }), node(3, { status: 404 })]),
    'none-answers',
  ],
  [
    'servers that end the handshake none of them',
    nodes([failing(1, 'tls-failed', 'connected'), failing(2, 'tls-failed', 'connected')]),
    'none-answers',
  ],
  [
    'servers of which most break connections off, so that the one that answers is not odd',
    nodes([
      failing(1, 'connection-reset', 'connected'),
      failing(2, 'connection-reset', 'connected'),
      node(3, { status: 503 }),
    ]),
    'none-answers',
  ],
  [
    'two servers that answer something else than a sign-in each, so that neither is odd',
    nodes([node(1, { status: 403 }), node(2, { status: 503 })]),
    'none-answers',
  ],
  [
    'a server that is off among others that all answer 404',
    nodes([failing(1, 'connection-refused', 'not-connected'), node(2, { status: 404 }), node(3, { status: 404 })]),
    'some-silent',
    { bad: ['exch01.contoso.test (10.20.0.11)'] },
  ],
  [
    'one of two that is off beside one that answers 404',
    nodes([published(1, { status: 404 }), { ...failing(2, 'connection-refused', 'not-connected'), listed: false }]),
    'some-silent',
  ],
  [
    'a server whose application pool is stopped among others that all answer 403',
    nodes([node(1, { status: 403 }), node(2, { status: 403 }), node(3, { status: 503 })]),
    'some-odd',
    { bad: ['EXCH03 (10.20.0.13)'], answer: 'answers 503', usual: 'answers 403', others: 'the others' },
  ],
  [
    'a server that never ends the handshake among others that all answer 200',
    nodes([node(1, { status: 200 }), failing(2, 'tls-failed', 'connected'), node(3, { status: 200 })]),
    'some-odd',
    { bad: ['exch02.contoso.test (10.20.0.12)'], answer: 'did not complete the TLS handshake' },
  ],
  [
    'another site of IIS among servers that all answer 404, as it does',
    nodes([
      node(1, { status: 404 }),
      node(2, { status: 404 }),
      { ...failing(3, 'cancelled', 'connected'), failure: undefined, status: 404 },
    ]),
    'some-elsewhere',
    { bad: ['exch03.contoso.test (10.20.0.13)'] },
  ],
  [
    'a server in maintenance, whose health pages do not give its name, among servers that all answer 404',
    nodes([
      { ...node(1), status: 404, version: undefined },
      { ...node(2), status: 404, version: undefined },
      {
        ...node(3, { health: [{ path: '/ews/healthcheck.htm', status: 503 }] }),
        status: 404,
        server: undefined,
        version: undefined,
      },
    ]),
    'some-out-of-service',
    { bad: ['exch03.contoso.test (10.20.0.13)'] },
  ],
  [
    'a second address of the name that is dead, before servers that are not',
    nodes([balancer, { ...failing(4, 'connection-refused', 'not-connected'), listed: false, published: true }, ...two]),
    'some-silent',
    { bad: ['exch04.contoso.test (10.20.0.14)'] },
  ],
  [
    'a server in maintenance',
    nodes([...two, node(3, { health: [{ path: '/ews/healthcheck.htm', status: 503 }] })]),
    'some-out-of-service',
    { bad: ['EXCH03 (10.20.0.13)'], page: '/ews/healthcheck.htm' },
  ],
  [
    'a server whose health page breaks off',
    nodes([
      ...two,
      node(3, { health: [{ path: '/ews/healthcheck.htm', failure: { code: 'connection-reset', where: 'x' } }] }),
    ]),
    'some-out-of-service',
  ],
  [
    'a server that the organisation names and DNS does not know',
    nodes(two, { unresolved: [{ name: 'exch09.contoso.test', failure: { code: 'name-not-found', where: 'x' } }] }),
    'unresolved',
    { missing: ['exch09.contoso.test'] },
  ],
  ['one server', nodes([published(1)]), 'one-server', { servers: ['EXCH01 (10.20.0.11)'] }],
  ['one server that fails, which is told elsewhere', nodes([published(1, { status: 503 })]), 'one-server'],
  ['two addresses of the name', nodes([published(1), published(2)]), 'all-answer', { count: 2 }],
  [
    'servers that all answer 404, which is told elsewhere',
    nodes([node(1, { status: 404 }), node(2, { status: 404 })]),
    'all-answer',
  ],
  [
    'servers that a proxy answers 404 for, one of them with a name of its own',
    nodes([
      { ...node(1), status: 404, server: undefined, version: undefined },
      { ...node(2), status: 404, server: undefined, version: undefined },
      node(3, { status: 404 }),
    ]),
    'all-answer',
  ],
  [
    'an IPv6 address of a balancer from a machine without IPv6',
    nodes([
      balancer,
      { ...failing(4, 'host-unreachable', 'not-connected'), address: 'fd00::12', listed: false, published: true },
      ...two,
    ]),
    'all-answer',
  ],
  [
    'a balancer that is off before servers that are not',
    nodes([{ ...failing(90, 'connection-refused', 'not-connected'), listed: false, published: true }, ...two]),
    'all-answer',
  ],
  ['a balancer before its servers', nodes([balancer, ...two]), 'all-answer', { count: 2 }],
  [
    'a proxy in another site that publishes no health pages',
    nodes([published(1), published(2, { health: [{ path: '/ews/healthcheck.htm', status: 403 }] })]),
    'all-answer',
  ],
  [
    'health pages that no server has',
    nodes([
      node(1, { health: [{ path: '/ews/healthcheck.htm', status: 404 }] }),
      node(2, { health: [{ path: '/ews/healthcheck.htm', status: 404 }] }),
    ]),
    'all-answer',
  ],
  [
    'an IPv6 address from a machine without IPv6',
    nodes([published(1), { ...failing(2, 'host-unreachable', 'not-connected'), address: 'fd00::12', listed: false }]),
    'one-server',
  ],
  [
    'an address that was not asked',
    nodes([published(1), { ...published(2), address: '169.254.1.1', unprobed: 'link-local' }]),
    'one-server',
  ],
  ['more servers than are asked in one run', nodes(two, { leftOut: 7 }), 'all-answer', { notAsked: 7 }],
])('%s', (...row) => expectRow(check, row))

test('servers that all ask for a client certificate say nothing of EWS', () => {
  const closed = [1, 2].map((number) => failing(number, 'client-certificate-required', 'connected'))
  expectBlocked(check, ['closed', nodes(closed), 'nodes', 'Each of the 2 servers behind mail.contoso.test asks for'])
})
