import { describe, expect, test } from 'vitest'
import { createAccountPasswords } from '../../../electron/api/account-passwords.ts'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'

const username = 'CONTOSO\\anna'
const typed = 'Tr0ub4dor&3'
const here: Organisation = { ...sampleOrganisation, ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' } }
const authority = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'

async function typedFor(organisation: Organisation, store = createMemoryPasswordStore()) {
  let count = 0
  const passwords = createAccountPasswords({
    ...{ store, environment: {}, given: { organisation: undefined, password: undefined } },
    newReference: () => `secret-${++count}`,
  })
  await passwords.put(organisation, username, typed)
  return passwords
}

describe('A password that was typed for an organisation', () => {
  test.each<[string, Partial<Organisation>]>([
    ['EWS at another host', { ews: { url: 'https://mail.elsewhere.test/EWS/Exchange.asmx' } }],
    ['EWS at another path', { ews: { url: 'https://mail.contoso.test/other' } }],
    ['no address of EWS, so that Autodiscover is believed', { ews: undefined }],
    ['ActiveSync at another host', { activeSync: { url: 'https://elsewhere.test/Microsoft-Server-ActiveSync' } }],
    ['servers that were not named', { servers: ['10.0.0.66'] }],
    ['another resolver', { resolvers: ['10.0.0.66'] }],
    ['another port', { httpsPort: 8443 }],
    ['an authority of its own', { trust: { certificateAuthorities: [authority] } }],
    ['another domain', { domain: 'fabrikam.test', mailbox: 'anna@fabrikam.test' }],
  ])('is not given to one of the same account with %s', async (_what, changed) => {
    const store = createMemoryPasswordStore()
    const passwords = await typedFor(here, store)
    const other = { ...here, ...changed } as Organisation
    expect(await passwords.passwordFor(other)).toBeUndefined()
    expect(await passwords.held(other)).toBeNull()
    // Nor by another program that finds it in the keychain.
    const later = createAccountPasswords({
      ...{ store, environment: {}, given: { organisation: undefined, password: undefined } },
      newReference: () => 'secret-later',
    })
    expect(await later.passwordFor(other)).toBeUndefined()
    expect(await later.passwordFor(here)).toBe(typed)
  })

  test.each<[string, Partial<Organisation>]>([
    ['another name', { name: 'Contoso Ltd' }],
    ['no trace left', { activeSync: { leaveNoTrace: true } }],
    ['a certificate that was accepted by hand', { trust: { pinned: ['ab'.repeat(32)] } }],
    ['another test mailbox', { mailbox: 'boris@contoso.test' }],
  ])('stays with it for %s', async (_what, changed) => {
    const passwords = await typedFor(here)
    expect(await passwords.passwordFor({ ...here, ...changed })).toBe(typed)
  })
})
