import { t } from '../language/translate.ts'
import type { AccessSettings } from './access-settings.ts'
import { isBehaviour } from './behaviour.ts'
import { decidePolicy } from './decide-policy.ts'
import { decideRules } from './decide-rules.ts'
import { type Device, listHas } from './device.ts'
import {
  type AccessStep,
  type DecidedBy,
  type DeviceDecision,
  type Doubt,
  type KnownState,
  type Missing,
  type StepResult,
  stateOfLevel,
} from './device-decision.ts'

/**
 * What a device will be the next time it comes, and by which setting: docs/decisions/device-access.md. The first step that
 * decides has the last word. A step that was not read leaves it open, unless it could come to nothing else.
 */
export function decideDevice(device: Device, settings: AccessSettings): DeviceDecision {
  const missing: Missing[] = []
  const doubts: Doubt[] = []
  for (const step of steps) {
    const result = step(device, settings)
    if (result?.missing) missing.push(...result.missing)
    if (result?.doubts) doubts.push(...result.doubts)
    if (result?.decides) {
      const { state, by } = result.decides
      const isKnown = missing.every(({ could }) => could.every((each) => each === state))
      if (!isKnown) return notKnown(device, missing, by)
      return {
        state,
        decidedBy: by,
        missing,
        doubts: [...doubts.filter((doubt) => counts(doubt, state)), ...ofClient(device)],
      }
    }
  }
  return notKnown(device, missing, undefined)
}

function notKnown(device: Device, missing: readonly Missing[], otherwise: DecidedBy | undefined): DeviceDecision {
  return { state: 'NotKnown', decidedBy: undefined, otherwise, missing, doubts: ofClient(device) }
}

type Step = (device: Device, settings: AccessSettings) => StepResult | undefined

const steps: readonly Step[] = [
  enabled,
  decidePolicy,
  (device) => withBehaviour(device, personal(device, 'personal-block', 'Blocked')),
  (device) => withBehaviour(device, personal(device, 'personal-allow', 'Allowed')),
  behaviour,
  decideRules,
  organisationDefault,
]

function enabled({ mailbox, mailboxName }: Device): StepResult | undefined {
  const isEnabled = mailbox === 'not-read' ? undefined : mailbox.activeSyncEnabled
  if (isEnabled === undefined)
    return { missing: [notRead('mailbox-enabled', t`Get-CASMailbox ActiveSyncEnabled of ${mailboxName}`, ['Blocked'])] }
  return isEnabled === false ? decides('Blocked', { step: 'mailbox-enabled' }) : undefined
}

const lists = {
  'personal-block': ['activeSyncBlockedDeviceIDs', 'ActiveSyncBlockedDeviceIDs'],
  'personal-allow': ['activeSyncAllowedDeviceIDs', 'ActiveSyncAllowedDeviceIDs'],
} as const

/** Whether a list of the mailbox comes before what the device did is inferred. */
function withBehaviour({ partnership }: Device, result: StepResult | undefined): StepResult | undefined {
  const { deviceAccessStateReason: reason, deviceAccessState: reported } = partnership
  if (!result?.decides || !isBehaviour(reason) || !reported || reported === result.decides.state) return result
  return { ...result, doubts: [{ kind: 'behaviour', reason }] }
}

function personal(
  { mailbox, mailboxName, partnership }: Device,
  step: keyof typeof lists,
  state: KnownState,
): StepResult | undefined {
  const [property, parameter] = lists[step]
  const list = mailbox === 'not-read' ? undefined : mailbox[property]
  if (list === undefined) return { missing: [notRead(step, t`Get-CASMailbox ${parameter} of ${mailboxName}`, [state])] }
  if (list.length === 0) return undefined
  const { deviceId } = partnership
  if (!deviceId) return { missing: [notRead(step, 'Get-MobileDevice DeviceId', [state])] }
  return listHas(list, deviceId) ? decides(state, { step }) : undefined
}

function behaviour({ partnership }: Device): StepResult | undefined {
  const { deviceAccessStateReason: reason, deviceAccessState: state } = partnership
  if (!isBehaviour(reason) || !state || state === 'Unknown') return undefined
  return decides(state, { step: 'behaviour', reason })
}

function organisationDefault(_: Device, { defaultLevel }: AccessSettings): StepResult {
  const step = 'organisation-default'
  return defaultLevel === undefined
    ? {
        missing: [
          notRead(step, 'Get-ActiveSyncOrganizationSettings DefaultAccessLevel', ['Allowed', 'Blocked', 'Quarantined']),
        ],
      }
    : decides(stateOfLevel[defaultLevel], { step, accessLevel: defaultLevel })
}

/** A rule that would come to the same leaves nothing in doubt. */
function counts(doubt: Doubt, state: KnownState): boolean {
  return doubt.kind !== 'header-rule' || stateOfLevel[doubt.rule.accessLevel] !== state
}

/** General knowledge: what else keeps partnerships (EAS is ActiveSync) is asked by settings of its own besides. */
function ofClient({ partnership: { clientType } }: Device): Doubt[] {
  return clientType && !/EAS/i.test(clientType) ? [{ kind: 'client-type', clientType }] : []
}

function decides(state: KnownState, by: DecidedBy): StepResult {
  return { decides: { state, by } }
}

function notRead(step: AccessStep, what: string, could: readonly KnownState[]): Missing {
  return { step, what, could }
}
