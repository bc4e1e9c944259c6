import { timingSafeEqual } from 'node:crypto'
import type { AccountRestriction } from './settings/sign-in.ts'
import type { Settings } from './settings.ts'
import type { NtHasher } from './sign-in/ntlm-crypto.ts'
import type { RefusalReason } from './sign-in/ntlm-refusal.ts'
import { domain, type User, users } from './users.ts'

/** A name as a client gave it: NTLM sends domain and user apart, Basic in one string. */
export interface SignInName {
  readonly domain: string
  readonly user: string
}

/** Failed sign-ins of one account. */
export interface BadSignIns {
  total: number
  inARow: number
  lockedOut: boolean
}

/** Lockout threshold: wrong passwords in a row, after which even the right one is rejected. */
const MOST_BAD_SIGN_INS = 5

const refusals = {
  locked: 'locked-out',
  disabled: 'account-disabled',
  'logon-hours': 'logon-hours',
  workstations: 'workstations',
} as const satisfies Record<AccountRestriction, RefusalReason>

/** Splits `DOMAIN\user`; `user@domain` and a bare `user` stay whole, with an empty domain. */
export function splitName(text: string): SignInName {
  const backslash = text.indexOf('\\')
  if (backslash < 0) return { domain: '', user: text }
  return { domain: text.slice(0, backslash), user: text.slice(backslash + 1) }
}

/** Active Directory as far as signing in needs it: names, current passwords, and a lockout counter. */
export class Directory {
  readonly #settings: () => Settings
  readonly #ntHash: NtHasher
  readonly #bad = new Map<string, BadSignIns>()

  constructor(settings: () => Settings, ntHash: NtHasher) {
    this.#settings = settings
    this.#ntHash = ntHash
  }

  /** `CONTOSO\alice`, `contoso.test\alice`, `alice@contoso.test` or `alice`, in any case. */
  find(name: SignInName): User | undefined {
    const given = name.domain.toLowerCase()
    const user = name.user.toLowerCase()
    const withoutDomain = given === ''
    const inDomain = given === domain.netbios.toLowerCase() || given === domain.dns
    return users.find(
      ({ account }) =>
        ((withoutDomain || inDomain) && user === account) || (withoutDomain && user === `${account}@${domain.dns}`),
    )
  }

  passwordIs(user: User, password: string): boolean {
    const wanted = Buffer.from(this.#settings().signIn.passwords[user.account])
    const given = Buffer.from(password)
    return wanted.length === given.length && timingSafeEqual(wanted, given)
  }

  /** NTOWFv1 of the current password: what a domain controller stores (MS-NLMP section 3.3.1). */
  ntHashOf(user: User): Buffer {
    return this.#ntHash(this.#settings().signIn.passwords[user.account])
  }

  /** Counts one sign-in with a password that was `right` or not; says whether the account is let in. */
  settle(user: User, right: boolean): 'accepted' | RefusalReason {
    const bad = this.badSignIns(user.account)
    const restriction = this.#settings().signIn.restrictions[user.account]
    if (right && (bad.lockedOut || restriction)) return restriction ? refusals[restriction] : 'locked-out'
    if (right) {
      this.#bad.set(user.account, { ...bad, inARow: 0 })
      return 'accepted'
    }
    const inARow = bad.inARow + 1
    this.#bad.set(user.account, { total: bad.total + 1, inARow, lockedOut: inARow >= MOST_BAD_SIGN_INS })
    return 'wrong-password'
  }

  badSignIns(account: string): BadSignIns {
    return { ...(this.#bad.get(account) ?? { total: 0, inARow: 0, lockedOut: false }) }
  }

  /** Unlocks every account and forgets its failed sign-ins. */
  unlockAll(): void {
    this.#bad.clear()
  }
}
