import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPath, readJsonResponse } from '../../../../electron/engine/wire/autodiscover-json.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'autodiscover.contoso.test'
const read = (text: string) => readJsonResponse(Buffer.from(text), where)

it('gives an address without the name and password in it', () => {
  expect(read('{"Url":"https://user:s3cret@mail.contoso.test/"}')).toMatchObject({ url: 'https://mail.contoso.test/' })
  const refused = read('{"ErrorCode":"a","ErrorMessage":"not https://user:s3cret@mail.contoso.test/"}')
  expect(refused).toMatchObject({ message: 'not https://(not kept)@mail.contoso.test/' })
})

describe('what is not an answer of Autodiscover v2', () => {
  it.each([
    '',
    'null',
    '"https://mail.contoso.test"',
    '[]',
    '{}',
    '{"Url":""}',
    '{"Url":7}',
    '{"url":"https://mail.contoso.test"}',
    '{"ErrorCode":null}',
    `{"Url":"https://${'a'.repeat(3_000)}"}`,
    '<html></html>',
    '{"Url":"https://mail.contoso.test"',
  ])('%j', async (text) => {
    const failure = await wireErrorOf(() => read(text))
    expect(failure).toMatchObject({ code: 'json-malformed', where })
    // What somebody sent is not repeated in the words.
    expect(failure.detail).toMatch(/^it (?:does not parse|has neither a Url nor an ErrorCode)$/)
  })

  it('more than 64 KiB', async () => {
    const failure = await wireErrorOf(() => read(JSON.stringify({ Url: 'a', Other: 'x'.repeat(70_000) })))
    expect(failure.code).toBe('response-too-large')
  })
})

describe('an answer', () => {
  it('names an address', () => {
    const text = '{"Protocol":"ActiveSync","Url":"https://mail.contoso.test/Microsoft-Server-ActiveSync"}'
    expect(read(text)).toEqual({ kind: 'url', url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync' })
  })

  it('is an error', () => {
    const text = '{"ErrorCode":"UserNotFound","ErrorMessage":"The given user is not found"}'
    expect(read(text)).toEqual({ kind: 'error', code: 'UserNotFound', message: 'The given user is not found' })
    expect(read('{"ErrorCode":"X"}')).toEqual({ kind: 'error', code: 'X', message: '' })
  })

  it('is an error whose words are cut', () => {
    const answer = read(JSON.stringify({ ErrorCode: 'c'.repeat(100), ErrorMessage: 'm'.repeat(1_000) }))
    expect(answer).toEqual({ kind: 'error', code: 'c'.repeat(60), message: 'm'.repeat(500) })
  })

  it('is one of the two, or an error of the wire, whatever JSON comes', () => {
    const known = fc.record({ Url: fc.jsonValue(), ErrorCode: fc.jsonValue() }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), known), (value) => {
        try {
          expect(['url', 'error']).toContain(read(JSON.stringify(value)).kind)
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
        }
      }),
    )
  })
})

describe('a question', () => {
  it('names the mailbox, the protocol and how often it was sent on', () => {
    expect(jsonPath('alice@contoso.test', 'EWS')).toBe(
      '/autodiscover/autodiscover.json?Email=alice%40contoso.test&Protocol=EWS&RedirectCount=1',
    )
  })

  it('carries any mailbox through, and nothing beside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (mailbox) => {
        const { searchParams, hash } = new URL(jsonPath(mailbox, 'ActiveSync'), 'https://a.test')
        expect([...searchParams.keys()]).toEqual(['Email', 'Protocol', 'RedirectCount'])
        expect(searchParams.get('Email')).toBe(mailbox)
        expect(hash).toBe('')
      }),
    )
  })
})
