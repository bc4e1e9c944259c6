import { describe, expect, it } from 'vitest'
import { organisationDigest } from '../../../../electron/engine/run/organisation-digest.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'

const organisation: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe', password: { environment: 'ONE' } },
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
  servers: ['exch01.contoso.test'],
}
const digest = organisationDigest(organisation)

describe('another organisation has another digest', () => {
  it.each<[string, Partial<Organisation>]>([
    ['domain', { domain: 'fabrikam.test' }],
    ['mailbox', { mailbox: 'other@contoso.test' }],
    ['account', { account: { username: 'CONTOSO\\other' } }],
    ['lack of an account', { account: undefined }],
    ['address of EWS', { ews: { url: 'https://owa.contoso.test/EWS/Exchange.asmx' } }],
    ['servers', { servers: ['exch02.contoso.test'] }],
    ['resolvers', { resolvers: ['10.20.0.2'] }],
    ['trust', { trust: { pinned: ['a'.repeat(64)] } }],
    ['wish for no trace', { activeSync: { leaveNoTrace: true } }],
  ])('by its %s', (_what, changed) => {
    expect(organisationDigest({ ...organisation, ...changed })).not.toBe(digest)
  })
})

describe('the same organisation has the same', () => {
  it.each<[string, Organisation]>([
    ['by another name', { ...organisation, name: 'Contoso Ltd' }],
    [
      'with its password in another place',
      { ...organisation, account: { username: 'CONTOSO\\probe', password: { environment: 'TWO' } } },
    ],
    ['with its password nowhere', { ...organisation, account: { username: 'CONTOSO\\probe' } }],
    ['written in another order', Object.fromEntries(Object.entries(organisation).toReversed()) as Organisation],
    ['with a setting that is not set', { ...organisation, idleSeconds: undefined }],
  ])('%s', (_how, same) => {
    expect(organisationDigest(same)).toBe(digest)
  })

  it('which holds nothing of what it was made from', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
  })
})
