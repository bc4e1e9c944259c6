import { expect, test } from 'vitest'
import { answeredBy, serverName } from '../../../shared/checks/answered-by.ts'

const iis: [string, string] = ['Server', 'Microsoft-IIS/10.0']

test.each<[string, [string, string][], string]>([
  ['nothing at all', [], 'in-front'],
  ['another server', [['Server', 'nginx']], 'in-front'],
  ['a name that only begins like it', [['Server', 'Microsoft-IISX']], 'in-front'],
  ['ASP.NET alone, which a proxy may run on too', [['X-Powered-By', 'ASP.NET']], 'in-front'],
  ['http.sys', [['Server', 'Microsoft-HTTPAPI/2.0']], 'http-sys'],
  ['IIS', [iis], 'iis'],
  [
    'the front end behind a proxy that names itself',
    [
      ['Server', 'nginx'],
      ['X-FEServer', 'EXCH01'],
    ],
    'exchange',
  ],
  ['an older front end', [iis, ['X-OWA-Version', '14.3.513.0']], 'exchange'],
  ['ActiveSync of Exchange 2010', [iis, ['MS-Server-ActiveSync', '14.3']], 'exchange'],
])('%s', (_, headers, writer) => {
  expect(answeredBy({ headers })).toBe(writer)
})

test('a server is named by the one that has the mailbox, where it says so', () => {
  expect(serverName(undefined)).toBe('unknown')
  expect(serverName({ headers: [iis] })).toBe('unknown')
  expect(serverName({ headers: [['X-FEServer', 'EXCH01']] })).toBe('EXCH01')
  expect(
    serverName({
      headers: [
        ['X-FEServer', 'EXCH01'],
        ['X-BEServer', 'EXCH02'],
      ],
    }),
  ).toBe('EXCH02')
})
