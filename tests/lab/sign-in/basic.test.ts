import { assert as check, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBasic } from '../../../lab/sign-in/basic.ts'

const base64 = (text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64')

it.each(['', ' ', '!!!', 'YWxpY2U', base64('no colon'), `${base64('a:b')} ${base64('c:d')}`, '===='])(
  'reads nothing from %j',
  (text) => {
    expect(decodeBasic(text)).toBeUndefined()
  },
)

it.each([
  ['alice', 'Passw0rd!a'],
  ['CONTOSO\\alice', 'with:colon'],
  ['', ''],
  ['zoë', 'Pässw0rd!z'],
])('reads %j and %j', (name, password) => {
  expect(decodeBasic(base64(`${name}:${password}`))).toEqual({ name, password })
})

it('reads Latin-1 where it is not UTF-8', () => {
  expect(decodeBasic(base64('zoë:Pässw0rd!z', 'latin1'))).toEqual({ name: 'zoë', password: 'Pässw0rd!z' })
})

it('never throws', () => {
  check(property(string(), (text) => decodeBasic(text) === undefined || text !== ''))
})
