import type { Migration } from '../migrate.ts'

/** What was decided about devices, by whom, how each stood at each reading, and how somebody looks at them. */
export const quarantineDesk: Migration = {
  version: 3,
  sql: `
    -- 'subject' is what it is about: of two, the later one counts. It lies in the tray until 'settled_at'.
    CREATE TABLE device_decision (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      subject TEXT NOT NULL,
      decision TEXT NOT NULL,
      settled_at TEXT,
      outcome TEXT
    ) STRICT;
    CREATE INDEX device_decision_by_subject ON device_decision (organisation, subject, number);
    CREATE INDEX device_decision_by_place ON device_decision (organisation, settled_at IS NULL, number);

    -- Only added to, until it goes with its organisation.
    CREATE TABLE device_trail (
      number INTEGER PRIMARY KEY,
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      subject TEXT,
      entry TEXT NOT NULL
    ) STRICT;
    CREATE INDEX device_trail_by_subject ON device_trail (organisation, subject, number);
    CREATE INDEX device_trail_by_organisation ON device_trail (organisation, number);
    CREATE TRIGGER device_trail_stays BEFORE UPDATE ON device_trail
    BEGIN
      SELECT RAISE(ABORT, 'The trail is only added to.');
    END;

    -- 'stamp' is that of the configuration's parts. Without 'finished_at' not every device has been looked at yet.
    CREATE TABLE device_reading (
      number INTEGER PRIMARY KEY,
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      stamp TEXT NOT NULL,
      read_at TEXT NOT NULL,
      source TEXT NOT NULL,
      devices INTEGER NOT NULL,
      finished_at TEXT,
      UNIQUE (organisation, stamp)
    ) STRICT;

    CREATE TABLE device (
      number INTEGER PRIMARY KEY,
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      device TEXT NOT NULL,
      UNIQUE (organisation, device)
    ) STRICT;

    -- A row only where the standing is another than at the reading before: [state, reason, rule], or null once it is gone.
    -- Devices go with their readings, so that 'reading' needs no index of its own.
    CREATE TABLE device_history (
      device INTEGER NOT NULL REFERENCES device (number) ON DELETE CASCADE,
      reading INTEGER NOT NULL,
      standing TEXT NOT NULL,
      PRIMARY KEY (device, reading)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE device_view (
      organisation INTEGER NOT NULL REFERENCES organisation (number) ON DELETE CASCADE,
      name TEXT NOT NULL,
      view TEXT NOT NULL,
      PRIMARY KEY (organisation, name)
    ) STRICT, WITHOUT ROWID;

    -- By what the devices of the integration are known, where that is not what its profile says.
    CREATE TABLE device_pattern (
      organisation INTEGER PRIMARY KEY REFERENCES organisation (number) ON DELETE CASCADE,
      pattern TEXT NOT NULL
    ) STRICT;
  `,
}
