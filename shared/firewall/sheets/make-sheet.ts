import { t } from '../../language/translate.ts'
import { allWriters } from '../all-writers.ts'
import type { ToldFormat } from '../told-firewall.ts'
import type { Writer } from '../writer.ts'
import { type PreparedSheet, prepareSheet } from './prepared-sheet.ts'
import type { MadeSheet, SheetInput } from './sheet-input.ts'

/** A form of a sheet, as it is offered. */
type SheetFormat = ToldFormat & { mime: string }

/** Every form of a sheet: those for people first, then one for each firewall. */
export const sheetFormats: readonly SheetFormat[] = allWriters.map(formatOf)

/** A set of rules in one form; undefined where there is no such form. */
export async function makeSheet(format: string, input: SheetInput): Promise<MadeSheet | undefined> {
  const prepared = prepareSheet(input)
  const writer = allWriters.find(({ meta }) => meta.id === format)
  return writer && sheetOfWriter(writer, prepared)
}

function sheetOfWriter(writer: Writer, prepared: PreparedSheet): MadeSheet {
  const { apply, rollback, leftOut, notes } = prepared.writtenBy(writer)
  const { id, extension } = writer.meta
  return {
    ...{ apply, rollback, leftOut },
    notes: [...notes, ...unknownBefore(prepared)],
    name: fileName(prepared, id, extension),
    mime: mimeOf(extension),
  }
}

/** In a sheet of changes: the groups of which nothing earlier is known, so that nothing of them is in it. */
function unknownBefore({ delta, set }: SheetInput): string[] {
  if (!delta) return []
  return set.groups
    .filter(({ before }) => before === null)
    .map(
      ({ id }) =>
        t`Of the senders ${id} no earlier list is known: nothing of them is in this sheet. Make the whole sheet for them.`,
    )
}

function fileName({ today, delta }: SheetInput, id: string, extension: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(today) ? `-${today}` : ''
  return `postern-firewall${day}${delta ? '-changes' : ''}-${id}.${extension}`
}

function formatOf({ meta }: Writer): SheetFormat {
  const { id, name, extension, options, basedOn, warnings } = meta
  return {
    ...{ id, name, extension, mime: mimeOf(extension), for: 'firewall' },
    options: Object.entries(options).map(([key, { label, usual }]) => ({
      key: key as ToldFormat['options'][number]['key'],
      ...{ label, usual },
    })),
    basedOn: [...basedOn],
    warnings: [...warnings],
  }
}

function mimeOf(extension: string): string {
  const last = extension.split('.').at(-1)
  if (last === 'json') return 'application/json'
  return last === 'xml' ? 'application/xml' : 'text/plain'
}
