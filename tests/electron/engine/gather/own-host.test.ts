import { describe, expect, it } from 'vitest'
import { isExchangeName, isOwnHost } from '../../../../electron/engine/gather/own-host.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'

const organisation = Organisation.parse({
  format: 1,
  name: 'Contoso',
  domain: 'Contoso.com',
  mailbox: 'alice@contoso.com',
  ews: { url: 'https://mail.contoso-hosting.net:8443/EWS/Exchange.asmx' },
  activeSync: { url: 'https://[2001:db8::1]/Microsoft-Server-ActiveSync' },
})

describe('a host', () => {
  it.each([
    'fabrikam.com',
    'evilcontoso.com',
    'contoso.com.evil.net',
    'contoso.co',
    'com',
    '',
    '.contoso.com.evil',
    'contoso-hosting.net',
    'other.contoso-hosting.net',
    'x.mail.contoso-hosting.net',
    '[2001:db8::2]',
    '127.0.0.1',
    // A name of DNS may have any bytes in it, and in a URL these end the host or begin it.
    'fabrikam.com#.contoso.com',
    'fabrikam.com/.contoso.com',
    'fabrikam.com\\.contoso.com',
    'fabrikam.com?.contoso.com',
    'fabrikam.com:443/.contoso.com',
    'x@fabrikam.com/.contoso.com',
    'fabrikam.com\n.contoso.com',
    ' .contoso.com',
    '%66.contoso.com',
    'fabrikam.com／.contoso.com',
    '\u001b[2j.contoso.com',
  ])('%j is somebody else’s', (host) => {
    expect(isOwnHost(host, organisation)).toBe(false)
  })

  it.each([
    'contoso.com',
    'CONTOSO.COM',
    'autodiscover.contoso.com',
    'a.b.contoso.com',
    'mail.contoso-hosting.net',
    'MAIL.contoso-hosting.net',
    '[2001:db8::1]',
  ])('%s is the organisation’s', (host) => {
    expect(isOwnHost(host, organisation)).toBe(true)
  })

  it('that nobody named is somebody else’s where no address is known', () => {
    const { ews: _ews, activeSync: _activeSync, ...unknown } = organisation
    expect(isOwnHost('mail.contoso-hosting.net', unknown)).toBe(false)
  })
})

describe('a host whose name is there for Exchange alone', () => {
  it.each([
    ['autodiscover.contoso.com', true],
    ['AUTODISCOVER.contoso.com', true],
    ['mail.contoso-hosting.net', true],
    ['[2001:db8::1]', true],
    ['contoso.com', false],
    ['www.contoso.com', false],
    ['autodiscover.other.com', false],
  ])('%s: %s', (host, expected) => {
    expect(isExchangeName(host, organisation)).toBe(expected)
  })

  it('is not the mail domain, where EWS is published there', () => {
    const atDomain = { ...organisation, ews: { url: 'https://contoso.com/EWS/Exchange.asmx' } }
    expect(isExchangeName('contoso.com', atDomain)).toBe(false)
  })
})
