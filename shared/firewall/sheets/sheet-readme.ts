import { t } from '../../language/translate.ts'
import { printable } from '../../run/printable.ts'
import { wrap } from '../../run/wrap.ts'
import { coverOf } from './cover.ts'
import { leftOutSentence } from './left-out-sentence.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import type { MadeSheet, SheetFormat } from './sheet-input.ts'

const WIDTH = 100
/** Of one sheet so many lines of what is left out are told; beyond that they say the same of rule after rule. */
const MOST_TOLD = 200

/** A sheet of the archive, without what it says. */
export type ToldSheet = { format: SheetFormat; sheet: Omit<MadeSheet, 'apply' | 'rollback'> }

/** What each file of the archive is, what to know before it is applied, and what of the rules is not in it. */
export function readmeOf(prepared: PreparedSheet, made: readonly ToldSheet[]): string {
  const { title, verdict, facts, changes, warnings } = coverOf(prepared)
  const lines = [
    printable(title),
    '',
    ...paragraph(verdict),
    '',
    ...facts.flatMap(([label, text]) => item(`${label}: ${text}`)),
    ...changes.flatMap(item),
    ...warnings.flatMap(item),
    '',
    ...paragraph(
      prepared.delta
        ? t`Of each firewall there is a folder: apply adds and takes out the senders that changed, in the groups that an earlier sheet made, and rollback puts them back. Read both before you apply anything.`
        : t`Of each firewall there is a folder: apply adds the rules and clears nothing that is there, rollback takes away exactly what apply added. Read both before you apply anything.`,
    ),
    '',
    ...paragraph(t`For people: the folder people.`),
    ...made.flatMap(({ format, sheet }) => (format.for === 'people' ? item(`${sheet.name}: ${format.name}`) : [])),
    ...made.flatMap((each) => (each.format.for === 'people' ? [] : sectionOf(each))),
  ]
  // Windows' older editors know no other line break.
  return `${lines.join('\r\n')}\r\n`
}

function sectionOf({ format, sheet }: ToldSheet): string[] {
  const leftOut = sheet.leftOut.map((each) => leftOutSentence(each, format.name))
  const more = leftOut.length - MOST_TOLD
  const { id } = format
  return [
    '',
    `${id}/  ${format.name}`,
    ...item(`apply.${format.extension}, rollback.${sheet.rollbackExtension ?? format.extension}`),
    ...format.basedOn.flatMap((text) => item(t`Made after: ${text}`)),
    ...format.warnings.flatMap((text) => item(t`Know before: ${text}`)),
    ...sheet.notes.flatMap(item),
    ...leftOut.slice(0, MOST_TOLD).flatMap(item),
    ...(more > 0 ? item(t`${more} more were left out; postern sheet --format ${id} tells them all.`) : []),
  ]
}

function paragraph(text: string): string[] {
  return wrap(printable(text), WIDTH)
}

function item(text: string): string[] {
  return wrap(printable(text), WIDTH - 4).map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`)
}
