import type { AddressKind } from '../../artifacts/address-kind.ts'
import type { NameAnswer } from '../../artifacts/dns-answers.ts'
import type { Failure } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'

/** The names that clients connect to; the mail domain itself is often an Active Directory domain or a web site. */
export function serviceNames(names: readonly NameAnswer[]): NameAnswer[] {
  return names.filter(({ purpose }) => purpose !== 'domain')
}

export function addressesOf({ addresses }: NameAnswer): string[] {
  return addresses.map(({ address }) => address)
}

/** What evidence says of an answer that was longer than what is kept of it. */
export function cutEvidence({ cutFrom, addresses, aliases }: NameAnswer): { kept?: string } {
  if (!cutFrom) return {}
  const parts = [t`${addresses.length} of ${cutFrom.addresses} addresses`]
  if (aliases.length < cutFrom.aliases) parts.push(t`${aliases.length} of ${cutFrom.aliases} aliases`)
  return { kept: t`${parts.join(' and ')}; the answer was cut` }
}

/** Whether DNS said that there is nothing, as against saying nothing. */
export function saysNothingThere({ failure }: Pick<NameAnswer, 'failure'>): boolean {
  return failure?.code === 'name-not-found' || failure?.code === 'no-address'
}

/** Whether DNS said that the host which a record names has no address; one that could not be asked for says nothing. */
export function hasNoAddress(led: {
  addresses?: readonly string[] | undefined
  failure?: Failure | undefined
}): boolean {
  return led.addresses?.length === 0 && (led.failure === undefined || saysNothingThere(led))
}

/** Addresses for documentation stand for public ones: they are what examples and labs publish. */
export function isReachableFromOutside(kind: AddressKind): boolean {
  return kind === 'public' || kind === 'documentation'
}
