import { t } from '../../../shared/language/translate.ts'
import type { ConfigurationFormat } from '../../../shared/management/configuration-reading.ts'
import type { ObjectReader, ObjectSink } from './raw-object.ts'
import { ClixmlReader } from './read-clixml.ts'
import { CsvReader, separatorOf } from './read-csv.ts'
import { FormatListReader } from './read-format-list.ts'
import { JsonReader } from './read-json.ts'
import type { ReadLimits } from './read-limits.ts'
import { endless, Refusal, shown } from './read-refusal.ts'
import { newlines } from './read-text.ts'

type Found = {
  readonly format: ConfigurationFormat
  readonly reader: ObjectReader
  /** Where what it reads begins. */
  readonly from: number
}

/**
 * Tells a format by how a file begins. Nothing is found as long as its first line is not whole. Throws a Refusal for what
 * is none of the formats.
 */
export function detectFormat(head: string, ended: boolean, sink: ObjectSink, limits: ReadLimits): Found | undefined {
  if (head.startsWith('PK\u0003\u0004')) throw archive()
  const from = head.search(/\S/)
  if (from < 0) {
    if (ended) throw new Refusal('empty', t`The file is empty.`)
    if (head.length > limits.value) throw endless(1)
    return undefined
  }
  const end = head.indexOf('\n', from)
  const line = newlines(head.slice(0, from)) + 1
  if (end < 0 && !ended) {
    if (head.length > limits.value) throw endless(line)
    // Most of what is not text, and JSON in one line, need not be waited for.
    if (!/^[[{<]/.test(head.slice(from))) return undefined
  }
  const first = (end < 0 ? head.slice(from) : head.slice(from, end)).trim()
  const start = first.charAt(0)
  if (start === '{' || start === '[') {
    // [PS] is how the Exchange Management Shell prompts.
    if (end < 0 && !ended && /^\[(P(S)?)?$/i.test(first)) return undefined
    if (!/^\[PS\]/i.test(first)) return { format: 'json', from, reader: new JsonReader(line, sink, limits) }
  }
  if (isWebPage(first)) throw new Refusal('not-text', t`The file is a web page, of which no configuration can be read.`)
  // The beginning of a page of which more is to come.
  if (start === '<' && end < 0 && !ended && first.length < LONGEST_BEGINNING) return undefined
  if (start === '<') return { format: 'clixml', from, reader: new ClixmlReader(line - 1, sink, limits) }
  if (/^#< CLIXML$/i.test(first)) return afterFirst(end, head, line, sink, limits)
  if (isFormatList(first)) return { format: 'format-list', from: 0, reader: new FormatListReader(1, sink, limits) }
  if (isCsv(first)) return { format: 'csv', from, reader: new CsvReader(line, sink, limits) }
  throw unknown(first, line)
}

const LONGEST_BEGINNING = 16

function isWebPage(first: string): boolean {
  return /^<(?:!doctype\s+html|html|head|body)\b/i.test(first)
}

/** What PowerShell writes before CLIXML where it hands it to another program. */
function afterFirst(end: number, head: string, line: number, sink: ObjectSink, limits: ReadLimits): Found {
  const from = end < 0 ? head.length : end + 1
  return { format: 'clixml', from, reader: new ClixmlReader(line, sink, limits) }
}

function isFormatList(line: string): boolean {
  return (
    /^[^\s:",;][^:",;]*\s:( |$)/.test(line) ||
    /^(\[PS\]|PS [A-Z]:|VERBOSE:|WARNING:|Creating a new |Connecting to )/i.test(line)
  )
}

function isCsv(line: string): boolean {
  if (/^"?(#TYPE |sep=)/i.test(line)) return true
  return line.includes(separatorOf(line)) || /^"[^"]+"$/.test(line)
}

function unknown(first: string, line: number): Refusal {
  if (first.startsWith('%PDF'))
    return new Refusal('not-text', t`The file is a PDF, of which no configuration can be read.`)
  return new Refusal(
    'unknown-format',
    t`Line ${line}, “${shown(first)}”, begins none of the formats that are read. A table of Format-Table looks so as well, and cuts values off: export with Export-Clixml.`,
    line,
  )
}

function archive(): Refusal {
  return new Refusal(
    'not-text',
    t`The file is a workbook or an archive. Save the sheet as CSV, or take out the file that is in it.`,
  )
}
