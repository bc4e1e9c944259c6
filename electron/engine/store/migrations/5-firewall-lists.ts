import type { Migration } from '../migrate.ts'

/** Lists of a vendor's senders with every version that was kept, and what is made of them for a firewall. */
export const firewallLists: Migration = {
  version: 5,
  sql: `
    CREATE TABLE firewall_source (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      source TEXT NOT NULL,
      last_look TEXT
    ) STRICT;
    CREATE INDEX firewall_source_by_organisation ON firewall_source (organisation, number);

    -- Only added to, until it goes with its source. 'entries' are its lines, deflated; 'about' is all the rest.
    CREATE TABLE firewall_list (
      number INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES firewall_source (number) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      about TEXT NOT NULL,
      entries BLOB NOT NULL,
      UNIQUE (source, version)
    ) STRICT;
    CREATE TRIGGER firewall_list_stays BEFORE UPDATE ON firewall_list
    BEGIN
      SELECT RAISE(ABORT, 'A version of a list stays as it was read.');
    END;

    CREATE TABLE firewall_draft (
      organisation INTEGER PRIMARY KEY REFERENCES organisation (number) ON DELETE CASCADE,
      draft TEXT NOT NULL
    ) STRICT;
  `,
}
