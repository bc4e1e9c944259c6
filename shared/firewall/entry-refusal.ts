import { t } from '../language/translate.ts'
import { numberOf } from '../run/unseen.ts'
import type { SpecialKind } from './special-prefixes.ts'

/** Why an entry of a list is not taken. */
export type EntryRefusalCode =
  | 'empty'
  | 'hidden-character'
  | 'not-ascii'
  | 'spaces'
  | 'not-an-address'
  | 'url'
  | 'port'
  | 'brackets'
  | 'wildcard'
  | 'name-without-domain'
  | 'octets'
  | 'octet-too-large'
  | 'leading-zero'
  | 'not-decimal'
  | 'prefix-length'
  | 'prefix-too-long'
  | 'netmask'
  | 'host-bits'
  | 'zone-id'
  | 'ipv4-mapped'
  | 'short-range'
  | 'range-backwards'
  | 'range-of-two-families'
  | 'range-of-prefixes'
  | 'everything'
  | 'covers-special'
  | SpecialKind

export type EntryRefusal = { refused: EntryRefusalCode; sentence: string }

/** What a sentence tells beside the text that it is about. */
type Detail = {
  hidden?: string
  most?: number
  network?: string
  address?: string
  four?: string
  cidr?: string
  source?: string
}

const SHOWN = 60

/** The refusal of an entry, with the sentence that says what is wrong with it and what to write instead. */
export function refuseEntry(refused: EntryRefusalCode, text: string, detail: Detail = {}): EntryRefusal {
  return { refused, sentence: sentences[refused](shownEntry(text), detail) }
}

/** An entry as a sentence shows it: what can't be seen is written by its number, and what is long is cut. */
export function shownEntry(text: string): string {
  const seen = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, (character) => `[${numberOf(character)}]`)
  return seen.length > SHOWN ? `${seen.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : seen
}

const sentences: Readonly<Record<EntryRefusalCode, (text: string, detail: Detail) => string>> = {
  empty: () => t`There is nothing in it.`,
  'hidden-character': (text, { hidden = '' }) =>
    t`“${text}” holds a character that can’t be seen (${numberOf(hidden)}). Write the address by hand.`,
  'not-ascii': (text) =>
    t`“${text}” holds letters or signs beyond ASCII. An address has digits, dots, colons and a hyphen alone; write a name by its A-labels (xn--…).`,
  spaces: (text) => t`“${text}” has a space in it. Write one address, prefix, range or name a line.`,
  'not-an-address': (text) => t`“${text}” is neither an address, a prefix, a range nor a name.`,
  url: (text) => t`“${text}” is the address of a page. Write the name of the host alone.`,
  port: (text) => t`“${text}” has a port. Senders come from any port; write the address alone.`,
  brackets: (text) => t`“${text}” stands in brackets. Write the address alone.`,
  wildcard: (text) => t`“${text}” stands for many names, and a firewall can look up none of them. Write each name.`,
  'name-without-domain': (text) => t`“${text}” is a name without its domain, or a word. Write the whole name.`,
  octets: (text) => t`“${text}” is no IPv4 address: four numbers with dots between them.`,
  'octet-too-large': (text) => t`“${text}” has a number over 255.`,
  'leading-zero': (text) =>
    t`“${text}” has a number that begins with 0: some read it as octal, and so as another address. Write it without the zero.`,
  'not-decimal': (text) => t`“${text}” is written in hexadecimal digits. Write four numbers with dots between them.`,
  'prefix-length': (text) => t`“${text}” has no number of bits behind its slash, such as /28.`,
  'prefix-too-long': (text, { most = 0 }) => t`“${text}” has more bits behind its slash than an address has: ${most}.`,
  netmask: (text) => t`“${text}” has a mask behind its slash. Write the number of its bits, such as /28.`,
  'host-bits': (text, { network = '', address = '' }) =>
    t`“${text}” is no network: it has bits set behind its prefix. The network is ${network}, the one address ${address}; write which is meant.`,
  'zone-id': (text) =>
    t`“${text}” names a network card of one machine (behind %). No sender on the internet has such an address.`,
  'ipv4-mapped': (text, { four = '' }) =>
    t`“${text}” is an IPv4 address written as IPv6, which is never on the wire. Write ${four}.`,
  'short-range': (text) => t`“${text}” leaves out the beginning of its second address. Write both addresses whole.`,
  'range-backwards': (text) => t`“${text}” ends before it begins.`,
  'range-of-two-families': (text) => t`“${text}” begins with an address of one family and ends with one of the other.`,
  'range-of-prefixes': (text) => t`“${text}” is a range of prefixes. Write a range of addresses, or each prefix.`,
  everything: (text) => t`“${text}” is every address there is: a rule with it would let in everybody.`,
  'covers-special': (text, { cidr = '', source = '' }) =>
    t`“${text}” covers addresses that no sender on the internet can have (${cidr}, ${source}).`,
  'this-network': (text, { cidr = '', source = '' }) =>
    t`“${text}” means no address, or this network (${cidr}, ${source}). No sender can have it.`,
  private: (text, { cidr = '', source = '' }) =>
    t`“${text}” is private (${cidr}, ${source}): it is used inside networks, and no sender on the internet can have it.`,
  shared: (text, { cidr = '', source = '' }) =>
    t`“${text}” is shared by a provider’s customers (${cidr}, ${source}). A sender shows another address outside.`,
  loopback: (text, { cidr = '', source = '' }) => t`“${text}” is each machine itself (${cidr}, ${source}).`,
  'link-local': (text, { cidr = '', source = '' }) =>
    t`“${text}” is of one network segment, and no router passes it on (${cidr}, ${source}).`,
  documentation: (text, { cidr = '', source = '' }) =>
    t`“${text}” is kept for examples (${cidr}, ${source}): it comes from a manual, not from the vendor’s list.`,
  multicast: (text, { cidr = '', source = '' }) =>
    t`“${text}” is a group of receivers (${cidr}, ${source}), and never a sender.`,
  translation: (text, { cidr = '', source = '' }) =>
    t`“${text}” stands for an IPv4 address behind a translator (${cidr}, ${source}). Write the IPv4 address.`,
  reserved: (text, { cidr = '', source = '' }) =>
    t`“${text}” is reserved (${cidr}, ${source}), and nobody on the internet has it.`,
}
