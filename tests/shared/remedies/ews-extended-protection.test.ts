import { expect, test } from 'vitest'
import type { WebServicesVirtualDirectory } from '../../../shared/management/configuration.ts'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const [first, second] = closed.webServicesVirtualDirectories
const servers = (...each: Partial<WebServicesVirtualDirectory>[]) => ({
  configuration: {
    webServicesVirtualDirectories: each.map((more, at) => ({ ...(at === 0 ? first : second), ...more })) as never,
  },
})

test.each<Refusal>([
  [
    'the servers were not read',
    { configuration: { webServicesVirtualDirectories: undefined } },
    'not-read',
    'each server',
  ],
  ['the setting was not read', servers({ extendedProtectionTokenChecking: undefined }), 'not-read', 'EXCH01'],
  ['the flags were not read', servers({ extendedProtectionFlags: undefined }), 'not-read', 'ExtendedProtectionFlags'],
  ['something in front ends TLS', servers({ extendedProtectionFlags: ['Proxy'] }), 'by-hand', 'Let TLS go through'],
  ['something in front may end TLS', servers({ extendedProtectionFlags: ['proxycohosting'] }), 'by-hand', 'EXCH01'],
  [
    'it is off',
    servers({ extendedProtectionTokenChecking: 'None' }),
    'by-hand',
    'ExchangeExtendedProtectionManagement',
  ],
  ['it is set so', servers({ extendedProtectionTokenChecking: 'Allow' }), 'not-needed', 'Allow on every server'],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-extended-protection', given), kind, says)
})

test('goes from Require to Allow, and back to Require', () => {
  const { changes, apply, undo } = planOf('ews-extended-protection', servers({}))
  expect(changes.map(({ from, to }) => [from, to])).toEqual([['Require', 'Allow']])
  expect(apply.map(({ parameters }) => parameters.ExtendedProtectionTokenChecking)).toEqual(['Allow'])
  expect(undo.map(({ parameters }) => parameters.ExtendedProtectionTokenChecking)).toEqual(['Require'])
})

test('changes no server that says something else, and says what is to be done there', () => {
  const { changes, notes } = planOf('ews-extended-protection', servers({}, { extendedProtectionTokenChecking: 'None' }))
  expect(changes).toHaveLength(1)
  expect(notes?.join(' ')).toMatch(/off on EXCH02/)
  const proxied = planOf('ews-extended-protection', servers({}, { extendedProtectionFlags: ['Proxy'] }))
  expect(proxied.notes?.join(' ')).toMatch(/EXCH02 is set up for a device in front/)
})
