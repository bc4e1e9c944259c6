import { describe, expect, it } from 'vitest'
import { readFile, taken } from './read-text-file.ts'

const alice = '{"PrimarySmtpAddress":"a@contoso.test","EwsEnabled":true}'
const mailboxes = [{ identity: 'a@contoso.test', primarySmtpAddress: 'a@contoso.test', ewsEnabled: true }]

describe('what ConvertTo-Json writes', () => {
  it.each([
    ['a list in a list', `[[${alice}]]`, 'not-understood'],
    ['texts', '["a@contoso.test"]', 'not-understood'],
    ['a number', '5', 'unknown-format'],
    ['a text under a cmdlet', '{"Get-CASMailbox":"a@contoso.test"}', 'not-understood'],
    ['an object without anything', '{}', 'which-cmdlet'],
    ['null', 'null', 'unknown-format'],
    ['null in a list', '[null]', 'nothing-known'],
    ['a comma too many', `[${alice},]`, 'damaged'],
    ['a comma too few', `[${alice}${alice}]`, 'damaged'],
    ['a colon too few', '[{"EwsEnabled" true}]', 'damaged'],
    ['a name that is none', '[{5:true}]', 'damaged'],
    ['a bracket of the other kind', `[${alice}}`, 'damaged'],
    ['a bracket too many', `[${alice}]]`, 'damaged'],
    ['a remark', `[ // mailboxes\n${alice}]`, 'damaged'],
    ['a line break in a text', '[{"PrimarySmtpAddress":"a\nb"}]', 'damaged'],
    ['a setting twice', '[{"EwsEnabled":true,"EwsEnabled":true}]', 'duplicate'],
    [
      'what Format-List made',
      '[{"ClassId2e4f51ef21dd47e99d3c952918aff9cd":"a","pageHeaderEntry":null}]',
      'format-objects',
    ],
    ['prototypes', '[{"__proto__":{"EwsEnabled":true},"constructor":1}]', 'which-cmdlet'],
  ])('refuses %s', (_, text, refused) => {
    expect(readFile(text)).toMatchObject({ refused })
  })

  it.each([
    ['one object', alice],
    ['a list', `[${alice}]`],
    ['a list with null', `[null,${alice}]`],
    ['a list that is wrapped', `{"value":[${alice}],"Count":1}`],
    ['a cmdlet with one', `{"Get-CASMailbox":${alice}}`],
    ['a cmdlet with a list', `{"get-casmailbox":[${alice}]}`],
    ['a cmdlet with a list that is wrapped', `{"Get-CASMailbox":{"value":[${alice}],"Count":1}}`],
    ['the same mailbox twice', `[${alice},${alice}]`],
    ['what is deep and of no use', `[{"ACL":[[{"a":[1,{"EwsEnabled":false}]}]],${alice.slice(1)}]`],
  ])('takes %s', (_, text) => {
    expect(taken(text).configuration).toEqual({ casMailboxes: mailboxes })
  })

  it('tells the line of a value in a text of several lines', () => {
    const text = [
      '[',
      '  {',
      '    "PrimarySmtpAddress": "a@contoso.test",',
      '',
      '    "EwsAllowList": [',
      '      "a",',
      '      5',
      '    ]',
      '  }',
      ']',
    ]
    expect(readFile(text.join('\r\n'))).toMatchObject({ refused: 'not-understood', line: 8 })
  })
})
