import { type MailboxList, mailboxesIn, mostMailboxes } from '../../shared/ews/mailbox-list.ts'
import { t } from '../../shared/language/translate.ts'
import { mostMailboxListBytes } from '../../shared/management/import-pieces.ts'
import { readFileInPieces } from './bounded-file.ts'
import { decodedText } from './decoded-text.ts'

/** A list of mailboxes, or why there is none in the file. */
export type MailboxListReading =
  | { outcome: 'read'; list: MailboxList }
  | { outcome: 'refused'; sentence: string; line: number | null }

/** Reads a list of mailboxes out of a file’s bytes, whose length the caller bounds. */
export async function readMailboxList(pieces: AsyncIterable<Uint8Array>): Promise<MailboxListReading> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  const text = decodedText(Buffer.concat(all))
  if (text === undefined)
    return refused(t`The list is neither UTF-8 nor UTF-16 with a byte order mark. Save it as CSV or text in UTF-8.`)
  const list = mailboxesIn(text)
  if (list.mailboxes.length > mostMailboxes)
    return refused(t`The list names ${list.mailboxes.length} mailboxes: accepted are at most ${mostMailboxes}.`)
  if (list.mailboxes.length > 0) return { outcome: 'read', list }
  const line = list.problems[0]?.line ?? null
  return refused(
    t`The list names no mailbox. Accepted is one address a line, or a CSV with a column such as PrimarySmtpAddress.`,
    line,
  )
}

function refused(sentence: string, line: number | null = null): MailboxListReading {
  return { outcome: 'refused', sentence, line }
}

/** Reads the list that the admin chose, at most 16 MiB; or says in a sentence why it cannot be. */
export async function readMailboxListAt(path: string): Promise<MailboxListReading> {
  const read = await readFileInPieces(path, mostMailboxListBytes, readMailboxList)
  return 'refused' in read ? refused(read.refused) : read.value
}
