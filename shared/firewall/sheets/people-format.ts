import type { PreparedSheet } from './prepared-sheet.ts'

/** A form of a sheet that people read. */
export type PeopleFormat = {
  meta: {
    /** As `--format` names it. */
    id: string
    name: string
    extension: string
    mime: string
    /** What it is made after, and what of that nobody has confirmed. */
    basedOn: readonly string[]
    warnings: readonly string[]
  }
  make(prepared: PreparedSheet): MadeForPeople | Promise<MadeForPeople>
}

/** The sheet itself, and what has to be known of it. */
type MadeForPeople = { content: string | Uint8Array; notes: readonly string[] }

/** Checks nothing by itself: it gives the parts of a format their types. */
export function definePeopleFormat(format: PeopleFormat): PeopleFormat {
  return format
}
