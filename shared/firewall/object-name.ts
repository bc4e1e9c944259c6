import { parseCidr } from 'cidr-tools'

/**
 * The name of the object for a prefix, the same in every version of a list, so that a later change finds what an earlier one
 * made. `PSTN_34_67_39_0_28` is 34.67.39.0/28; a prefix of IPv6 is `PSTN_6` and its bits behind a one, to the base of 36, so
 * that two prefixes never have one name. 31 characters of A-Z, 0-9 and _, which every platform takes.
 */
export function prefixName(cidr: string): string {
  if (!cidr.includes(':')) return `PSTN_${cidr.replaceAll(/[./]/g, '_')}`
  const { start, prefix } = parseCidr(cidr)
  const length = BigInt(prefix)
  return `PSTN_6${((1n << length) | (start >> (128n - length))).toString(36).toUpperCase()}`
}

/** The name of the object of a host's address. */
export function addressName(address: string): string {
  return prefixName(`${address}/${address.includes(':') ? 128 : 32}`)
}

/**
 * The name of the object of a name that a firewall looks up: its beginning, for whoever reads it, and ten characters of its
 * hash (FNV-1a, 64 bits), so that two names of one list do not have one object. 31 characters, as above.
 */
export function lookedUpName(host: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(host)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  const tail = (hash % 36n ** 10n).toString(36).toUpperCase().padStart(10, '0')
  const head = host
    .slice(0, 13)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
  return `PSTN_N_${head}_${tail}`
}

/** The names of what a sheet makes besides: of each kind an id has one. */
export const namesOfId = {
  senders: (id: string) => `PSTN_S_${id}`,
  /** Where a platform keeps the families apart. */
  sendersOf: (family: 4 | 6, id: string) => `PSTN_S${family}_${id}`,
  host: (id: string) => `PSTN_H_${id}`,
  hostOf: (family: 4 | 6, id: string) => `PSTN_H${family}_${id}`,
  service: (id: string) => `PSTN_P_${id}`,
  rule: (id: string) => `PSTN_R_${id}`,
} as const
