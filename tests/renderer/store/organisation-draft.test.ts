import { describe, expect, it } from 'vitest'
import { type DraftErrors, draftOf, readDraft, readSearch } from '../../../renderer/store/organisation-draft.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'

const full: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe', password: { environment: 'CONTOSO_PASSWORD' } },
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
  activeSync: { url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync' },
  resolvers: ['127.0.0.1:5353', '[::1]:53'],
  outsideResolvers: ['203.0.113.53', '203.0.113.54'],
  httpsPort: 8443,
  trust: { certificateAuthorities: [PEM, PEM], pinned: ['ab'.repeat(32)] },
}

describe('The form', () => {
  it.each<[Partial<ReturnType<typeof draftOf>>, DraftErrors]>([
    [{ name: ' ' }, { name: 'Give the organisation a name, for example Contoso.' }],
    [{ mailbox: '' }, { mailbox: 'Give the address of a test mailbox, for example probe@contoso.com.' }],
    [{ mailbox: 'probe' }, { mailbox: '“probe” is not a mail address; accepted is one such as probe@contoso.com.' }],
    [{ domain: 'a b' }, { domain: '“a b” is not a DNS name; accepted is a name such as contoso.com.' }],
    [
      { username: 'x'.repeat(321) },
      { username: `“${'x'.repeat(60)}…” is too long; accepted is DOMAIN\\user or user@domain.` },
    ],
    [
      { ewsUrl: 'http://mail.contoso.test/EWS' },
      {
        ewsUrl:
          '“http://mail.contoso.test/EWS” is not accepted; accepted is an https:// address without a user name in it.',
      },
    ],
    [
      { outsideResolvers: 'dns' },
      { outsideResolvers: '“dns” is not a resolver; accepted is an address such as 10.0.0.53 or [fd00::53]:53.' },
    ],
    [
      { resolvers: 'dns' },
      { resolvers: '“dns” is not a resolver; accepted is an address such as 10.0.0.53 or [fd00::53]:53.' },
    ],
    [
      { resolvers: '1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5' },
      {
        resolvers:
          '“1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5” is not a resolver; accepted are up to four addresses such as 10.0.0.53 or [fd00::53]:53.',
      },
    ],
    [{ httpsPort: '0' }, { httpsPort: '“0” is not a port; accepted is a whole number from 1 to 65535.' }],
    [
      { activeSyncUrl: 'mail.contoso.test' },
      {
        activeSyncUrl:
          '“mail.contoso.test” is not accepted; accepted is an https:// address without a user name in it.',
      },
    ],
    [{ httpPort: '70000' }, { httpPort: '“70000” is not a port; accepted is a whole number from 1 to 65535.' }],
    [{ httpsPort: 'https' }, { httpsPort: '“https” is not a port; accepted is a whole number from 1 to 65535.' }],
    [
      { certificateAuthorities: 'MIIB' },
      {
        certificateAuthorities:
          'No certificate is in this text; accepted is PEM that begins with -----BEGIN CERTIFICATE-----.',
      },
    ],
  ])('refuses %o at its field, in a sentence', (change, errors) => {
    expect(readDraft({ ...draftOf(full), ...change }, full)).toEqual({ errors })
  })

  it('asks whose password it is that was typed without a user name, and takes neither for one', () => {
    const draft = { ...draftOf(full), username: ' ' }
    const sentence = 'Say whose password it is. Often the user name is the mailbox’s address: probe@contoso.test.'
    expect(readDraft(draft, full, true)).toEqual({ errors: { username: sentence } })
    expect(readDraft(draft, full)).toMatchObject({ organisation: { name: 'Contoso' } })
    expect(readDraft({ ...draft, mailbox: '' }, full, true)).toMatchObject({
      errors: { username: 'Say whose password it is. Often the user name is the mailbox’s address.' },
    })
  })

  it('says all that is missing at once', () => {
    const result = readDraft(draftOf(null), null)
    expect('errors' in result && Object.keys(result.errors)).toEqual(['name', 'mailbox', 'domain'])
  })

  it('gives back what it was filled from, also what it does not show', () => {
    expect(readDraft(draftOf(full), full)).toEqual({ organisation: full })
  })

  it('leaves ActiveSync out, and takes it in again', () => {
    const result = readDraft({ ...draftOf(full), withoutActiveSync: 'yes' }, full)
    const activeSync = { ...full.activeSync, wanted: false }
    expect(result).toEqual({ organisation: { ...full, activeSync } })
    if (!('organisation' in result)) return
    expect(readDraft({ ...draftOf(result.organisation), withoutActiveSync: '' }, result.organisation)).toEqual({
      organisation: full,
    })
  })

  it('takes a domain outside ASCII and a mailbox in it, and keeps them as they are written', () => {
    const written = { domain: 'müller.example', mailbox: 'probe@müller.example' }
    expect(readDraft({ ...draftOf(full), ...written }, full)).toEqual({ organisation: { ...full, ...written } })
  })

  it('drops what was emptied', () => {
    const emptied = {
      ...draftOf(full),
      username: '',
      ewsUrl: '',
      resolvers: '',
      httpsPort: '',
      outsideResolvers: '',
      certificateAuthorities: '',
    }
    expect(readDraft(emptied, full)).toEqual({
      organisation: {
        format: 1,
        name: 'Contoso',
        domain: 'contoso.test',
        mailbox: 'probe@contoso.test',
        activeSync: full.activeSync,
        trust: { pinned: ['ab'.repeat(32)] },
      },
    })
  })
})

describe('A search for servers', () => {
  const held = { reference: 'secret-1', username: 'contoso\\PROBE' }

  it.each<[Partial<ReturnType<typeof draftOf>>, (keyof DraftErrors)[]]>([
    [{ mailbox: '' }, ['mailbox']],
    [{ mailbox: 'probe' }, ['mailbox']],
    [{ resolvers: 'dns', httpPort: '0' }, ['resolvers', 'httpPort']],
    [{ certificateAuthorities: 'MIIB' }, ['certificateAuthorities']],
  ])('is not begun with %o', (change, fields) => {
    const result = readSearch({ ...draftOf(full), ...change }, full, null)
    expect('errors' in result && Object.keys(result.errors).toSorted()).toEqual(fields.toSorted())
  })

  it('needs no more than the mailbox', () => {
    const draft = { ...draftOf(null), mailbox: ' probe@contoso.test ' }
    expect(readSearch(draft, null, null)).toEqual({ request: { mailbox: 'probe@contoso.test' } })
  })

  it('takes what the form says of the network, and the account where its password is held', () => {
    const { mailbox, resolvers, httpsPort, trust } = full
    const network = { mailbox, resolvers, httpsPort, trust }
    expect(readSearch(draftOf(full), full, null)).toEqual({ request: network })
    const account = { username: 'CONTOSO\\probe', secret: 'secret-1' }
    expect(readSearch(draftOf(full), full, held)).toEqual({ request: { ...network, ...account } })
    expect(readSearch({ ...draftOf(full), username: 'CONTOSO\\other' }, full, held)).toEqual({ request: network })
  })
})
