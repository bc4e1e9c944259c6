import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { timeInName } from '../../../shared/run/time-in-name.ts'
import type { Connection } from './connection.ts'

/** So many copies are kept, the last ones. */
const KEPT = 3

const COPY = /^postern-version-\d+-(.+)\.db$/

/** Copies the whole database before it is brought forward, and returns how to drop that copy again. */
export function keepCopy(connection: Connection, directory: string, version: number, now: Date): () => void {
  const copy = join(directory, `postern-version-${version}-${timeInName(now)}.db`)
  const fresh = join(directory, 'postern-version.new')
  rmSync(fresh, { force: true })
  const file = openSync(fresh, 'wx', 0o600)
  try {
    connection.run('VACUUM INTO ?', fresh)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(fresh, copy)
  return () => rmSync(copy, { force: true })
}

/** Drops all copies but the last ones. */
export function dropOldCopies(directory: string): void {
  for (const name of copies(directory).slice(0, -KEPT)) rmSync(join(directory, name), { force: true })
}

/** The oldest first. */
function copies(directory: string): string[] {
  const madeAt = (name: string): string => COPY.exec(name)?.[1] ?? ''
  return readdirSync(directory)
    .filter((name) => COPY.test(name))
    .sort((a, b) => madeAt(a).localeCompare(madeAt(b)))
}
