import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What was set aside, what was copied before a migration, and what a program that was killed left half-made. */
const OURS = /^postern(-damaged-.+|-version-.+|-version\.new|\.db\.new.*)$/

/** Deletes all that is kept beside the database. */
export function deleteKeptFiles(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (OURS.test(name)) rmSync(join(directory, name), { force: true })
  }
}
