import { kindOfAddress } from '../artifacts/address-kind.ts'

const INNER: readonly string[] = ['private', 'shared', 'loopback', 'link-local']

/** Whether an address is of a kind that hosts have inside networks alone; one of an example is none. */
export function isInnerAddress(address: string): boolean {
  return INNER.includes(kindOfAddress(address))
}
