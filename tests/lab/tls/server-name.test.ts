import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peekServerName } from '../../../lab/tls/server-name.ts'

const u16 = (value: number) => value.toString(16).padStart(4, '0')
const behindLength = (hex: string) => u16(hex.length / 2) + hex

/** A ClientHello with these extensions (RFC 8446 section 4.1.2). */
function hello(extensions: string): Buffer {
  const body = `0303${'00'.repeat(32)}00${behindLength('1301')}0100${behindLength(extensions)}`
  const message = `01${(body.length / 2).toString(16).padStart(6, '0')}${body}`
  return Buffer.from(`160301${behindLength(message)}`, 'hex')
}

const name = behindLength(`00${behindLength(Buffer.from('Mail.Contoso.test').toString('hex'))}`)
const serverName = `0000${behindLength(name)}`
const another = '00170000'

describe('peekServerName', () => {
  it('finds the name wherever it stands, in small letters', () => {
    expect(peekServerName(hello(serverName))).toEqual({ name: 'mail.contoso.test' })
    expect(peekServerName(hello(another + serverName + another))).toEqual({ name: 'mail.contoso.test' })
  })

  it('finds none where there is none', () => {
    expect(peekServerName(hello(another))).toEqual({ name: undefined })
    expect(peekServerName(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toEqual({ name: undefined })
    expect(peekServerName(Buffer.from('GET'))).toEqual({ name: undefined })
  })

  it('wants more until the hello is whole', () => {
    const whole = hello(serverName)
    for (let length = 0; length < whole.length; length++) {
      expect(peekServerName(whole.subarray(0, length))).toBe('too-few')
    }
  })

  it('takes anything that a client may send', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        peekServerName(Buffer.from(bytes))
        peekServerName(Buffer.concat([Buffer.from('1603010010', 'hex'), bytes]))
      }),
    )
  })
})
