import { expect, test } from 'vitest'
import check from '../../../../shared/checks/connection/https-port.ts'
import { brokenHandshake, failure, tlsHandshake } from '../artifact-builders.ts'
import { conclude, expectRow, type Row } from '../conclude.ts'

const silent = (...addresses: string[]) =>
  tlsHandshake({
    address: 'fd00::14',
    silentAddresses: addresses.map((address) => ({ address, failure: failure('connection-timed-out') })),
  })
const unconnected = (code: Parameters<typeof brokenHandshake>[0], detail?: string) =>
  brokenHandshake(code, { connected: false, ...(detail !== undefined && { detail }) })
const unconnectedAt = (address: string, code: Parameters<typeof brokenHandshake>[0], host = 'mail.contoso.test') => {
  const { tlsHandshake: seen } = unconnected(code)
  return { tlsHandshake: { ...seen, host, address } }
}

test.each<Row>([
  ['ECONNREFUSED', unconnected('connection-refused', 'ECONNREFUSED'), 'refused', { detail: 'ECONNREFUSED' }],
  ['no answer', unconnected('connection-timed-out'), 'timed-out', { server: 'mail.contoso.test:443' }],
  ['a reset', unconnected('connection-reset', 'ECONNRESET'), 'reset', { address: '10.20.0.14' }],
  ['no route', unconnected('host-unreachable', 'EHOSTUNREACH'), 'unreachable'],
  ['a proxy that refuses', unconnected('proxy-refused', 'HTTP 403'), 'proxy', { detail: 'HTTP 403' }],
  ['a proxy before a public address', unconnectedAt('203.0.113.25', 'proxy-unreachable'), 'proxy'],
  ['a proxy that asks for a sign-in', unconnected('proxy-sign-in'), 'proxy'],
  ['a failure without a code of its own', unconnected('tls-failed'), 'unreachable'],
  [
    'no answer at a public address, where DNS gives it inside',
    unconnectedAt('203.0.113.25', 'connection-timed-out'),
    'public-address',
    { name: 'mail.contoso.test', address: '203.0.113.25', how: 'did not answer the TCP connection in time' },
  ],
  ['a refusal at a public address', unconnectedAt('203.0.113.25', 'connection-refused'), 'public-address'],
  ['no route to a public address', unconnectedAt('198.51.100.7', 'host-unreachable'), 'public-address'],
  ['a reset at a public address, which somebody answered', unconnectedAt('203.0.113.25', 'connection-reset'), 'reset'],
  ['a run that was stopped at a public address', unconnectedAt('203.0.113.25', 'cancelled'), 'stopped'],
  [
    'no answer at an address of IPv6, which none translates',
    unconnectedAt('2001:db8::25', 'connection-timed-out'),
    'timed-out',
  ],
  [
    'no answer at a public address that the organisation names itself',
    unconnectedAt('203.0.113.25', 'connection-timed-out', '203.0.113.25'),
    'timed-out',
  ],
  ['a connection to a public address', tlsHandshake({ address: '203.0.113.25' }), 'open'],
  ['a run that was stopped', unconnected('cancelled'), 'stopped'],
  [
    'one address of two that does not answer',
    silent('10.20.0.14'),
    'partly-open',
    { address: 'fd00::14', silent: ['10.20.0.14'] },
  ],
  ['no address that was tried in vain', silent(), 'open'],
  [
    'an IPv6 address, from a machine without IPv6',
    tlsHandshake({ silentAddresses: [{ address: 'fd00::14', failure: failure('host-unreachable', 'ENETUNREACH') }] }),
    'open',
  ],
  [
    'an IPv6 address that drops connections',
    tlsHandshake({ silentAddresses: [{ address: 'fd00::14', failure: failure('connection-timed-out') }] }),
    'partly-open',
    { silent: ['fd00::14'] },
  ],
  ['a connection whose TLS then fails', brokenHandshake('tls-failed', { connected: true }), 'open'],
  ['a connection', tlsHandshake(), 'open', { connectMilliseconds: 3.2 }],
  [
    'a connection of which no address was kept',
    tlsHandshake({ address: undefined }),
    'open',
    { address: 'mail.contoso.test' },
  ],
])('%s', (...row) => expectRow(check, row))

test('what to do names the address that was tried', () => {
  expect(conclude(check, unconnected('connection-timed-out')).advice).toContain('10.20.0.14')
})

test('every address that does not answer is named', () => {
  const finding = conclude(check, silent('10.20.0.14', '10.20.0.15'))
  expect(finding.title).toBe('mail.contoso.test:443 accepts connections at fd00::14, and not at 10.20.0.14, 10.20.0.15')
})
