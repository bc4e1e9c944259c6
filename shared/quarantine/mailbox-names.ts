import { nameOfIdentity } from '../ews/mailbox-index.ts'
import { eachInSteps, type Steps } from '../steps/steps.ts'
import { keyOf } from './device.ts'
import type { ActiveSyncMailbox } from './quarantine-configuration.ts'

/** `contoso.test/Users/Bob/ExchangeActiveSyncDevices/iPhone§X`, or, as the cmdlets' pages write it, `Bob\…\…`. */
const BELOW_MAILBOX = /[/\\]ExchangeActiveSyncDevices[/\\]/i

/** `CN=iPhone§X,CN=ExchangeActiveSyncDevices,CN=Bob,…`: as ConvertTo-Json writes it, or by its distinguished name. */
const IN_DIRECTORY = /^CN=(?:[^,\\]|\\.)+,CN=ExchangeActiveSyncDevices,/i

/** The mailbox that a device's identity lies below; the whole identity where it names none. */
export function mailboxNameOf(identity: string): string {
  const at = identity.search(BELOW_MAILBOX)
  return at < 0 ? identity.replace(IN_DIRECTORY, '') : identity.slice(0, at)
}

export type MailboxNames = { find(name: string): ActiveSyncMailbox | undefined }

const SHARED = null

/**
 * Finds a mailbox by its canonical identity, or by another name that no other mailbox has: the last part of its identity,
 * account, address, distinguished name, GUID.
 */
export function* indexMailboxNames(mailboxes: readonly ActiveSyncMailbox[]): Steps<MailboxNames> {
  const byIdentity = new Map<string, ActiveSyncMailbox>()
  yield* eachInSteps(mailboxes, (mailbox) => byIdentity.set(keyOf(mailbox.identity), mailbox))
  const byName = new Map<string, ActiveSyncMailbox | typeof SHARED>()
  yield* eachInSteps(byIdentity.values(), (mailbox) => {
    const { identity, samAccountName, primarySmtpAddress, distinguishedName, guid } = mailbox
    for (const name of [nameOfIdentity(identity), samAccountName, primarySmtpAddress, distinguishedName, guid]) {
      if (!name) continue
      const known = byName.get(keyOf(name))
      byName.set(keyOf(name), known === undefined || known === mailbox ? mailbox : SHARED)
    }
  })
  return {
    find: (name) => {
      const found = byIdentity.get(keyOf(name)) ?? byName.get(keyOf(name))
      if (found) return found
      // Where mailboxes were told by their names alone, a path names the one at its end.
      const last = byName.get(keyOf(nameOfIdentity(name)))
      return last && !last.identity.includes('/') ? last : undefined
    },
  }
}
