import { domainToASCII } from 'node:url'
import { kindOfAddress } from '../../shared/artifacts/address-kind.ts'
import { figure, t } from '../../shared/language/translate.ts'
import { serverPlace } from '../../shared/organisation/organisation.ts'
import { unprintable } from '../../shared/run/printable.ts'
import { type AddressNumber, addressOfNumber, numberOfAddress } from './address-range.ts'
import { UsageError } from './exit-code.ts'

/** So many servers are looked at in one sweep: a network of 20 bits (IPv6: 116), or a list. */
export const MOST_TARGETS = 4_096

/** An address or a host name; `named` where it was given by itself, and not as one of a range. */
export type SweepPlace = { target: string; named: boolean }

/** A target as it was given, and where, as the beginning of a sentence: `list.txt, line 3: `. */
export type GivenTarget = { text: string; where: string }

const accepted = t`accepted are an address (10.0.0.11, fd00::11), a host name, a network (10.0.0.0/24) and a range (10.0.0.1-10.0.0.20)`

/** Every address and name that is given, each once and in that order. Throws a UsageError for what is none. */
export function placesOf(given: readonly GivenTarget[]): SweepPlace[] {
  const named = new Map<string, boolean>()
  for (const { text, where } of given) {
    for (const place of placesIn(text.trim(), where)) {
      named.set(place.target, place.named || named.get(place.target) === true)
      if (named.size > MOST_TARGETS) {
        throw new UsageError(
          `These are more than ${figure(MOST_TARGETS)} targets in all: accepted are so many, looked at in parts where there are more.`,
        )
      }
    }
  }
  return [...named].map(([target, isNamed]) => ({ target, named: isNamed }))
}

function placesIn(text: string, where: string): Iterable<SweepPlace> {
  const refuse = (what: string) => new UsageError(`${where}${shown(text)} ${what}.`)
  if (text === '') throw new UsageError(`${where}An empty target names no server: ${accepted}.`)
  if (/[\s,;"]|^-+$/.test(text)) {
    throw refuse(
      t`holds more than a target: accepted is one an argument, or one a line as Get-ExchangeServer | % Fqdn writes them`,
    )
  }
  if (text.includes('://')) throw refuse(t`is the address of a page: accepted is its host name alone`)
  if (/^[^/:]+:\d+$|^\[.*\]:\d+$/.test(text)) throw refuse(t`names a port: accepted is --port, for all targets`)
  if (text.includes('/')) return network(text, refuse)
  const ends = rangeIn(text, refuse)
  if (ends) return range(...ends, refuse)
  return [{ target: single(text, refuse), named: true }]
}

type Refuse = (what: string) => UsageError

function single(text: string, refuse: Refuse): string {
  const bare = withoutBrackets(text)
  const kind = kindOfAddress(bare)
  if (kind === 'unusable' || kind === 'link-local') {
    throw refuse(t`is no address of a server that can be reached from elsewhere`)
  }
  const address = numberOfAddress(bare)
  if (address) return addressOfNumber(address)
  const name = hostNameIn(text)
  if (name === undefined) throw refuse(t`is no server: ${accepted}`)
  return name
}

/** A host name as DNS has it; undefined for an address and for what is neither. */
export function hostNameIn(text: string): string | undefined {
  const name = domainToASCII(text.replace(/\.$/, ''))
  // What ends in a number would be read as an address by some and by others not (RFC 3696 section 2).
  // Held against what it became: DNS's form of a name leaves out hidden characters, and turns wide digits into others.
  const isName = serverPlace.safeParse(name).success && !name.includes(':') && !/(?:^|\.)\d+$/.test(name)
  return isName ? name : undefined
}

/** `10.0.0.5/24` means the network that the address is in, as an interface's settings have it. */
function network(text: string, refuse: Refuse): Iterable<SweepPlace> {
  const [address = '', ...rest] = text.split('/')
  const first = numberOfAddress(withoutBrackets(address))
  if (!first) throw refuse(t`begins with no address: accepted is a network such as 10.0.0.0/24`)
  const prefix = /^\d{1,3}$/.test(rest.join('/')) ? Number(rest[0]) : Number.NaN
  if (!(prefix <= first.bits)) throw refuse(t`has no prefix of 0 to ${first.bits} bits: accepted is 10.0.0.0/24`)
  const size = 1n << BigInt(first.bits - prefix)
  const value = first.value - (first.value % size)
  return range({ ...first, value }, { ...first, value: value + size - 1n }, refuse)
}

/** Both ends of `a-b`, and of `10.0.0.1-20`; undefined where it does not begin with an address: names hold hyphens. */
function rangeIn(text: string, refuse: Refuse): [first: AddressNumber, last: AddressNumber] | undefined {
  const [from = '', ...rest] = text.split('-')
  const first = numberOfAddress(withoutBrackets(from))
  if (!first || rest.length === 0) return undefined
  const to = rest.join('-')
  const isShort = first.bits === 32 && /^\d{1,3}$/.test(to)
  const last = numberOfAddress(isShort ? from.replace(/\d+$/, String(Number(to))) : withoutBrackets(to))
  if (!last) throw refuse(t`ends with no address: accepted is a range such as 10.0.0.1-10.0.0.20`)
  return [first, last]
}

function range(first: AddressNumber, last: AddressNumber, refuse: Refuse): Iterable<SweepPlace> {
  if (first.bits !== last.bits) throw refuse(t`begins and ends with different kinds of address`)
  const size = last.value - first.value + 1n
  if (size < 1n) throw refuse(t`ends before it begins: accepted is the lower address first`)
  if (size > MOST_TARGETS) {
    throw refuse(
      t`holds ${sizeWords(size)} addresses: accepted are at most ${figure(MOST_TARGETS)} in all, as a network of /20 (IPv6: /116) has`,
    )
  }
  const ends = [first, last].map((end) => kindOfAddress(addressOfNumber(end)))
  if (ends.some((kind) => kind === 'unusable' || kind === 'link-local')) {
    throw refuse(t`holds no addresses of servers that can be reached from elsewhere`)
  }
  return addressesOf(first, size)
}

function* addressesOf({ bits, value }: AddressNumber, size: bigint): Iterable<SweepPlace> {
  for (let at = 0n; at < size; at++) yield { target: addressOfNumber({ bits, value: value + at }), named: false }
}

function withoutBrackets(text: string): string {
  return /^\[.*\]$/.test(text) ? text.slice(1, -1) : text
}

/** Only what looks like a target is repeated: anything else may be a secret in the wrong place, or longer than a line. */
function shown(text: string): string {
  return text.length <= 80 && text.search(unprintable) < 0 && /^[\p{L}\p{N}._:/%*@[\]-]+$/u.test(text)
    ? text
    : t`That text`
}

function sizeWords(size: bigint): string {
  return size > 10n ** 12n ? t`more than a million million` : figure(size)
}
