import { describe, expect, it } from 'vitest'
import { partsIn, partsOf } from '../../../shared/checks/address-parts.ts'

describe('the parts of an address', () => {
  it.each(['', 'mail.contoso.test', 'https://', 'https://a b/'])(
    'are none for %j, however often it is asked',
    (text) => {
      for (let times = 0; times < 2; times++) {
        expect(partsIn(text)).toBeUndefined()
        expect(() => partsOf(text)).toThrow(TypeError)
      }
    },
  )

  it('are those that URL reads, each time', () => {
    const address = 'HTTPS://Mail.Contoso.test:8443/EWS/Exchange.asmx?x=1'
    for (let times = 0; times < 2; times++) {
      expect(partsOf(address)).toEqual({
        protocol: 'https:',
        host: 'mail.contoso.test:8443',
        hostname: 'mail.contoso.test',
        pathname: '/EWS/Exchange.asmx',
        search: '?x=1',
        href: 'https://mail.contoso.test:8443/EWS/Exchange.asmx?x=1',
      })
    }
  })

  it.each([
    ['/owa/auth/logon.aspx', 'https://mail.contoso.test/owa/', 'https://mail.contoso.test/owa/auth/logon.aspx'],
    ['/owa/auth/logon.aspx', 'https://other.contoso.test/owa/', 'https://other.contoso.test/owa/auth/logon.aspx'],
    ['https://sts.contoso.test/adfs', 'https://mail.contoso.test/owa/', 'https://sts.contoso.test/adfs'],
  ])('of %s, sent at %s, are those of %s, each time', (text, base, address) => {
    for (let times = 0; times < 2; times++) {
      expect(partsIn(text)?.href).toBe(text.startsWith('https:') ? address : undefined)
      expect(partsIn(text, base)?.href).toBe(address)
    }
  })

  it('stay right when more addresses are met than are kept', () => {
    for (let number = 0; number < 2_500; number++) {
      expect(partsOf(`https://host${number}.contoso.test/`).hostname).toBe(`host${number}.contoso.test`)
    }
    expect(partsOf('https://host0.contoso.test/').hostname).toBe('host0.contoso.test')
  })
})
