import type { CasMailbox, Configuration } from '../management/configuration.ts'

/** Finds a mailbox by whatever names it, in as many steps for ten thousand as for one. */
export type MailboxIndex = {
  /** By its primary address, identity, account, GUID or distinguished name, whatever their case; undefined where two share it. */
  find(name: string): CasMailbox | undefined
}

const SHARED = null

/** Each plan and each layer looks mailboxes up, and of a hundred thousand an index takes its time: it is made once. */
const made = new WeakMap<readonly CasMailbox[], MailboxIndex>()

/** An index of the mailboxes that a configuration holds, which nobody changes any more. */
export function indexMailboxes({ casMailboxes = [] }: Configuration): MailboxIndex {
  const index = made.get(casMailboxes) ?? indexOf(casMailboxes)
  made.set(casMailboxes, index)
  return index
}

function indexOf(casMailboxes: readonly CasMailbox[]): MailboxIndex {
  const byName = new Map<string, CasMailbox | typeof SHARED>()
  for (const mailbox of casMailboxes) {
    const { primarySmtpAddress, identity, samAccountName, guid, distinguishedName } = mailbox
    for (const name of [primarySmtpAddress, identity, samAccountName, guid, distinguishedName]) {
      const key = name?.trim().toLowerCase()
      if (!key) continue
      const known = byName.get(key)
      byName.set(key, known === undefined || known === mailbox ? mailbox : SHARED)
    }
  }
  return {
    find: (name) => {
      const key = name.trim().toLowerCase()
      const found = byName.get(key)
      if (found !== undefined) return found ?? undefined
      // `CONTOSO\alice` is the account alice, where no other domain has one of that name.
      return (key.includes('\\') ? byName.get(key.slice(key.indexOf('\\') + 1)) : undefined) ?? undefined
    },
  }
}

/** The name of an object at the end of its canonical path: `contoso.test/Users/Alice` is Alice. */
export function nameOfIdentity(identity: string): string {
  return identity.slice(identity.lastIndexOf('/') + 1)
}

/** All that a role assignment or a policy association may call an account, in lower case. */
export function namesOfAccount(account: string, mailbox: CasMailbox | undefined): ReadonlySet<string> {
  const names = [
    account,
    account.slice(account.indexOf('\\') + 1),
    ...(mailbox
      ? [
          mailbox.identity,
          nameOfIdentity(mailbox.identity),
          mailbox.samAccountName,
          mailbox.displayName,
          mailbox.primarySmtpAddress,
          mailbox.distinguishedName,
          mailbox.guid,
        ]
      : []),
  ]
  return new Set(
    names.filter((name) => name !== undefined && name !== null && name !== '').map((name) => name?.toLowerCase() ?? ''),
  )
}
