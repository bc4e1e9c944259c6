import { describe, expect, it, test } from 'vitest'
import type { Configuration } from '../../../shared/management/configuration.ts'
import { otherOrganisation, otherOrganisationSentence } from '../../../shared/management/other-organisation.ts'

const mailboxesOf = (domain: string, count: number, from = 0): NonNullable<Configuration['casMailboxes']> =>
  Array.from({ length: count }, (_, at) => ({
    identity: `${domain}/Users/User ${from + at}`,
    primarySmtpAddress: `user${from + at}@${domain}`,
  }))
const devicesOf = (domain: string, count: number): NonNullable<Configuration['mobileDevices']> =>
  Array.from({ length: count }, (_, at) => ({
    identity: `${domain}/Users/User ${at}/ExchangeActiveSyncDevices/iPhone§${domain}${at}`,
  }))
const contoso: Configuration = {
  organizationConfig: { name: 'Contoso' },
  casMailboxes: mailboxesOf('contoso.test', 30),
}

describe('A file is of the same organisation', () => {
  it.each<[string, Configuration, Configuration]>([
    ['where nothing is known', {}, contoso],
    ['where it tells nothing', contoso, {}],
    [
      'where both say so',
      contoso,
      { organizationConfig: { name: 'CONTOSO' }, casMailboxes: mailboxesOf('a.test', 30) },
    ],
    ['of other mailboxes in the same domain', contoso, { casMailboxes: mailboxesOf('contoso.test', 30, 100) }],
    ['of a domain below it', contoso, { casMailboxes: mailboxesOf('sub.contoso.test', 30) }],
    [
      'of a server in its domain',
      contoso,
      {
        casMailboxes: mailboxesOf('brand.test', 30),
        exchangeServers: [{ name: 'EXCH01', fqdn: 'exch01.contoso.test' }],
      },
    ],
    [
      'of a mailbox that both have, with another address',
      {
        casMailboxes: mailboxesOf('contoso.test', 30).map((each, at) => ({ ...each, guid: `guid-${at}` })),
      },
      {
        casMailboxes: mailboxesOf('brand.test', 30).map((each, at) => ({ ...each, guid: `GUID-${at}` })),
      },
    ],
    ['of few, in a domain that is new', contoso, { casMailboxes: mailboxesOf('brand.test', 9) }],
    [
      'of many, where few are known',
      { casMailboxes: mailboxesOf('brand.test', 9) },
      { casMailboxes: contoso.casMailboxes },
    ],
    [
      'of mailboxes that are called by their names alone',
      contoso,
      {
        casMailboxes: Array.from({ length: 30 }, (_, at) => ({ identity: `User ${at}` })),
      },
    ],
    ['that has no name', contoso, { organizationConfig: { name: null }, casMailboxes: mailboxesOf('contoso.test', 3) }],
  ])('%s', (_what, known, coming) => {
    expect(otherOrganisation(known, coming)).toBeUndefined()
  })
})

describe('A file is of another organisation', () => {
  it.each<[string, Configuration, Configuration, object]>([
    [
      'by its name, whatever else it tells',
      contoso,
      { ...contoso, organizationConfig: { name: 'Fabrikam' } },
      { known: 'Contoso', coming: 'Fabrikam', by: 'name' },
    ],
    [
      'by mailboxes of which none is known, in domains of which none is',
      contoso,
      { casMailboxes: mailboxesOf('fabrikam.test', 30) },
      { known: 'Contoso', coming: 'fabrikam.test', by: 'domains' },
    ],
    [
      'by its devices',
      contoso,
      { mobileDevices: devicesOf('fabrikam.test', 30) },
      { known: 'Contoso', coming: 'fabrikam.test', by: 'domains' },
    ],
    [
      'though both have the name that Exchange gives every one',
      { casMailboxes: mailboxesOf('contoso.test', 30), organizationConfig: { name: 'First Organization' } },
      { casMailboxes: mailboxesOf('fabrikam.test', 30), organizationConfig: { name: 'First Organization' } },
      { known: 'contoso.test', coming: 'fabrikam.test', by: 'domains' },
    ],
    [
      'whose domain only ends alike',
      { casMailboxes: mailboxesOf('contoso.test', 30) },
      { casMailboxes: mailboxesOf('notcontoso.test', 30) },
      { known: 'contoso.test', coming: 'notcontoso.test' },
    ],
  ])('%s', (_what, known, coming, other) => {
    expect(otherOrganisation(known, coming)).toMatchObject(other)
  })
})

test('what is said of it names both', () => {
  expect(otherOrganisationSentence({ known: 'Contoso', coming: 'Fabrikam', by: 'name' })).toBe(
    'This is of Fabrikam; what is known here is Contoso’s.',
  )
  expect(otherOrganisationSentence({ known: 'contoso.test', coming: 'fabrikam.test', by: 'domains' })).toBe(
    'This is of fabrikam.test; what is known here is contoso.test’s. No mailbox, device or domain is in both.',
  )
})

test('a hundred thousand devices are held against as many', () => {
  const [known, coming] = [devicesOf('contoso.test', 100_000), devicesOf('fabrikam.test', 100_000)]
  expect(otherOrganisation({ mobileDevices: known }, { mobileDevices: coming })).toBeDefined()
})
