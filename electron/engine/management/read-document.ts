import { t } from '../../../shared/language/translate.ts'
import { DocumentError, DocumentHeader } from '../../../shared/management/configuration-document.ts'
import { isRecord, type RawValue } from './raw-object.ts'
import { Refusal } from './read-refusal.ts'

export type DocumentHead = Pick<DocumentHeader, 'collectedAt' | 'computer' | 'mailboxes'>

const MOST_ERRORS = 100
const MOST_MESSAGE = 2000

/** What Postern's own document says of itself. */
export function readDocumentHeader(raw: RawValue, line: number): DocumentHead {
  const member = memberOf(raw)
  const version = member('version')
  if (member('format') === DocumentHeader.shape.format.value && typeof version === 'number' && version !== 1) {
    throw new Refusal(
      'other-version',
      t`The file is of version ${version} of Postern’s script, and this Postern reads version 1. Make it again with the script of this Postern.`,
      line,
    )
  }
  const header = DocumentHeader.safeParse({
    format: member('format'),
    version,
    collectedAt: timeOf(member('collectedat')),
    computer: member('computer') ?? undefined,
    mailboxes: member('mailboxes') ?? undefined,
  })
  if (!header.success) {
    throw new Refusal(
      'not-understood',
      t`What stands under “postern” in line ${line} is not how Postern’s script begins a file.`,
      line,
    )
  }
  const { collectedAt, computer, mailboxes } = header.data
  return { collectedAt, ...(computer !== undefined && { computer }), ...(mailboxes !== undefined && { mailboxes }) }
}

/** What Postern's script was refused by the cmdlets that it asked. */
export function readDocumentErrors(raw: RawValue, line: number): DocumentError[] {
  const list = Array.isArray(raw) ? raw : isRecord(raw) ? [raw] : raw === null ? [] : undefined
  const errors = list?.slice(0, MOST_ERRORS).map((error: RawValue) => {
    const member = memberOf(error)
    const message = member('message')
    return DocumentError.safeParse({
      cmdlet: member('cmdlet'),
      kind: member('kind'),
      message: typeof message === 'string' ? message.slice(0, MOST_MESSAGE) : message,
    }).data
  })
  const understood = errors?.filter((error) => error !== undefined)
  if (!errors || understood?.length !== errors.length) {
    throw new Refusal(
      'not-understood',
      t`What stands under “errors” in line ${line} is not how Postern’s script tells what it was refused.`,
      line,
    )
  }
  return understood
}

function memberOf(raw: RawValue): (name: string) => RawValue | undefined {
  const members = isRecord(raw) ? raw.members : undefined
  return (name) => members?.get(name)
}

/** A time as ISO 8601; PowerShell 5.1 writes `/Date(milliseconds)/`. */
function timeOf(raw: RawValue | undefined): string | undefined {
  if (typeof raw !== 'string') return undefined
  const [, milliseconds] = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(raw) ?? []
  const time = new Date(milliseconds === undefined ? raw : Number(milliseconds))
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
