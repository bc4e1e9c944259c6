import { normalizeCidr, parseCidr } from 'cidr-tools'
import { Address4, Address6 } from 'ip-address'
import { isHostName } from '../organisation/ascii-names.ts'
import { type EntryRefusal, refuseEntry } from './entry-refusal.ts'
import { type Family, prefixesOfSpan, type Span } from './prefixes.ts'
import { specialOf } from './special-prefixes.ts'

/** From where a vendor's servers come: addresses, as prefixes in their shortest form, or a name that a firewall looks up. */
export type SourceEntry = { kind: 'prefix'; family: Family; cidr: string } | { kind: 'name'; name: string }

/** What a text of a list comes to. `wide`: it lets in so many that somebody has to confirm it. */
export type EntryReading = { entries: readonly SourceEntry[]; wide: boolean } | EntryRefusal

/** A shorter prefix than these has to be confirmed. */
export const shortestPrefix = { 4: 16, 6: 32 } as const

const LONGEST = { 4: 32, 6: 128 } as const
/** A name has 253 characters at most (RFC 1035 section 2.3.4), and an address fewer. */
const MOST_TEXT = 255
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u

/**
 * Reads one entry of a list of senders: an address, a prefix (`203.0.113.0/28`), a range (`a-b`, both ends included) or a name.
 * Strict, since a rule that lets in another network than the vendor's is worse than none: what could be meant in two ways, or
 * can't be a sender on the internet, is refused with a sentence that says which.
 */
export function readEntry(written: string): EntryReading {
  const text = written.trim()
  if (text.length > MOST_TEXT) return refuseEntry('not-an-address', text)
  const [hidden] = HIDDEN.exec(text) ?? []
  if (hidden) return refuseEntry('hidden-character', text, { hidden })
  if (text === '') return refuseEntry('empty', text)
  if (/^(any|all|\*)$/i.test(text)) return refuseEntry('everything', text)
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return refuseEntry('url', text)
  if (/[^ -~]/.test(text)) return refuseEntry('not-ascii', text)
  if (text.includes('*')) return refuseEntry('wildcard', text)
  if (/^\[.*\](:\d*)?$/.test(text)) return refuseEntry('brackets', text)
  const [first = '', last, more] = text.split('-', 3).map((side) => side.trim())
  if (last !== undefined && more === undefined && !first.endsWith('/'))
    if ([first, last].every((side) => isLikeAddress(beforeSlash(side)))) return readRange(text, first, last)
  if (/\s/.test(text)) return refuseEntry('spaces', text)
  const address = beforeSlash(text)
  if (!isLikeAddress(address)) return address === text ? readName(text) : refuseEntry('not-an-address', text)
  return readPrefix(text, address, address === text ? undefined : text.slice(address.length + 1))
}

function beforeSlash(text: string): string {
  return text.split('/', 1)[0] ?? ''
}

/** Digits and dots, or what has a colon: it was meant as an address, whether or not it is one. */
function isLikeAddress(text: string): boolean {
  return /^[\d.]*\d[\d.]*$/.test(text) || /^0x[\da-f]+$/i.test(text) || text.includes(':')
}

function readPrefix(text: string, address: string, written: string | undefined): EntryReading {
  const family = readAddress(text, address)
  if (typeof family !== 'number') return family
  if (written === undefined) return entryOf(text, family, `${address}/${LONGEST[family]}`)
  if (/^\d+\.\d+\.\d+\.\d+$/.test(written)) return refuseEntry('netmask', text)
  if (!/^(0|[1-9]\d*)$/.test(written)) return refuseEntry('prefix-length', text)
  if (Number(written) > LONGEST[family]) return refuseEntry('prefix-too-long', text, { most: LONGEST[family] })
  const { start, cidr } = parseCidr(text)
  const network = normalizeCidr(cidr)
  if (start !== parseCidr(address).start && written !== '0') return refuseEntry('host-bits', text, { network, address })
  return entryOf(text, family, text)
}

function entryOf(text: string, family: Family, cidr: string): EntryReading {
  const { prefix } = parseCidr(cidr)
  if (prefix === '0') return refuseEntry('everything', text)
  const refusal = refusalOfSpan(text, parseCidr(cidr))
  return (
    refusal ?? {
      entries: [{ kind: 'prefix', family, cidr: normalizeCidr(cidr) }],
      wide: Number(prefix) < shortestPrefix[family],
    }
  )
}

function readRange(text: string, first: string, last: string): EntryReading {
  if (/^\d+$/.test(last)) return refuseEntry('short-range', text)
  const family = readAddress(text, first)
  if (typeof family !== 'number') return family
  const other = readAddress(text, last)
  if (typeof other !== 'number') return other
  if (family !== other) return refuseEntry('range-of-two-families', text)
  const [{ start }, { start: end }] = [parseCidr(first), parseCidr(last)]
  if (end < start) return refuseEntry('range-backwards', text)
  const refusal = refusalOfSpan(text, { version: family, start, end })
  if (refusal) return refusal
  const entries = prefixesOfSpan({ version: family, start, end }).map(
    (cidr) => ({ kind: 'prefix', family, cidr }) as const,
  )
  return { entries, wide: end - start >= 1n << BigInt(LONGEST[family] - shortestPrefix[family]) }
}

/** The family of an address, or why it is none. `ip-address` has the last word about each. */
function readAddress(text: string, address: string): Family | EntryRefusal {
  if (address.includes('/')) return refuseEntry('range-of-prefixes', text)
  if (address.includes(':') && !/^\d+\.\d+\.\d+\.\d+:\d*$/.test(address)) return readSix(text, address)
  if (address.includes(':')) return refuseEntry('port', text)
  if (/^0x/i.test(address)) return refuseEntry('not-decimal', text)
  const octets = address.split('.')
  if (octets.length !== 4 || octets.includes('')) return refuseEntry('octets', text)
  if (octets.some((octet) => octet.length > 1 && octet.startsWith('0'))) return refuseEntry('leading-zero', text)
  if (octets.some((octet) => Number(octet) > 255)) return refuseEntry('octet-too-large', text)
  return Address4.isValid(address) ? 4 : refuseEntry('not-an-address', text)
}

function readSix(text: string, address: string): 6 | EntryRefusal {
  if (address.includes('%')) return refuseEntry('zone-id', text)
  if (!Address6.isValid(address)) return refuseEntry('not-an-address', text)
  const { start } = parseCidr(address)
  if (start >> 32n !== 0xffffn) return 6
  const four = [24n, 16n, 8n, 0n].map((shift) => (start >> shift) & 255n).join('.')
  return refuseEntry('ipv4-mapped', text, { four })
}

function readName(text: string): EntryReading {
  const name = text.replace(/\.$/, '').toLowerCase()
  if (!isHostName(name) || /^\d+$/.test(name.split('.').at(-1) ?? '')) return refuseEntry('not-an-address', text)
  return name.includes('.')
    ? { entries: [{ kind: 'name', name }], wide: false }
    : refuseEntry('name-without-domain', text)
}

function refusalOfSpan(text: string, span: Span): EntryRefusal | undefined {
  const found = specialOf(span)
  if (!found) return undefined
  const { special, lies } = found
  return lies === 'within' ? refuseEntry(special.kind, text, special) : refuseEntry('covers-special', text, special)
}
