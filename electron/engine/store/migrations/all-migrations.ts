import type { Migration } from '../migrate.ts'
import { runsAndOrganisations } from './1-runs-and-organisations.ts'
import { configuration } from './2-configuration.ts'
import { quarantineDesk } from './3-quarantine-desk.ts'
import { withdrawnReadings } from './4-withdrawn-readings.ts'
import { firewallLists } from './5-firewall-lists.ts'

/** From an empty database to that of this Postern, in order. One that was published is never changed again. */
export const allMigrations: readonly Migration[] = [
  runsAndOrganisations,
  configuration,
  quarantineDesk,
  withdrawnReadings,
  firewallLists,
]
