import type { EwsGetFolder } from '../../artifacts/ews.ts'
import type { WithheldReason } from '../../artifacts/sign-in.ts'

/** What kept the vendor's request from being sent as the account; undefined where it was, or where only a later one was kept. */
export function vendorWithheld({ asVendor, withheld }: EwsGetFolder): WithheldReason | undefined {
  if (!asVendor) return withheld ?? 'no-account'
  // Over a connection on which the server took the sign-in for over, all that came is its 401; nothing is asked after one.
  return asVendor.exchanges.length === 0 || asVendor.status === 401 ? withheld : undefined
}
