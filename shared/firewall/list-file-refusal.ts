import { t } from '../language/translate.ts'
import { shownEntry } from './entry-refusal.ts'

/** Why a file or a text is taken for no list at all. */
export type ListFileRefusalCode =
  | 'empty-file'
  | 'no-entries'
  | 'too-long'
  | 'too-many-entries'
  | 'too-many-wide'
  | 'binary'
  | 'workbook'
  | 'pdf'
  | 'rich-text'
  | 'page'
  | 'xml'
  | 'json-cut-off'
  | 'json-several'
  | 'json-broken'
  | 'json-too-deep'
  | 'error-answer'
  | 'no-list'
  | 'several-lists'
  | 'no-pointer'
  | 'pointer-form'
  | 'pointer-in-text'
  | 'pointer-lost'
  | 'not-a-list'
  | 'list-in-list'
  | 'entry-not-text'
  | 'entry-without-key'
  | 'entry-of-two-keys'
  | 'open-quote'
  | 'stray-quote'
  | 'ragged-row'
  | 'no-column'
  | 'several-columns'
  | 'pairs-or-ranges'

export type ListFileRefusal = { unreadable: ListFileRefusalCode; sentence: string }

/** What a sentence tells: where it is, what stands there, what there is instead, and how much of it is taken. */
type Detail = { at?: number; what?: string; names?: readonly string[]; most?: number; place?: string }

const MOST_NAMES = 8

/** The refusal of a file, with the sentence that says what is wrong with it and what to do. */
export function refuseFile(unreadable: ListFileRefusalCode, detail: Detail = {}): ListFileRefusal {
  const { at = 0, what = '', names = [], most = 0, place = '' } = detail
  const shown = names.slice(0, MOST_NAMES).map((name) => `“${shownEntry(name)}”`)
  if (names.length > MOST_NAMES) shown.push('…')
  return {
    unreadable,
    sentence: sentences[unreadable]({ at, what: shownEntry(what), names: shown.join(', '), most, place }),
  }
}

type Said = { at: number; what: string; names: string; most: number; place: string }

const sentences: Readonly<Record<ListFileRefusalCode, (said: Said) => string>> = {
  'empty-file': () => t`There is nothing in it. Give the vendor’s list: one address, prefix or range a line.`,
  'no-entries': () =>
    t`The list has no entry. It is not taken: with it, every sender would be removed. Ask the vendor, or read the list again.`,
  'too-long': ({ most }) => t`It is longer than ${most} characters. A list of senders is far shorter.`,
  'too-many-entries': ({ most }) => t`It has more than ${most} entries. No list of senders is so long.`,
  'too-many-wide': ({ most }) =>
    t`It has more than ${most} ranges that each let in very many. This is no list of one vendor’s senders.`,
  binary: () => t`It is no text, or not in UTF-8. Save the list as plain text in UTF-8.`,
  workbook: () => t`It is a workbook or an archive. Save the sheet with the list as CSV, and give that.`,
  pdf: () => t`It is a PDF. Copy the addresses out of it, and paste them.`,
  'rich-text': () => t`It is a document with formats. Save it as plain text.`,
  page: () =>
    t`It is a web page, such as one to sign in at, and no list. Where an address was asked, look whether it needs a secret or a VPN.`,
  xml: () => t`It is XML, which no list of senders is read from. Give JSON, CSV or text, one entry a line.`,
  'json-cut-off': () => t`The JSON breaks off before its end. Give the whole file, or read it again.`,
  'json-several': () => t`There are several documents of JSON in it. Give one.`,
  'json-broken': ({ place }) => t`It should be JSON and is none${place}. Mend it, or give the list one entry a line.`,
  'json-too-deep': ({ most }) => t`The JSON has more than ${most} levels. No list of senders is so deep.`,
  'error-answer': ({ what }) => t`It is no list but the message of an error: “${what}”.`,
  'no-list': ({ names }) =>
    t`No list of senders was found in the JSON. It has: ${names}. Say by a pointer, such as /data/ip_addresses, where the entries are.`,
  'several-lists': ({ names }) =>
    t`There is more than one list in the JSON: ${names}. Say by a pointer, such as /ip_addresses, which it is.`,
  'no-pointer': ({ what }) => t`The JSON is ${what} and no list of senders.`,
  'pointer-form': ({ what }) =>
    t`“${what}” is no JSON pointer. It begins with a slash, such as /data/ip_addresses; ~ is written ~0, and / in a name ~1.`,
  'pointer-in-text': () => t`A pointer was given, but what was read is no JSON.`,
  'pointer-lost': ({ what, place, names }) =>
    names === ''
      ? t`The pointer leads nowhere: there is no “${what}” at ${place}.`
      : t`The pointer leads nowhere: there is no “${what}” at ${place}, but ${names}.`,
  'not-a-list': ({ what }) => t`The pointer leads to ${what}, and not to a list of entries.`,
  'list-in-list': ({ at }) =>
    t`Entry ${at} of the list is a list itself. Say by a pointer where the entries are, each a text.`,
  'entry-not-text': ({ at, what }) => t`Entry ${at} of the list is ${what}, where an address is written as a text.`,
  'entry-without-key': ({ at, names }) =>
    t`Entry ${at} of the list has no address under a name that is known, such as ip_address or cidr. It has: ${names}.`,
  'entry-of-two-keys': ({ at, names }) =>
    t`Entry ${at} of the list has more than one name that could hold the address: ${names}. Give a list with one.`,
  'open-quote': ({ at }) => t`Line ${at} opens a quote that is never closed. Close it, or give the whole file.`,
  'stray-quote': ({ at }) => t`Line ${at} has a quote inside a value. Write the value in quotes, and the quote twice.`,
  'ragged-row': ({ at }) =>
    t`Line ${at} has more or fewer columns than the first line, so that nobody can tell which value is the address.`,
  'no-column': ({ names }) =>
    t`No column is known to hold the addresses. There are: ${names}. Name one ip, address, cidr or prefix, or give that column alone.`,
  'several-columns': ({ names }) =>
    t`More than one column could hold the addresses: ${names}. Give the file with one of them.`,
  'pairs-or-ranges': () =>
    t`There are two addresses a line: that may be the first and last of a range, or two senders. Write a range as first-last, and each sender on a line of its own.`,
}
