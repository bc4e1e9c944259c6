import { namesOf, type Recipient } from '../exchange/recipient.ts'
import type { ManagedMailbox, ManagedOrganisation } from './managed-organisation.ts'
import { ScriptRefusal } from './script-refusal.ts'

/** Whoever has an account, by every name that -Identity takes for them. */
export class People {
  readonly #mailboxes = new Map<string, ManagedMailbox>()
  readonly #people = new Map<string, Recipient>()

  constructor({ mailboxes, accounts }: ManagedOrganisation) {
    for (const mailbox of mailboxes) {
      for (const name of namesFor(mailbox.recipient)) this.#mailboxes.set(name, mailbox)
    }
    const everybody = [...mailboxes.map(({ recipient }) => recipient), ...accounts]
    for (const person of everybody) for (const name of namesFor(person)) this.#people.set(name, person)
  }

  /** Throws ScriptRefusal where nobody has that name. */
  person(identity: string): Recipient {
    return this.#people.get(identity.toLowerCase()) ?? notFound(identity)
  }

  /** Throws ScriptRefusal where there is no such mailbox. */
  mailbox(identity: string): ManagedMailbox {
    return this.#mailboxes.get(identity.toLowerCase()) ?? notFound(identity)
  }
}

function namesFor(recipient: Recipient): string[] {
  const { canonical, distinguished, guid, userPrincipal, down } = namesOf(recipient)
  const { account, displayName, mailbox } = recipient
  const alias = mailbox.split('@', 1)[0] ?? ''
  const names = [account, displayName, mailbox, alias, canonical, distinguished, guid, userPrincipal, down]
  return names.map((name) => name.toLowerCase())
}

function notFound(identity: string): never {
  throw new ScriptRefusal('exchange', `The object "${identity.slice(0, 100)}" couldn't be found.`)
}
