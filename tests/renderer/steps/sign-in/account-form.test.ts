import { describe, expect, it } from 'vitest'
import {
  accountForm,
  aliasNotice,
  domainAdvice,
  domainSentence,
} from '../../../../renderer/steps/sign-in/account-form.ts'

const contoso = { netbiosDomain: 'CONTOSO', dnsDomain: 'contoso.local' }

describe('the form of a user name', () => {
  it.each([
    ['CONTOSO\\probe', { kind: 'down-level', domain: 'CONTOSO', user: 'probe' }],
    ['probe@contoso.com', { kind: 'principal', domain: 'contoso.com', user: 'probe' }],
    ['probe', { kind: 'plain', user: 'probe' }],
    ['CONTOSO\\probe@contoso.com', { kind: 'down-level', domain: 'CONTOSO', user: 'probe@contoso.com' }],
    ['a@b@contoso.com', { kind: 'principal', domain: 'contoso.com', user: 'a@b' }],
    ['', { kind: 'plain', user: '' }],
  ])('%s', (username, form) => {
    expect(accountForm(username)).toEqual(form)
  })
})

describe('what the server calls its domain', () => {
  it.each([
    [{}, undefined],
    [{ dnsDomain: 'contoso.local' }, 'This server’s domain calls itself contoso.local.'],
    [{ netbiosDomain: 'CONTOSO' }, 'This server’s domain calls itself CONTOSO.'],
    [contoso, 'This server’s domain calls itself CONTOSO (contoso.local).'],
  ])('%o', (domains, sentence) => {
    expect(domainSentence(domains)).toBe(sentence)
  })

  it('is held against what was typed', () => {
    expect(domainAdvice(accountForm('FABRIKAM\\probe'), contoso)).toContain('otherwise type CONTOSO\\probe.')
    expect(domainAdvice(accountForm('probe@contoso.com'), contoso)).toContain('try CONTOSO\\probe.')
    expect(domainAdvice(accountForm('probe'), contoso)).toContain('CONTOSO\\probe says which one is meant')
  })

  it('is nothing to talk about where it is what was typed, in whichever case, or not known', () => {
    expect(domainAdvice(accountForm('contoso\\probe'), contoso)).toBeUndefined()
    expect(domainAdvice(accountForm('probe@CONTOSO.local'), contoso)).toBeUndefined()
    expect(domainAdvice(accountForm('probe@contoso.com'), {})).toBeUndefined()
    expect(domainAdvice(accountForm('probe'), {})).toBeUndefined()
  })
})

it('tells of an alias only where Autodiscover names another primary address', () => {
  expect(aliasNotice('sales@contoso.com', 'probe@contoso.com')).toMatch(
    /^sales@contoso.com is an alias: .*probe@contoso.com/,
  )
  expect(aliasNotice('probe@contoso.com', 'Probe@Contoso.com')).toBeUndefined()
  expect(aliasNotice('probe@contoso.com', undefined)).toBeUndefined()
})
