/** The domain's two names: mail and DNS on the one hand, NetBIOS (before a backslash) on the other. */
export const domain = { dns: 'contoso.test', netbios: 'CONTOSO' } as const

interface UserRecord {
  readonly mailbox: string
  readonly displayName: string
  /** As handed out to whoever uses the lab; a fault can make the directory hold another. */
  readonly password: string
  readonly inbox: { readonly total: number; readonly unread: number }
  /** Appointments, by how many hours after now they begin and how many they last. */
  readonly calendar: readonly { readonly subject: string; readonly inHours: number; readonly hours: number }[]
}

/** The people of the lab, by account name (sAMAccountName; `account@contoso.test` is the user principal name). */
export const accounts = {
  alice: {
    mailbox: 'alice@contoso.test',
    displayName: 'Alice Example',
    password: 'Passw0rd!a',
    inbox: { total: 12, unread: 3 },
    calendar: [
      { subject: 'Stand-up', inHours: 2, hours: 1 },
      { subject: 'Review with Bob', inHours: 26, hours: 2 },
      { subject: 'Dentist', inHours: 24 * 20, hours: 1 },
    ],
  },
  bob: {
    mailbox: 'bob@contoso.test',
    displayName: 'Bob Example',
    password: 'Passw0rd!b',
    inbox: { total: 4, unread: 0 },
    calendar: [{ subject: 'Review with Alice', inHours: 26, hours: 2 }],
  },
  zoë: {
    mailbox: 'zoe@contoso.test',
    displayName: 'Zoë Example',
    password: 'Pässw0rd!z',
    inbox: { total: 7, unread: 7 },
    calendar: [],
  },
} as const satisfies Record<string, UserRecord>

export type Account = keyof typeof accounts

export function isAccount(text: string): text is Account {
  return Object.hasOwn(accounts, text)
}

/** One person of the lab. */
export interface User extends UserRecord {
  readonly account: Account
}

export const users: readonly User[] = (Object.keys(accounts) as Account[]).map((account) => ({
  account,
  ...accounts[account],
}))

/** The user whose mailbox has this address; addresses compare without case. */
export function userOfMailbox(address: string): User | undefined {
  const wanted = address.trim().toLowerCase()
  return users.find((user) => user.mailbox === wanted)
}
