import type { DeviceAccessLevel } from '../management/mobile-configuration.ts'
import type { DeviceRule } from './rule-index.ts'

/** What a device will be, by the settings that were read. `NotKnown`: something that decides was not read. */
export const predictedStates = ['Allowed', 'Blocked', 'Quarantined', 'DeviceDiscovery', 'NotKnown'] as const
export type PredictedState = (typeof predictedStates)[number]
export type KnownState = Exclude<PredictedState, 'NotKnown'>

export const stateOfLevel = {
  Allow: 'Allowed',
  Block: 'Blocked',
  Quarantine: 'Quarantined',
} as const satisfies Record<DeviceAccessLevel, KnownState>

/** The steps in the order in which Exchange takes them. */
export const accessSteps = [
  'mailbox-enabled',
  'policy',
  'personal-block',
  'personal-allow',
  'behaviour',
  'rules',
  'organisation-default',
] as const
export type AccessStep = (typeof accessSteps)[number]

/** Which setting has the last word about a device. */
export type DecidedBy =
  | { step: 'mailbox-enabled' | 'personal-block' | 'personal-allow' }
  | { step: 'policy'; policy: string; why: 'not-applied' | 'partially-applied' | 'externally-managed' }
  /** Exchange keeps it so for a time, for what the device or its mailbox did; only Exchange tells of it. */
  | { step: 'behaviour'; reason: string }
  | { step: 'rules'; rule: DeviceRule; others: readonly DeviceRule[] }
  /** The device has not yet told what these rules look at. */
  | { step: 'discovery'; rules: readonly DeviceRule[] }
  | { step: 'organisation-default'; accessLevel: DeviceAccessLevel }

/** The step that decides, in Exchange's order; '' where that is not known. */
export const decidingSteps = [
  ...accessSteps.slice(0, -1),
  'discovery',
  'organisation-default',
  '',
] as const satisfies readonly (DecidedBy['step'] | '')[]
export type DecidingStep = DecidedBy['step'] | ''

/** What was not read, and what the device could be by it. */
export type Missing = { step: AccessStep; what: string; could: readonly KnownState[] }

/** What could change the prediction, though nothing of it can be read. */
export type Doubt =
  /** A rule by a header that no cmdlet tells. */
  | { kind: 'header-rule'; rule: DeviceRule }
  /** The device is written in other letters than the rule. */
  | { kind: 'case'; rule: DeviceRule }
  /** The mailbox’s own list decides, and Exchange says that it goes by what the device did: no page says which is first. */
  | { kind: 'behaviour'; reason: string }
  /** No client of ActiveSync: its rules may not concern it. */
  | { kind: 'client-type'; clientType: string }

export type DeviceDecision = {
  state: PredictedState
  /** Undefined where it is not known. Beside something missing: what decides whatever that says. */
  decidedBy: DecidedBy | undefined
  /** Where it is not known: what decides if nothing of what is missing does. */
  otherwise?: DecidedBy | undefined
  missing: readonly Missing[]
  doubts: readonly Doubt[]
}

/** What one step comes to: it decides, or it lets the device go on; and what of it was not read. */
export type StepResult = {
  decides?: { state: KnownState; by: DecidedBy } | undefined
  missing?: readonly Missing[] | undefined
  doubts?: readonly Doubt[] | undefined
}
