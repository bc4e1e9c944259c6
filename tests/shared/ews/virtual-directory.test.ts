import { describe, expect, it } from 'vitest'
import { configuredExtendedProtection } from '../../../shared/ews/extended-protection.ts'
import type { LayerState } from '../../../shared/ews/layer.ts'
import { configuredVirtualDirectory, isSameAddress } from '../../../shared/ews/virtual-directory.ts'
import type { WebServicesVirtualDirectory } from '../../../shared/management/configuration.ts'

const PUBLISHED = 'https://mail.contoso.test/EWS/Exchange.asmx'

function directory(server: string, changes: Partial<WebServicesVirtualDirectory> = {}): WebServicesVirtualDirectory {
  return {
    identity: `${server}\\EWS (Default Web Site)`,
    server,
    internalUrl: PUBLISHED,
    externalUrl: PUBLISHED,
    basicAuthentication: false,
    windowsAuthentication: true,
    extendedProtectionTokenChecking: 'Allow',
    extendedProtectionFlags: [],
    ...changes,
  }
}

type Row = [
  why: string,
  directories: WebServicesVirtualDirectory[] | undefined,
  state: LayerState,
  remedy: string | undefined,
  says: string,
  question?: { scheme?: 'ntlm' | 'basic'; url?: string },
]
const off = { windowsAuthentication: false, basicAuthentication: false }
const backEnd = { ...directory('EXCH01', off), identity: 'EXCH01\\EWS (Exchange Back End)' }

describe('the virtual directories of EWS', () => {
  it.each<Row>([
    ['not read', undefined, 'not-known', undefined, 'Get-WebServicesVirtualDirectory was not read'],
    ['none there', [], 'shut', undefined, 'no server has a virtual directory'],
    ['none but the back end’s', [backEnd], 'shut', undefined, 'no server has a virtual directory'],
    [
      'no sign-in anywhere',
      [directory('EXCH01', off), directory('EXCH02', off)],
      'shut',
      'ews-authentication',
      'no Windows or Basic authentication on any server (EXCH01, EXCH02)',
    ],
    [
      'no sign-in on one',
      [directory('EXCH01'), directory('EXCH02', off)],
      'doubtful',
      'ews-authentication',
      'on EXCH02, unlike EXCH01',
    ],
    [
      'no Windows authentication for a client of NTLM',
      [directory('EXCH01', { windowsAuthentication: false, basicAuthentication: true })],
      'shut',
      'ews-authentication',
      'no Windows authentication',
      { scheme: 'ntlm' },
    ],
    [
      'no Basic for a client of Basic',
      [directory('EXCH01')],
      'shut',
      'ews-authentication',
      'no Basic',
      { scheme: 'basic' },
    ],
    [
      'different sign-ins',
      [directory('EXCH01'), directory('EXCH02', { windowsAuthentication: false, basicAuthentication: true })],
      'doubtful',
      'ews-authentication',
      'EXCH01: Windows authentication; EXCH02: Basic',
    ],
    [
      'a sign-in that was not told',
      [directory('EXCH01', { windowsAuthentication: undefined })],
      'not-known',
      undefined,
      'EXCH01 was not told',
    ],
    [
      'no ExternalUrl',
      [directory('EXCH01', { externalUrl: null })],
      'doubtful',
      'ews-urls',
      'EXCH01 has no ExternalUrl',
    ],
    [
      'an empty InternalUrl',
      [directory('EXCH01', { internalUrl: '' })],
      'doubtful',
      'ews-urls',
      'EXCH01 has no InternalUrl',
    ],
    [
      'another ExternalUrl',
      [directory('EXCH01'), directory('EXCH02', { externalUrl: 'https://old.contoso.test/EWS/Exchange.asmx' })],
      'doubtful',
      'ews-urls',
      'told https://old.contoso.test/EWS/Exchange.asmx by EXCH02',
      { url: PUBLISHED },
    ],
    [
      'ExternalUrls that differ, where none is meant',
      [directory('EXCH01'), directory('EXCH02', { externalUrl: 'https://old.contoso.test/EWS/Exchange.asmx' })],
      'doubtful',
      'ews-urls',
      'different addresses',
    ],
    [
      'no sign-in and no address: the sign-in comes first',
      [directory('EXCH01', { ...off, externalUrl: null })],
      'shut',
      'ews-authentication',
      'no Windows or Basic authentication on any server (EXCH01). Configured as: EXCH01 has no ExternalUrl',
    ],
    [
      'an address in other case',
      [directory('EXCH01', { externalUrl: 'https://MAIL.contoso.test/ews/exchange.asmx' })],
      'open',
      undefined,
      'EXCH01',
      { url: PUBLISHED },
    ],
    [
      'as it should be',
      [directory('EXCH01'), directory('EXCH02'), backEnd],
      'open',
      undefined,
      'takes Windows or Basic authentication on EXCH01, EXCH02',
      { url: PUBLISHED },
    ],
    [
      'seven servers, which are not all named',
      ['1', '2', '3', '4', '5', '6', '7'].map((name) => directory(name)),
      'open',
      undefined,
      '1, 2, 3, 4, 5 and 2 more',
    ],
  ])('%s', (_, webServicesVirtualDirectories, state, remedy, says, question = {}) => {
    const layer = configuredVirtualDirectory({ webServicesVirtualDirectories }, question)
    expect(layer).toMatchObject({ state, sentence: expect.stringContaining(says) })
    expect(layer.remedy).toBe(remedy)
    expect(layer.missing.length > 0).toBe(state === 'not-known')
  })
})

