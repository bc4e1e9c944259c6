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

test.each<Row>([
  ['ECONNREFUSED', unconnected('connection-refused', 'ECONNREFUSED'), 'refused', { detail: 'ECONNREFUSED' }],
  ['no answer', unconnected('connection-timed-out'), 'timed-out', { server: 'mail.contoso.test:443' }],
  ['a reset', unconnected('connection-reset', 'ECONNRESET'), 'reset', { address: '10.20.0.14' }],
  ['no route', unconnected('host-unreachable', 'EHOSTUNREACH'), 'unreachable'],
  ['a failure without a code of its own', unconnected('tls-failed'), 'unreachable'],
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
