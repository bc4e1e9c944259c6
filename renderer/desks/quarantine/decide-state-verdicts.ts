import type { Verdict } from '../../../shared/checks/finding.ts'
import type { PredictedState } from '../../../shared/quarantine/device-decision.ts'

/** The verdict whose icon stands for a state; always beside the state’s own word. */
export const stateVerdicts: Readonly<Record<PredictedState, Verdict>> = {
  Allowed: 'pass',
  Blocked: 'fail',
  Quarantined: 'warn',
  DeviceDiscovery: 'skip',
  NotKnown: 'unknown',
}
