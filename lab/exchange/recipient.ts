import { createHash } from 'node:crypto'
import { domain } from '../users.ts'

/** What the directory holds of somebody with a mailbox, as far as a cmdlet finds it by that. */
export interface Recipient {
  readonly account: string
  readonly displayName: string
  readonly mailbox: string
}

/** Names by which Active Directory and Exchange know a recipient. */
export interface RecipientNames {
  /** `contoso.test/Users/Alice Example`. */
  readonly canonical: string
  readonly distinguished: string
  readonly guid: string
  readonly userPrincipal: string
  readonly down: string
}

export function namesOf({ account, displayName }: Recipient): RecipientNames {
  const hash = createHash('sha256').update(account).digest('hex')
  return {
    canonical: `${domain.dns}/Users/${displayName}`,
    distinguished: `CN=${displayName},CN=Users,${domain.dns
      .split('.')
      .map((part) => `DC=${part}`)
      .join(',')}`,
    // A version 4 UUID by its form, the same in every run.
    guid: `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
    userPrincipal: `${account}@${domain.dns}`,
    down: `${domain.netbios}\\${account}`,
  }
}
