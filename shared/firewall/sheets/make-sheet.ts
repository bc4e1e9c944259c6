import { allWriters } from '../all-writers.ts'
import type { ToldFormat } from '../told-firewall.ts'
import type { Writer } from '../writer.ts'
import { beginZip } from './begin-zip.ts'
import csv from './csv.ts'
import { unknownBefore } from './group-changes.ts'
import html from './html.ts'
import json from './json.ts'
import { madeName, mimeOf } from './made-name.ts'
import markdown from './markdown.ts'
import type { PeopleFormat } from './people-format.ts'
import { type PreparedSheet, prepareSheet } from './prepared-sheet.ts'
import { leftOutForPeople } from './rule-rows.ts'
import rules from './rules.ts'
import servicenow from './servicenow.ts'
import type { MadeSheet, SheetFormat, SheetInput } from './sheet-input.ts'
import { readmeOf, type ToldSheet } from './sheet-readme.ts'
import xlsx from './xlsx.ts'

const peopleFormats: readonly PeopleFormat[] = [xlsx, csv, html, markdown, json, rules, servicenow]

/** Every form of a sheet: those for people first, then one for each firewall. */
export const sheetFormats: readonly SheetFormat[] = [...peopleFormats.map(offered), ...allWriters.map(formatOf)]

/** A set of rules in one form; undefined where there is no such form. */
export async function makeSheet(format: string, input: SheetInput): Promise<MadeSheet | undefined> {
  return makePrepared(format, prepareSheet(input))
}

/** A set of rules in every form, one after the other, in the order of `sheetFormats`. */
export async function* makeEachSheet(input: SheetInput): AsyncGenerator<{ format: SheetFormat; sheet: MadeSheet }> {
  yield* eachOf(prepareSheet(input))
}

/**
 * Every form of a sheet in one archive: a folder for each, and a README.txt that says what each file is. `between`: waited for
 * before each form, so that a long list does not hold up whatever else there is to do for as long as all forms take.
 */
export async function makeAllSheets(
  input: SheetInput,
  between: () => Promise<void> = async () => undefined,
): Promise<Uint8Array> {
  const prepared = prepareSheet(input)
  const archive = beginZip(input.today)
  const told: ToldSheet[] = []
  await between()
  for await (const { format, sheet } of eachOf(prepared)) {
    const { apply, rollback, ...about } = sheet
    told.push({ format, sheet: about })
    if (format.for === 'people') archive.add(`people/${sheet.name}`, apply)
    else {
      archive.add(`${format.id}/apply.${format.extension}`, apply)
      archive.add(`${format.id}/rollback.${sheet.rollbackExtension ?? format.extension}`, rollback)
    }
    await between()
  }
  archive.add('README.txt', readmeOf(prepared, told))
  return archive.end()
}

async function* eachOf(prepared: PreparedSheet): AsyncGenerator<{ format: SheetFormat; sheet: MadeSheet }> {
  for (const format of sheetFormats) {
    const sheet = await makePrepared(format.id, prepared)
    if (sheet) yield { format, sheet }
  }
}

async function makePrepared(format: string, prepared: PreparedSheet): Promise<MadeSheet | undefined> {
  const people = peopleFormats.find(({ meta }) => meta.id === format)
  if (people) return sheetForPeople(people, prepared)
  const writer = allWriters.find(({ meta }) => meta.id === format)
  return writer && sheetOfWriter(writer, prepared)
}

async function sheetForPeople({ meta, make }: PeopleFormat, prepared: PreparedSheet): Promise<MadeSheet> {
  const { content, notes } = await make(prepared)
  return {
    apply: content,
    rollback: '',
    leftOut: leftOutForPeople(prepared),
    notes: [...notes, ...unknownBefore(prepared)],
    name: madeName(prepared, meta.id, meta.extension),
    mime: meta.mime,
  }
}

function sheetOfWriter(writer: Writer, prepared: PreparedSheet): MadeSheet {
  const { apply, rollback, rollbackExtension, leftOut, notes } = prepared.writtenBy(writer)
  const { id, extension } = writer.meta
  return {
    ...{ apply, rollback, leftOut },
    ...(rollbackExtension !== undefined && { rollbackExtension }),
    notes: [...notes, ...unknownBefore(prepared)],
    name: madeName(prepared, id, extension),
    mime: mimeOf(extension),
  }
}

function offered({ meta: { basedOn, warnings, ...meta } }: PeopleFormat): SheetFormat {
  return { ...meta, for: 'people', options: [], basedOn: [...basedOn], warnings: [...warnings] }
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
