import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../../electron/engine/wire/http-failure.ts'

function systemError(code: string): Error {
  return Object.assign(new Error(`write ${code}`), { code, syscall: 'write' })
}

describe('an error of the system’s own', () => {
  // Windows says ECONNABORTED and EACCES where Linux says ECONNRESET and EPERM.
  it.each([
    ['ECONNRESET', 'connection-reset'],
    ['ECONNABORTED', 'connection-reset'],
    ['EPIPE', 'connection-reset'],
    ['ENETRESET', 'connection-reset'],
    ['ENOTCONN', 'connection-reset'],
    ['EHOSTDOWN', 'host-unreachable'],
    ['EACCES', 'host-unreachable'],
    ['EPERM', 'host-unreachable'],
    ['EAFNOSUPPORT', 'host-unreachable'],
    ['EINVAL', 'host-unreachable'],
  ])('%s is the network’s: %s', (code, failure) => {
    expect(failureOf(systemError(code), 'mail:443', false, false)).toEqual({
      code: failure,
      where: 'mail:443',
      detail: code,
    })
  })

  it('that is none of the wire’s is thrown on', () => {
    const error = new TypeError('undefined is not a function')
    expect(() => failureOf(error, 'mail:443', false, false)).toThrow(error)
  })
})
