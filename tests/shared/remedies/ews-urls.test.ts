import { expect, test } from 'vitest'
import type { WebServicesVirtualDirectory } from '../../../shared/management/configuration.ts'
import { closed, subject } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const [first, second] = closed.webServicesVirtualDirectories
const published = subject.url ?? ''
const directories = (...each: Partial<WebServicesVirtualDirectory>[]) => ({
  configuration: {
    webServicesVirtualDirectories: each.map((more, at) => ({ ...(at === 0 ? first : second), ...more })) as never,
  },
})
const changed = (...each: Partial<WebServicesVirtualDirectory>[]) =>
  planOf('ews-urls', directories(...each)).changes.map(
    ({ where, setting, from }) => `${where.slice(0, 6)} ${setting} ${from}`,
  )

test.each<Refusal>([
  ['nobody said which address is published', { subject: { url: undefined } }, 'by-hand', 'published address'],
  ['the address is not https', { subject: { url: 'http://mail.contoso.test/' } }, 'by-hand', 'published address'],
  ['it is no address', { subject: { url: 'https://' } }, 'by-hand', 'published address'],
  [
    'the servers were not read',
    { configuration: { webServicesVirtualDirectories: undefined } },
    'not-read',
    'ExternalUrl',
  ],
  ['no server was found', { configuration: { webServicesVirtualDirectories: [] } }, 'not-read', 'ExternalUrl'],
  ['a server did not say', directories({ externalUrl: undefined }), 'not-read', /ExternalUrl of EXCH01/],
  [
    'it is set',
    directories({ externalUrl: published }, { externalUrl: published.toUpperCase() }),
    'not-needed',
    'Every server',
  ],
  [
    'a site has a name of its own',
    directories({ externalUrl: published }, { externalUrl: 'https://eu.contoso.test/EWS/Exchange.asmx' }),
    'by-hand',
    'EXCH02 gives https://eu.contoso.test',
  ],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-urls', given), kind, says)
})

test.each<[string, Partial<WebServicesVirtualDirectory>[], string[]]>([
  ['blank', [{ externalUrl: null }], ['EXCH01 ExternalUrl $null (not configured)']],
  [
    'a name that exists only inside',
    [{ externalUrl: 'https://exch01.contoso.local/EWS/Exchange.asmx' }, { externalUrl: published }],
    ['EXCH01 ExternalUrl https://exch01.contoso.local/EWS/Exchange.asmx'],
  ],
  [
    'plain http',
    [{ externalUrl: 'http://mail.contoso.test/EWS/Exchange.asmx' }],
    ['EXCH01 ExternalUrl http://mail.contoso.test/EWS/Exchange.asmx'],
  ],
  [
    'the one other address of all servers',
    [{ externalUrl: 'https://old.contoso.test/EWS/Exchange.asmx' }],
    ['EXCH01 ExternalUrl https://old.contoso.test/EWS/Exchange.asmx'],
  ],
  [
    'a blank internal address',
    [{ externalUrl: published, internalUrl: null }],
    ['EXCH01 InternalUrl $null (not configured)'],
  ],
])('sets the address in the place of %s', (_, given, expected) => {
  expect(changed(...given)).toEqual(expected)
})

test('leaves the back end, which only Exchange asks', () => {
  expect(changed({}, { identity: 'EXCH02\\EWS (Exchange Back End)' })).toHaveLength(1)
})

test('tells which servers keep an address of their own, and what a name inside takes', () => {
  const { notes } = planOf(
    'ews-urls',
    directories({ externalUrl: published, internalUrl: null }, { externalUrl: 'https://eu.contoso.test/' }),
  )
  expect(notes).toEqual([
    expect.stringContaining('found inside the network too'),
    expect.stringMatching(/^EXCH02.*https:\/\/eu\.contoso\.test\/, and is left so/),
  ])
})

test('asks nothing in the middle, where the name cannot be found from the server, forth and back', () => {
  const { apply, undo } = planOf('ews-urls', directories({ externalUrl: null }, { externalUrl: null }))
  expect([...apply, ...undo].map(({ parameters }) => parameters.Force)).toEqual([true, true, true, true])
})
