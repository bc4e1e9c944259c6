import { describe, expect, it } from 'vitest'
import { parseAccountName } from '../../../../../electron/engine/wire/ntlm/account-name.ts'
import { expectNtlmError } from './expect-ntlm-error.ts'

describe('parseAccountName', () => {
  it.each([
    ['an empty name', '', 'names no user'],
    ['a domain without a user', 'CONTOSO\\', 'names no user'],
    ['two backslashes', 'CONTOSO\\sub\\anna', 'more than one backslash'],
    ['a line break', 'CONTOSO\\an\nna', 'control character at position 11'],
    ['a delete character', 'anna\u007f', 'control character at position 5'],
    ['a zero byte', 'anna\0', 'control character at position 5'],
    ['a name past Active Directory’s limit', 'a'.repeat(1025), '1025 characters'],
  ])('refuses %s', (_what, name, words) => {
    const message = expectNtlmError(() => parseAccountName(name), 'bad-account-name')
    expect(message).toContain(words)
    expect(message).not.toContain('anna')
  })

  it.each([
    ['CONTOSO\\anna', 'CONTOSO', 'anna'],
    ['contoso.com\\anna', 'contoso.com', 'anna'],
    ['.\\anna', '.', 'anna'],
    ['\\anna', '', 'anna'],
    ['anna', '', 'anna'],
    // As Windows sends it: the domain controller resolves the whole name.
    ['anna@contoso.com', '', 'anna@contoso.com'],
    ['CONTOSO\\anna@contoso.com', 'CONTOSO', 'anna@contoso.com'],
    ['CONTOSO/anna', '', 'CONTOSO/anna'],
    ['POSTERN\\zoë', 'POSTERN', 'zoë'],
    ['a'.repeat(1024), '', 'a'.repeat(1024)],
  ])('reads %s', (name, domain, user) => {
    expect(parseAccountName(name)).toEqual({ domain, user })
  })
})
