import { describe, expect, test } from 'vitest'
import { sweepReport } from '../../../electron/cli/sweep-report.ts'
import { type SweepEnding, sweepVerdictOf } from '../../../electron/cli/sweep-verdict.ts'
import { paintFor } from '../../../electron/cli/terminal-style.ts'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import { sweepFindings } from '../../../shared/run/sweep-findings.ts'
import type { SweepLine, SweptServer } from '../../../shared/run/swept-server.ts'
import { sweptCertificate as certificate } from '../../fixtures/swept-certificate.ts'

const plain = paintFor({ isTTY: false }, {})
const seenAt = '2026-10-10T10:00:00.000Z'
const asked = { directory: 'ews', path: '/EWS/Exchange.asmx', status: 401, schemes: ['ntlm'] } as const
const exchange: SweptServer = {
  ...{ host: '10.0.0.1', port: 443, address: '10.0.0.1', named: true, seenAt, certificate, trusted: false },
  ...{ directories: [{ ...asked, schemes: ['ntlm'] }], build: '15.2.2562.53', exchange: true },
}
const printer: SweptServer = { ...exchange, exchange: false, directories: [{ ...asked, status: 404, schemes: [] }] }
const closed = (failure: Partial<Failure> = {}): SweptServer => ({
  ...{ host: '10.0.0.9', port: 443, address: '10.0.0.9', named: true, seenAt, directories: [], exchange: false },
  failure: { code: 'connection-refused', where: '10.0.0.9:443', ...failure },
})

const slow = (named: boolean, code: Failure['code'] = 'response-timed-out'): SweptServer => ({
  ...{ ...printer, named },
  directories: [{ ...asked, schemes: [], failure: { code, where: '' } }],
})

const lineOf = (server: SweptServer): SweepLine => ({ ...server, findings: sweepFindings(server) })

function verdictOf(servers: SweptServer[], ending: Partial<SweepEnding> = {}) {
  const findings = servers.flatMap((server) => sweepFindings(server))
  const { verdict, remark } = sweepVerdictOf(servers, findings, { total: servers.length, ...ending })
  return `${verdict}: ${remark}`
}

test.each<[string, SweptServer[], Partial<SweepEnding>, RegExp]>([
  ['nothing', [], {}, /^could-not-tell: Nothing that was seen shows a sign of Exchange/],
  ['a printer', [printer], {}, /^could-not-tell: Nothing that was seen/],
  [
    'a printer that was named beside Exchange',
    [exchange, printer],
    {},
    /^could-not-tell: 1 server that was named shows no sign of Exchange\.$/,
  ],
  [
    'a closed one that was named',
    [exchange, closed()],
    {},
    /^could-not-tell: 1 server that was named was not reached\.$/,
  ],
  [
    'a directory without an answer',
    [
      {
        ...exchange,
        named: false,
        directories: [{ ...asked, status: undefined, schemes: [], failure: { code: 'response-timed-out', where: '' } }],
      },
    ],
    {},
    /^could-not-tell: 1 server did not answer to the end\.$/,
  ],
  [
    'several of each',
    [exchange, closed(), closed({ code: 'name-not-found' }), printer, printer, slow(true), slow(true)],
    {},
    /^could-not-tell: 2 servers that were named were not reached; 2 servers that were named show no sign of Exchange; 2 servers did not answer to the end\.$/,
  ],
  ['one of a range that may hang', [exchange, slow(false)], {}, /^could-not-tell: 1 server did not answer to the end/],
  ['one of a range that speaks no HTTP', [exchange, slow(false, 'http-malformed')], {}, /^ready: $/],
  ['a stop', [exchange], { endedEarly: 'cancelled' }, /^could-not-tell: The sweep was stopped/],
  [
    'the limit',
    [exchange],
    { endedEarly: 'deadline' },
    /^could-not-tell: The sweep reached its time limit; .*--concurr/,
  ],
  [
    'a shortage',
    [exchange],
    { shortage: 'no port is left' },
    /^could-not-tell: This machine .*no port is left; look at fewer/,
  ],
  ['a bug', [exchange], { broken: true }, /^bug: That says nothing/],
  ['an expired certificate', [{ ...exchange, seenAt: '2027-02-01T00:00:00.000Z' }], {}, /^not-ready: $/],
  [
    'an expired certificate, stopped',
    [{ ...exchange, seenAt: '2027-02-01T00:00:00.000Z' }],
    { endedEarly: 'cancelled' },
    /^not-ready: The sweep was stopped/,
  ],
  [
    'a chain that does not verify, and no published name',
    [{ ...exchange, chainError: 'X' }],
    {},
    /^ready: Whether clients trust a certificate is judged with --name alone\.$/,
  ],
  [
    'one that is pinned, and one of a printer',
    [
      { ...exchange, chainError: 'X', trusted: true },
      { ...printer, named: false, chainError: 'X' },
    ],
    {},
    /^ready: $/,
  ],
  ['Exchange', [exchange], {}, /^ready: $/],
  ['Exchange and a printer of a range', [exchange, { ...printer, named: false }], {}, /^ready: $/],
  ['Exchange and a closed one of a range', [exchange, { ...closed(), named: false }], {}, /^ready: $/],
  [
    'an IPv6 address of a name, on a machine without IPv6',
    [exchange, { ...closed({ code: 'host-unreachable' }), host: 'mail.contoso.com', address: 'fd00::1' }],
    {},
    /^ready: $/,
  ],
])('%s', (_what, servers, ending, verdict) => {
  expect(verdictOf(servers, ending)).toMatch(verdict)
})

