import type { NtlmChallenge } from '../../../shared/artifacts/sign-in.ts'
import { t } from '../../../shared/language/translate.ts'

/** How a user name is written: `DOMAIN\user`, `user@domain` (a user principal name), or a name alone. */
export type AccountForm = { kind: 'down-level' | 'principal' | 'plain'; user: string; domain?: string }

/** Reads the form of a user name. What stands before the last backslash is a domain, else what stands behind the last @. */
export function accountForm(username: string): AccountForm {
  const slash = username.lastIndexOf('\\')
  if (slash >= 0) return { kind: 'down-level', domain: username.slice(0, slash), user: username.slice(slash + 1) }
  const at = username.lastIndexOf('@')
  if (at >= 0) return { kind: 'principal', domain: username.slice(at + 1), user: username.slice(0, at) }
  return { kind: 'plain', user: username }
}

/** Which form it is, in the words of those who type it. */
export const formWords: Readonly<Record<AccountForm['kind'], string>> = {
  'down-level': t`a domain and a user name (DOMAIN\\user)`,
  principal: t`a user principal name (user@domain)`,
  plain: t`a user name alone, without a domain`,
}

type Domains = Pick<NtlmChallenge, 'netbiosDomain' | 'dnsDomain'>

/** What the server calls its domain, as a sentence; undefined where it did not say. */
export function domainSentence({ netbiosDomain, dnsDomain }: Domains): string | undefined {
  const name = netbiosDomain ?? dnsDomain
  if (!name) return undefined
  const dns = netbiosDomain && dnsDomain ? ` (${dnsDomain})` : ''
  return t`This server’s domain calls itself ${name}${dns}.`
}

/** Whether what was typed names that domain, and what to type where it does not; undefined where nothing is to be said. */
export function domainAdvice(form: AccountForm, domains: Domains): string | undefined {
  const { netbiosDomain, dnsDomain } = domains
  const suggested = netbiosDomain ? `${netbiosDomain}\\${form.user}` : undefined
  if (form.kind === 'plain') {
    return (
      suggested && t`A name without a domain is left to the server to complete. ${suggested} says which one is meant.`
    )
  }
  const own = [netbiosDomain, dnsDomain].flatMap((name) => name?.toLowerCase() ?? [])
  const typed = form.domain?.toLowerCase() ?? ''
  if (own.length === 0 || own.includes(typed)) return undefined
  if (form.kind === 'principal') {
    return t`The part behind the @, ${form.domain}, need not be the name of the domain: an administrator may have added it as a suffix. Where the sign-in is rejected, try ${suggested ?? 'DOMAIN\\user'}.`
  }
  return t`The account names the domain ${form.domain}, which is another. That is right where the account is of a domain that this one trusts; otherwise type ${suggested ?? `${dnsDomain}\\${form.user}`}.`
}

/** That the mailbox is asked for by an alias, as Autodiscover shows it; undefined where it does not. */
export function aliasNotice(mailbox: string, primary: string | undefined): string | undefined {
  if (primary === undefined || primary.toLowerCase() === mailbox.toLowerCase()) return undefined
  return t`${mailbox} is an alias: Autodiscover gives ${primary} as the primary address of its mailbox. Nobody signs in with an alias, but with the name of the account.`
}

/** The forms in which people give a user name, which of them sign in, and how. */
export const forms: readonly { form: string; signsIn: string; note: string }[] = [
  {
    form: 'DOMAIN\\user',
    signsIn: t`yes`,
    note: t`The short (NetBIOS) name of the domain and the name of the account. It means the same everywhere.`,
  },
  {
    form: 'user@domain',
    signsIn: t`yes, where it is the user principal name`,
    note: t`It looks like a mail address and need not be one. Where the two differ, only the principal name signs in.`,
  },
  {
    form: 'user',
    signsIn: t`where the server adds a domain`,
    note: t`For Basic, the default domain of the virtual directory is added; where none is set, the sign-in fails.`,
  },
  {
    form: 'alias@domain',
    signsIn: t`no`,
    note: t`An alias is one more address of a mailbox. Mail reaches it, and no account has its name.`,
  },
]
