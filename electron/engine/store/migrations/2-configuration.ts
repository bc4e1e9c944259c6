import type { Migration } from '../migrate.ts'

/** What an organisation's configuration was read as, a part a cmdlet. */
export const configuration: Migration = {
  version: 2,
  sql: `
    -- 'id' is a new one each time that the part is put, so that whoever reads its pieces sees when they are another's.
    CREATE TABLE configuration_part (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      part TEXT NOT NULL,
      entries INTEGER NOT NULL,
      pieces INTEGER NOT NULL,
      source TEXT NOT NULL,
      UNIQUE (organisation, part)
    ) STRICT;

    -- A list of entries as JSON, deflated.
    CREATE TABLE configuration_piece (
      part INTEGER NOT NULL REFERENCES configuration_part (number) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      entries BLOB NOT NULL,
      UNIQUE (part, place)
    ) STRICT;

    CREATE TABLE configuration_refusal (
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      cmdlet TEXT NOT NULL,
      refusal TEXT NOT NULL,
      UNIQUE (organisation, cmdlet)
    ) STRICT;
  `,
}
