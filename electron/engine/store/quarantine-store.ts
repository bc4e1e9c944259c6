import type { Connection } from './connection.ts'
import { createDeviceDecisions, type DeviceDecisions } from './device-decisions.ts'
import { createDeviceHistory, type DeviceHistory } from './device-history.ts'
import { createDeviceTrail, type DeviceTrail } from './device-trail.ts'
import { createDeviceViews, type DeviceViews } from './device-views.ts'
import { createWithdrawnReadings, type WithdrawnReadings } from './withdrawn-readings.ts'

/** What is kept for the desk of each organisation's devices. Whoever writes for an organisation that is gone is told so. */
export type QuarantineStore = {
  decisions: DeviceDecisions
  trail: DeviceTrail
  history: DeviceHistory
  views: DeviceViews
  readings: WithdrawnReadings
}

export function createQuarantineStore(connection: Connection): QuarantineStore {
  const trail = createDeviceTrail(connection)
  return {
    trail,
    decisions: createDeviceDecisions(connection, trail),
    history: createDeviceHistory(connection),
    views: createDeviceViews(connection),
    readings: createWithdrawnReadings(connection),
  }
}
