import { expect, it } from 'vitest'
import { FilterRefusal, readRecipientFilter } from '../../../lab/exchange/recipient-filter.ts'
import { users } from '../../../lab/users.ts'

it.each<[filter: string, sentence: RegExp]>([
  ['', /ends in the middle/],
  ['Alias', /ends in the middle/],
  ['Alias -eq', /ends in the middle/],
  ["Alias 'a'", /ends in the middle/],
  ['Alias -eq bob', /no comparison with a text/],
  ["Alias -is 'bob'", /operator -is/],
  ["Alias = 'bob'", /cannot be read at "= 'bob'"/],
  ["Mail -eq 'bob'", /property Mail/],
  ["constructor -eq 'bob'", /property constructor/],
  ["'bob' -eq Alias", /in the place of a property/],
  ["Alias -eq 'bob' Alias -eq 'eve'", /goes on with "Alias"/],
  ["Alias -eq 'bob' -and", /ends in the middle/],
  ["(Alias -eq 'bob'", /ends in the middle/],
  ["Alias -eq 'bob')", /goes on with "\)"/],
  ["Alias -eq 'bo'b'", /cannot be read/],
  ['Alias -eq $env', /cannot be read/],
  [`${'('.repeat(60)}Alias -eq 'bob'${')'.repeat(60)}`, /too deep/],
  [`${'-not '.repeat(60)}Alias -eq 'bob'`, /too deep/],
  [`Alias -eq '${'b'.repeat(100_001)}'`, /too long/],
])('refuses %s', (filter, sentence) => {
  expect(() => readRecipientFilter(filter)).toThrow(FilterRefusal)
  expect(() => readRecipientFilter(filter)).toThrow(sentence)
})

it.each<[filter: string, accounts: string[]]>([
  ["PrimarySmtpAddress -eq 'BOB@contoso.test'", ['bob']],
  ["primarysmtpaddress -EQ 'bob@contoso.test' -or Alias -eq 'alice'", ['alice', 'bob']],
  ["Alias -ne 'bob'", ['alice', 'zoë']],
  ["Alias -like 'a*'", ['alice']],
  ["EmailAddresses -like '*contoso*'", ['alice', 'bob', 'zoë']],
  ["EmailAddresses -eq 'smtp:zoe@contoso.test'", ['zoë']],
  ["DisplayName -notlike '*Example'", []],
  ["-not (Alias -eq 'bob')", ['alice', 'zoë']],
  ["-not Alias -eq 'bob' -and Alias -like '*e'", ['alice', 'zoë']],
  ["(Alias -eq 'bob' -or Alias -eq 'alice') -and SamAccountName -eq 'bob'", ['bob']],
  ["Alias -eq 'bob' -or (Alias -eq 'alice' -and SamAccountName -eq 'bob')", ['bob']],
  ["Alias -eq 'bob' -and Alias -eq 'eve' -or Alias -eq 'alice'", ['alice']],
  ["CustomAttribute15 -eq 'x'", []],
  ["MemberOfGroup -ne 'CN=Staff'", ['alice', 'bob', 'zoë']],
  ["RecipientTypeDetails -eq 'UserMailbox'", ['alice', 'bob', 'zoë']],
  ["DisplayName -eq 'O''Brien'", []],
  ['Alias -eq "bob"', ['bob']],
  [Array.from({ length: 1_500 }, () => "PrimarySmtpAddress -eq 'bob@contoso.test'").join(' -or '), ['bob']],
])('holds whom it says: %s', (filter, accounts) => {
  expect(users.filter(readRecipientFilter(filter)).map(({ account }) => account)).toEqual(accounts)
})
