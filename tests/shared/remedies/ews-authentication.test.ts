import { expect, test } from 'vitest'
import type { WebServicesVirtualDirectory } from '../../../shared/management/configuration.ts'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const [first] = closed.webServicesVirtualDirectories
const one = (more: Partial<WebServicesVirtualDirectory>) => ({
  configuration: { webServicesVirtualDirectories: [{ ...first, ...more }] as never },
})

test.each<Refusal>([
  [
    'the servers were not read',
    { configuration: { webServicesVirtualDirectories: undefined } },
    'not-read',
    'each server',
  ],
  [
    'the setting was not read',
    one({ windowsAuthentication: undefined }),
    'not-read',
    'WindowsAuthentication of EXCH01',
  ],
  ['it is blank, which cannot be put back', one({ windowsAuthentication: null }), 'not-read', 'WindowsAuthentication'],
  ['Windows authentication is on', one({ windowsAuthentication: true }), 'not-needed', 'NTLM provider'],
  [
    'Basic is wanted and was not read',
    { ...one({ windowsAuthentication: true, basicAuthentication: undefined }), subject: { basic: true } },
    'not-read',
    'BasicAuthentication of EXCH01',
  ],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-authentication', given), kind, says)
})

test('enables Windows authentication on each server, and not Basic', () => {
  const { changes, notes } = planOf('ews-authentication')
  expect(changes.map(({ where, setting, from, to }) => `${where} ${setting} ${from} ${to}`)).toEqual([
    'EXCH01\\EWS (Default Web Site) WindowsAuthentication $false $true',
    'EXCH02\\EWS (Default Web Site) WindowsAuthentication $false $true',
  ])
  expect(notes).toEqual([])
})

test('enables Basic too where the client knows nothing else, with the warning', () => {
  const { changes, notes } = planOf('ews-authentication', { ...one({}), subject: { basic: true } })
  expect(changes.map(({ setting }) => setting)).toEqual(['WindowsAuthentication', 'BasicAuthentication'])
  expect(notes).toEqual([expect.stringContaining('Basic sends the password itself')])
})
