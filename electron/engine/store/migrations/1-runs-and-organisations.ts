import type { Migration } from '../migrate.ts'

/** The first shape: runs with their artifacts and findings, organisations, and what was chosen. */
export const runsAndOrganisations: Migration = {
  version: 1,
  sql: `
    CREATE TABLE organisation (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      organisation TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;

    -- At most one row.
    CREATE TABLE opened_organisation (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX opened_organisation_by_organisation ON opened_organisation (organisation);

    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- 'started' is 'started_at' in milliseconds, to order by; 'owner' is the process that has it under way, since 'owned_at'.
    CREATE TABLE run (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      header TEXT NOT NULL,
      started_at TEXT NOT NULL,
      started INTEGER NOT NULL,
      organisation_name TEXT NOT NULL,
      organisation INTEGER REFERENCES organisation (number) ON DELETE SET NULL,
      origin TEXT NOT NULL,
      state TEXT NOT NULL,
      verdict TEXT,
      gatherers TEXT NOT NULL,
      checks TEXT NOT NULL,
      owner TEXT,
      owned_at TEXT,
      removed_at TEXT
    ) STRICT;
    CREATE INDEX run_by_start ON run (started DESC, number DESC) WHERE removed_at IS NULL;
    CREATE INDEX run_by_organisation ON run (organisation, started DESC, number DESC);
    CREATE INDEX run_under_way ON run (owner) WHERE state = 'under-way';
    CREATE INDEX run_removed ON run (removed_at) WHERE removed_at IS NOT NULL;

    CREATE TABLE artifact (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      name TEXT NOT NULL,
      record TEXT NOT NULL,
      UNIQUE (run, name)
    ) STRICT;

    -- What a list shows has columns of its own, all of them in the index, so that a list reads no 'finding'.
    CREATE TABLE finding (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      check_id TEXT NOT NULL,
      step TEXT NOT NULL,
      verdict TEXT NOT NULL,
      title TEXT NOT NULL,
      finding TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX finding_listed ON finding (run, place, check_id, step, verdict, title);
  `,
}