test.each<[string, Partial<SweptServer>, string[]]>([
  ['the newest', {}, ['Exchange SE RTM Sep26SUv2', '15.2.2562.53, newest update']],
  ['an older one', { build: '15.2.2562.17' }, ['15.2.2562.17, RTM Sep26SUv2 is out']],
  ['one that is too new', { build: '15.2.9999.1' }, ['Exchange 15.2.9999.1, newer than Postern knows']],
  ['one that is paid for', { build: '15.2.1544.4' }, ['Exchange 2019 CU14', 'paid updates only, to 2026-10']],
  ['one out of support', { build: '15.0.1497.2' }, ['Exchange 2013 CU23', 'out of support since 2023-04-11']],
  ['none', { build: undefined }, ['version not told']],
  ['Windows', { challenge: { targetName: 'C', osVersion: '10.0.17763' } }, ['Windows 2019 (10.0.17763)', 'not told']],
  ['another Windows', { challenge: { targetName: 'C', osVersion: '9.9.9' } }, ['Windows (9.9.9)']],
  ['a certificate that ends soon', { seenAt: '2026-12-30T12:00:00.000Z' }, ['1 day left', 'mail.contoso.com']],
  ['one that begins later', { seenAt: '2025-12-30T12:00:00.000Z' }, ['not valid before 2026-01-01']],
  ['one without dates', { certificate: { ...certificate, validTo: 'unreadable' } }, ['its dates cannot be read']],
  [
    'one without a subject',
    { certificate: { ...certificate, subject: '', names: ['a.test'] } },
    ['a.test, 82 days left'],
  ],
  ['a name that it is not for', { host: 'a.contoso.com', nameMatches: false }, ['does not cover a.contoso.com']],
  ['a chain that does not verify', { chainError: 'X' }, ['chain does not verify (X)']],
  ['an issuer that is not trusted', { chainError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, ['issuer not trusted here']],
  ['a certificate that came alone', { chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, ['its issuer’s is not sent']],
  [
    'a self-signed one',
    { certificate: { ...certificate, selfSigned: true }, chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ['self-signed'],
  ],
  [
    'a short key',
    { certificate: { ...certificate, keyBits: 1024 }, chainError: 'EE_KEY_TOO_SMALL' },
    ['its key is too short'],
  ],
  ['no sign of Exchange', { exchange: false }, ['no sign of Exchange', 'until 2027-01-01']],
  ['one that was stopped before it was asked', { exchange: false, directories: [] }, ['not asked to the end']],
  ['no scheme', { directories: [{ ...asked, schemes: [] }] }, ['EWS: answers 401']],
  ['another answer', { directories: [{ ...asked, status: 503, schemes: [] }] }, ['EWS: answers 503']],
])('the row of %s', (_what, change, told) => {
  // Read as one text, as somebody reads over the end of a line.
  const text = sweepReport([lineOf({ ...exchange, ...change })], { total: 1 }, plain, 100).join('\n')
  for (const words of told) expect(text.replaceAll(/\n +/g, ' ')).toContain(words)
})

test.each<[string, Partial<SweptServer>]>([
  ['an address, which no certificate of Exchange names', { nameMatches: false }],
  ['one that is pinned', { trusted: true, chainError: 'X', nameMatches: false, host: 'a.contoso.com' }],
  ['a printer', { exchange: false, chainError: 'X', nameMatches: false, host: 'a.contoso.com' }],
])('the row of %s says nothing of trust', (_what, change) => {
  const text = sweepReport([lineOf({ ...exchange, ...change })], { total: 1 }, plain, 100).join('\n')
  expect(text).not.toMatch(/does not cover|verify|trusted|self-signed/)
})

test('servers stand by address, IPv4 before IPv6; ranges of closed ones are told as such', () => {
  const at = (address: string) => lineOf({ ...exchange, host: address, address })
  const no = (address: string) => lineOf({ ...closed(), named: false, host: address, address })
  const seen = [
    at('fd00::1'),
    at('10.0.0.10'),
    at('10.0.0.9'),
    ...['10.0.1.0', '10.0.0.254', '10.0.0.255', '10.0.1.5', '::1'].map(no),
  ]
  const text = sweepReport(seen, { total: 9 }, plain, 100).join('\n')
  expect(text.match(/^(?:10\.0\.0\.\d+|fd00::1)/gm)).toEqual(['10.0.0.9', '10.0.0.10', 'fd00::1'])
  expect(text).toContain('  10.0.0.254 to 10.0.1.0 (3), 10.0.1.5, ::1 refused the TCP connection\n')
  expect(text).toContain('Of 9 targets: 3 with a sign of Exchange, 5 not reached, 1 not looked at.')
})

test('a closed server is told with the name that led to it, and not with one that was asked for everywhere', () => {
  const no = (host: string, address: string) => lineOf({ ...closed(), host, address })
  const text = (...seen: SweepLine[]) => sweepReport(seen, { total: seen.length }, plain, 100).join('\n')
  const led = [no('mail.contoso.com', '10.0.0.1'), no('10.0.0.3', '10.0.0.3')]
  expect(text(...led)).toContain('  10.0.0.1 (mail.contoso.com), 10.0.0.3 refused the TCP connection\n')
  const asked = [no('mail.contoso.com', '10.0.0.1'), no('mail.contoso.com', '10.0.0.3')]
  expect(text(...asked)).toContain('  10.0.0.1, 10.0.0.3 refused the TCP connection\n')
})

describe('the width', () => {
  const challenge = {
    targetName: 'C',
    dnsComputer: 'exch-01.corp.contoso.com',
    netbiosComputer: 'EXCH-01',
    netbiosDomain: 'CONTOSO',
  }
  const long = lineOf({ ...exchange, host: 'exch-01.corp.contoso.com', trusted: true, challenge })
  const text = (columns: number, line = long) => sweepReport([line], { total: 1 }, plain, columns).join('\n')

  test.each([72, 80, 100, 200])(
    'of %i columns breaks no name, and says the one that it was asked by once',
    (columns) => {
      expect(text(columns).match(/exch-01\.corp\.contoso\.com/g)).toHaveLength(1)
      expect(text(columns)).toContain('CONTOSO\\EXCH-01')
      for (const line of text(columns).split('\n')) expect(line.length).toBeLessThanOrEqual(Math.min(columns, 200))
    },
  )

  test('beyond 100 columns is the table’s alone', () => {
    const wide = text(200, {
      ...long,
      host: 'a'.repeat(40),
      certificate: { ...certificate, subject: `CN=${'b'.repeat(40)}` },
    })
    expect(Math.max(...wide.split('\n').map(({ length }) => length))).toBeGreaterThan(100)
    const [, said = ''] = wide.split('As it should be')
    for (const line of said.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test('leaves the verdict whole on the last line, and what is too long for it before', () => {
    const shortage = 'this program may have no more files and connections open (EMFILE)'
    const lines = sweepReport([lineOf(exchange)], { total: 9, shortage }, plain, 80)
    expect(lines.at(-1)).toBe('Could not tell.')
    expect(lines.slice(-4, -1).join(' ')).toContain(`This machine could not go on: ${shortage}; look at fewer at once`)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
  })
})
