import { type MailboxList, mailboxesIn, mostMailboxes } from '../../shared/ews/mailbox-list.ts'
import { t } from '../../shared/language/translate.ts'
import { mostMailboxListBytes } from '../../shared/management/import-pieces.ts'
import { newlines, TextReader } from '../engine/management/read-text.ts'
import { readFileInPieces } from './bounded-file.ts'

/** A list of mailboxes, or why there is none in the file. */
export type MailboxListReading =
  | { outcome: 'read'; list: MailboxList }
  | { outcome: 'refused'; sentence: string; line: number | null }

/** Reads a list of mailboxes out of a file’s bytes, whose length the caller bounds. */
export async function readMailboxList(pieces: AsyncIterable<Uint8Array>): Promise<MailboxListReading> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  const read = textOf(Buffer.concat(all))
  if ('sentence' in read) return refused(read.sentence, read.line)
  const found = mailboxesIn(read.text)
  const list = { ...found, notes: [...read.notes, ...found.notes] }
  if (list.mailboxes.length > mostMailboxes)
    return refused(t`The list names ${list.mailboxes.length} mailboxes: accepted are at most ${mostMailboxes}.`)
  if (list.mailboxes.length > 0) return { outcome: 'read', list }
  const line = list.problems[0]?.line ?? null
  return refused(
    t`The list names no mailbox. Accepted is one address a line, or a CSV with a column such as PrimarySmtpAddress.`,
    line,
  )
}

type ListText = { text: string; notes: string[] } | { sentence: string; line: number | null }

/**
 * Spreadsheets save CSV in the code page of Windows. Read in the wrong one, a name matches none that Exchange told, so that
 * it is among those that were not read; into a script come only the names that Exchange told.
 */
function textOf(bytes: Uint8Array): ListText {
  if (Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\u0003\u0004')
    return { sentence: t`The list is a workbook or an archive. Save the sheet as CSV.`, line: null }
  const notes: string[] = []
  const reader = new TextReader((line) => {
    notes.push(
      t`The list is no Unicode from line ${line} on: its letters beyond English were read as Windows-1252 (Western Europe). Where names come out wrong, save it in UTF-8.`,
    )
  })
  const begun = reader.decode(bytes)
  const ended = begun.refusal ? begun : reader.end()
  if (ended.refusal) return { sentence: ended.refusal.message, line: ended.refusal.refusal.line ?? null }
  const text = begun.text + ended.text
  const other = /^\ufeff?\s*(?=<[?!a-z][^<>@]*>|[{[])/i.exec(text)
  if (other) {
    const line = newlines(other[0]) + 1
    return {
      sentence: t`The list is a web page, XML or JSON. Accepted is one address a line, or a CSV with a column such as PrimarySmtpAddress.`,
      line,
    }
  }
  const at = text.search(/(?![\t\n\v\f\r])\p{Cc}/u)
  if (at < 0) return { text, notes }
  const line = newlines(text.slice(0, at)) + 1
  return {
    sentence: t`The list is no text: line ${line} holds control characters. Save it as CSV or text in UTF-8.`,
    line,
  }
}

function refused(sentence: string, line: number | null = null): MailboxListReading {
  return { outcome: 'refused', sentence, line }
}

/** Reads the list that the admin chose, at most 16 MiB; or says in a sentence why it cannot be. */
export async function readMailboxListAt(path: string): Promise<MailboxListReading> {
  const read = await readFileInPieces(path, mostMailboxListBytes, readMailboxList)
  return 'refused' in read ? refused(read.refused) : read.value
}
