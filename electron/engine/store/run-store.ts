import type { Connection } from './connection.ts'
import { createRunLists, type RunLists } from './run-lists.ts'
import type { RunOwners } from './run-owners.ts'
import { createRunReader, type RunReader } from './run-reader.ts'
import { createRunShelf, type RunShelf } from './run-shelf.ts'
import { createRunThinning, type RunThinning } from './run-thinning.ts'
import { createRunWriter, type RunWriter } from './run-writer.ts'

/** The runs that are kept, of this process and of others. What one of them wrote in another shape takes nothing else with it. */
export type RunStore = RunWriter & RunReader & RunLists & RunShelf & RunThinning

export function createRunStore(connection: Connection, owners: RunOwners, now: () => Date): RunStore {
  return {
    ...createRunWriter(connection, owners),
    ...createRunReader(connection, owners),
    ...createRunLists(connection, owners),
    ...createRunShelf(connection, owners, now),
    ...createRunThinning(connection, owners),
  }
}
