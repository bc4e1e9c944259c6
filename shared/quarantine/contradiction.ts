import { t } from '../language/translate.ts'
import type { MobileDevice } from '../management/mobile-configuration.ts'
import type { AccessSettings } from './access-settings.ts'
import { isBehaviour } from './behaviour.ts'
import { decidingSentence, stateWord } from './decision-chain.ts'
import { type Device, listHas, sameText } from './device.ts'
import type { DecidedBy, DeviceDecision } from './device-decision.ts'
import type { ReadTimes } from './read-times.ts'
import { isReported } from './rule-index.ts'

/** Why Exchange may say something else of a device than its settings come to. */
export const contradictionCauses = [
  'activesync-off',
  'discovery-passed',
  'stale-exemption',
  'rule-deleted',
  'rule-changed',
  'default-changed',
  'policy-changed',
  'reading-older',
  'behaviour',
  'unknown-reason',
  'settings-changed',
] as const
export type ContradictionCause = (typeof contradictionCauses)[number]

export type Contradiction = {
  /** `state`: another state; `reason`: the same, for another reason or by another rule. */
  about: 'state' | 'reason'
  cause: ContradictionCause
  /** The device has not come for longer than one that works stays away. */
  awaited: boolean
  sentence: string
}

/** A client waits for changes an hour at most before it asks again (MS-ASCMD, HeartbeatInterval: 3540 seconds). */
const HOUR = 3_600_000
/** Parts that were read so far apart tell of different days. */
const APART = 15 * 60_000

/** Where what Exchange reported contradicts what is predicted, and why that is likely; undefined where it does not. */
export function contradictionOf(
  device: Device,
  decision: DeviceDecision,
  settings: AccessSettings,
  read: ReadTimes = {},
): Contradiction | undefined {
  const { partnership } = device
  const { deviceAccessState: reported } = partnership
  const { state, decidedBy } = decision
  if (!reported || reported === 'Unknown' || state === 'NotKnown' || !decidedBy) return undefined
  const isSameState = reported === state
  if (isSameState && !hasOtherReason(partnership, decidedBy)) return undefined
  const cause = causeOf(device, decidedBy, settings, read)
  const awaited = isAwaited(device, settings.now)
  const what = isSameState
    ? t`Exchange gives another reason for ${stateWord(state)} (${reasonWords(partnership)}) than the settings: ${decidingSentence(decidedBy)}.`
    : t`Exchange says ${stateWord(reported)} (${reasonWords(partnership)}), and by the settings it is ${stateWord(state)}: ${decidingSentence(decidedBy)}.`
  const why = causeSentence(cause, partnership)
  const when = awaited
    ? t`The device has not come for more than an hour; Exchange decides anew when it does.`
    : t`Exchange decides anew the next time the device comes.`
  return { about: isSameState ? 'reason' : 'state', cause, awaited, sentence: [what, why, when].join(' ') }
}

const reasonOfStep = {
  'personal-block': 'Individual',
  'personal-allow': 'Individual',
  rules: 'DeviceRule',
  'organisation-default': 'Global',
  policy: 'Policy',
} as const satisfies Partial<Record<DecidedBy['step'], string>>

function hasOtherReason({ deviceAccessStateReason: told, ...device }: MobileDevice, decidedBy: DecidedBy): boolean {
  const expected =
    decidedBy.step in reasonOfStep ? reasonOfStep[decidedBy.step as keyof typeof reasonOfStep] : undefined
  if (!told || expected === undefined) return false
  if (!sameText(told, expected)) return !(decidedBy.step === 'policy' && sameText(told, 'ExternallyManaged'))
  if (decidedBy.step !== 'rules' || !device.deviceAccessControlRule) return false
  return ![decidedBy.rule, ...decidedBy.others].some((rule) => isReported(rule, device))
}

function causeOf(
  { partnership, mailbox }: Device,
  decidedBy: DecidedBy,
  { rules }: AccessSettings,
  { devices, settings: settingsRead }: ReadTimes,
): ContradictionCause {
  if (decidedBy.step === 'mailbox-enabled') return 'activesync-off'
  if (devices !== undefined && settingsRead !== undefined && Math.abs(settingsRead - devices) > APART)
    return 'reading-older'
  const { deviceAccessState, deviceAccessStateReason, deviceAccessControlRule: ruleTold, deviceId } = partnership
  const reason = deviceAccessStateReason?.toLowerCase()
  if (isBehaviour(deviceAccessStateReason)) return 'behaviour'
  if (deviceAccessState === 'DeviceDiscovery') return 'discovery-passed'
  switch (reason) {
    case 'individual': {
      if (mailbox === 'not-read' || !deviceId) return 'settings-changed'
      const isListed = [mailbox.activeSyncAllowedDeviceIDs, mailbox.activeSyncBlockedDeviceIDs].some((list) =>
        listHas(list, deviceId),
      )
      return isListed ? 'settings-changed' : 'stale-exemption'
    }
    case 'devicerule': {
      const named = ruleTold && rules?.all.find((rule) => isReported(rule, partnership))
      return named || !ruleTold ? 'rule-changed' : 'rule-deleted'
    }
    case 'global':
      return decidedBy.step === 'organisation-default' ? 'default-changed' : 'settings-changed'
    case 'policy':
    case 'externallymanaged':
      return 'policy-changed'
    default:
      return decidedBy.step === 'policy' ? 'policy-changed' : reason ? 'unknown-reason' : 'settings-changed'
  }
}

function causeSentence(cause: ContradictionCause, { deviceAccessControlRule: rule, ...device }: MobileDevice): string {
  switch (cause) {
    case 'activesync-off':
      return t`ActiveSync is off for the mailbox, so that the device is refused before its state is looked at, and what was decided before stays written down.`
    case 'discovery-passed':
      return t`The time in which Exchange waits for a new device to tell of itself is over.`
    case 'stale-exemption':
      return t`The mailbox no longer has its id on a list: somebody took it off.`
    case 'rule-deleted':
      return t`The rule “${rule}” is no longer there.`
    case 'rule-changed':
      return t`The rule by which it was decided was changed, or no longer matches what the device tells of itself.`
    case 'default-changed':
      return t`The organisation’s default was another one then.`
    case 'policy-changed':
      return t`The policy was changed, or the device has taken it since, or no longer has.`
    case 'reading-older':
      return t`Devices and settings were not read at the same time.`
    case 'behaviour':
      return t`Exchange keeps this state for a time for what the device or its mailbox did (${device.deviceAccessStateReason}); whether a list of the mailbox goes before that, no document says.`
    case 'unknown-reason':
      return t`Its reason, ${device.deviceAccessStateReason}, is none that the settings tell of: something else than Exchange’s rules may decide, such as a system that manages devices.`
    case 'settings-changed':
      return t`A setting was changed since Exchange decided.`
  }
}

function reasonWords({ deviceAccessStateReason: reason, deviceAccessControlRule: rule }: MobileDevice): string {
  const told = reason ?? t`no reason told`
  return rule ? t`${told}, rule “${rule}”` : told
}

function isAwaited({ statistics }: Device, now: number): boolean {
  const last = statistics === 'not-read' ? undefined : statistics.lastSyncAttemptTime
  return last !== undefined && (last === null || now - Date.parse(last) > HOUR)
}