describe('Extended Protection', () => {
  const checking = (server: string, value: 'None' | 'Allow' | 'Require' | null, basicAuthentication = false) =>
    directory(server, { extendedProtectionTokenChecking: value, basicAuthentication })

  it.each<Row>([
    ['not read', undefined, 'not-known', undefined, 'ExtendedProtectionTokenChecking was not read'],
    [
      'not told by one server',
      [checking('EXCH01', 'Allow'), checking('EXCH02', null)],
      'not-known',
      undefined,
      'was not read',
    ],
    ['Require', [checking('EXCH01', 'Require')], 'shut', 'ews-extended-protection', 'NTLM is refused'],
    [
      'Require, with Basic beside it',
      [checking('EXCH01', 'Require', true)],
      'doubtful',
      'ews-extended-protection',
      'Basic for all',
    ],
    [
      'Require, with Basic beside it, for a client of NTLM',
      [checking('EXCH01', 'Require', true)],
      'shut',
      'ews-extended-protection',
      'NTLM is refused',
      { scheme: 'ntlm' },
    ],
    [
      'Require, for a client of Basic',
      [checking('EXCH01', 'Require', true)],
      'open',
      undefined,
      'not about Basic',
      { scheme: 'basic' },
    ],
    [
      'Require on one of two',
      [checking('EXCH01', 'Allow'), checking('EXCH02', 'Require')],
      'doubtful',
      'ews-extended-protection',
      'EXCH01: Allow, EXCH02: Require',
    ],
    [
      'None on one of two',
      [checking('EXCH01', 'Allow'), checking('EXCH02', 'None')],
      'open',
      undefined,
      'differs from server to server (EXCH01: Allow, EXCH02: None)',
    ],
    [
      'Require without Windows authentication',
      [directory('EXCH01', { ...off, extendedProtectionTokenChecking: 'Require' })],
      'open',
      undefined,
      'concerns nobody',
    ],
    ['None', [checking('EXCH01', 'None')], 'open', undefined, 'can be passed on by others'],
    ['Allow', [checking('EXCH01', 'Allow')], 'open', undefined, 'is Allow'],
    [
      'Allow, with flags',
      [directory('EXCH01', { extendedProtectionFlags: ['Proxy', 'None'] })],
      'open',
      undefined,
      'Its flags are Proxy.',
    ],
  ])('%s', (_, webServicesVirtualDirectories, state, remedy, says, question = {}) => {
    const layer = configuredExtendedProtection({ webServicesVirtualDirectories }, question)
    expect(layer).toMatchObject({ state, sentence: expect.stringContaining(says) })
    expect(layer.remedy).toBe(remedy)
  })
})

it.each<[left: string, right: string, expected: boolean]>([
  ['https://a.test/EWS/Exchange.asmx', 'https://a.test:443/ews/exchange.asmx/', true],
  ['https://a.test/EWS/Exchange.asmx', 'http://a.test/EWS/Exchange.asmx', false],
  ['https://a.test/EWS/Exchange.asmx', 'https://b.test/EWS/Exchange.asmx', false],
  ['no address', 'No Address ', true],
  ['no address', 'https://a.test/', false],
])('%s and %s', (left, right, expected) => {
  expect(isSameAddress(left, right)).toBe(expected)
})
