import { t } from '../language/translate.ts'
import { isCsv, listInCsv } from './csv-list.ts'
import { type JsonList, listInJson } from './json-list.ts'
import { type ListFileRefusal, refuseFile } from './list-file-refusal.ts'
import { type EntriesReading, linesOfList, readEntries } from './read-entries.ts'
import { mostEntries } from './source-list.ts'
import { mostListCharacters } from './told-firewall.ts'

/** What a file, a paste or an answer comes to as a list: its entries, and what of them is not taken. */
export type ListFileReading = EntriesReading & {
  form: 'text' | 'csv' | 'json'
  /** When the vendor says that it changed the list; ISO 8601, UTC. */
  updatedAt: string | null
  /** It has the shape of the vendor's list of webhook senders, which are not those that reach Exchange. */
  ofWebhooks: boolean
}

const MOST_LEVELS = 50
const MOST_WIDE = 1_000
/** How an archive begins, which a workbook is, and an older workbook; the latter also as it comes out of a reader of UTF-8. */
const WORKBOOKS = ['PK\u0003\u0004', 'PK\u0005\u0006', '\u00d0\u00cf\u0011\u00e0', '\ufffd\ufffd\u0011\ufffd']

/**
 * Reads a list of senders from a text: JSON, CSV, or one entry a line. `name` is the file's, by which its form is known where
 * that can be doubted; `pointer` (RFC 6901) says where in JSON the entries are. What is no list is refused with a sentence; so is
 * a list without an entry, which would remove every sender.
 */
export function readListFile(
  text: string,
  { name, pointer }: { name: string | null; pointer: string | null },
): ListFileReading | ListFileRefusal {
  if (text.length > mostListCharacters) return refuseFile('too-long', { most: mostListCharacters })
  const bare = text.replace(/^\ufeff/, '')
  const foreign = foreignForm(bare)
  if (foreign) return foreign
  const form = formOf(bare, name)
  if (form !== 'json' && pointer) return refuseFile('pointer-in-text')
  const list = form === 'json' ? parsedJson(bare, pointer) : linesOrTable(bare, form)
  if ('unreadable' in list) return list
  if (list.written.length === 0) return refuseFile('no-entries')
  if (list.written.length > mostEntries) return refuseFile('too-many-entries', { most: mostEntries })
  const room = { left: mostEntries }
  const reading = readEntries(list.written, room)
  if (room.left < 0) return refuseFile('too-many-entries', { most: mostEntries })
  if (reading.wide.length > MOST_WIDE) return refuseFile('too-many-wide', { most: MOST_WIDE })
  return { ...reading, form, updatedAt: list.updatedAt, ofWebhooks: list.ofWebhooks }
}

/** What is neither JSON, a table nor lines, by how it begins. */
function foreignForm(text: string): ListFileRefusal | undefined {
  const start = text.trimStart().slice(0, 1_000)
  if (start === '') return refuseFile('empty-file')
  if (WORKBOOKS.some((sign) => start.startsWith(sign))) return refuseFile('workbook')
  if (start.startsWith('%PDF-')) return refuseFile('pdf')
  if (start.startsWith('{\\rtf')) return refuseFile('rich-text')
  if (/^<(!doctype html|html|head|body|script|!--)/i.test(start)) return refuseFile('page')
  if (start.startsWith('<')) return refuseFile(/<html[\s>]/i.test(start) ? 'page' : 'xml')
  return text.includes('\0') ? refuseFile('binary') : undefined
}

function formOf(text: string, name: string | null): 'text' | 'csv' | 'json' {
  const start = text.trimStart()
  // A line may begin with the brackets of an address, and is told as such.
  if (start.startsWith('{') || (start.startsWith('[') && !/^\[[\da-f]*:[\da-f:.]*\]/i.test(start))) return 'json'
  if (/\.json$/i.test(name ?? '')) return 'json'
  return /\.(csv|tsv)$/i.test(name ?? '') || isCsv(text) ? 'csv' : 'text'
}

function linesOrTable(text: string, form: 'text' | 'csv'): JsonList | ListFileRefusal {
  const written = form === 'csv' ? listInCsv(text) : linesOfList(text, mostEntries)
  return 'unreadable' in written ? written : { written, updatedAt: null, ofWebhooks: false }
}

function parsedJson(text: string, pointer: string | null): JsonList | ListFileRefusal {
  const { levels, open, documents } = shapeOf(text)
  if (levels > MOST_LEVELS) return refuseFile('json-too-deep', { most: MOST_LEVELS })
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    if (open) return refuseFile('json-cut-off')
    if (documents > 1) return refuseFile('json-several')
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? []
    return refuseFile('json-broken', { place: line ? t` (line ${line}, column ${column})` : '' })
  }
  return listInJson(document, pointer)
}

/** How deep a text of JSON goes, whether something in it is never closed, and how many stand in it side by side; without reading it. */
function shapeOf(text: string): { levels: number; open: boolean; documents: number } {
  let [depth, levels, documents] = [0, 0, 0]
  for (let at = 0; at < text.length && levels <= MOST_LEVELS; at += 1) {
    const sign = text[at]
    if (sign === '"') {
      // A string as a whole, so that no bracket in one counts.
      at = endOfString(text, at)
      if (at === -1) return { levels, open: true, documents }
    } else if (sign === '{' || sign === '[') {
      if (depth === 0) documents += 1
      depth += 1
      levels = Math.max(levels, depth)
    } else if (sign === '}' || sign === ']') depth -= 1
  }
  return { levels, open: depth > 0, documents }
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}
