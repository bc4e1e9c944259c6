import { counted, t } from '../language/translate.ts'
import { type AccessSettings, DISCOVERY_MINUTES } from './access-settings.ts'
import type { Device } from './device.ts'
import {
  type AccessStep,
  accessSteps,
  type DecidedBy,
  type DeviceDecision,
  type Doubt,
  type PredictedState,
} from './device-decision.ts'
import type { DeviceRule } from './rule-index.ts'

/** One step of the reasoning, for a person. */
export type ChainStep = {
  step: AccessStep
  /** `would-decide`: if nothing of what was not read does. */
  outcome: 'passes' | 'decides' | 'would-decide' | 'not-read'
  sentence: string
}

/** How a device came to its state: the steps in their order, up to the one that decides or would, or all where none does. */
export function chainOf(device: Device, decision: DeviceDecision, settings: AccessSettings): ChainStep[] {
  const { decidedBy, missing } = decision
  const by = decidedBy ?? decision.otherwise
  const chain: ChainStep[] = []
  for (const step of accessSteps) {
    const unread = missing.filter((each) => each.step === step)
    if (unread.length > 0)
      chain.push({ step, outcome: 'not-read', sentence: t`Not read: ${unread.map(({ what }) => what).join(', ')}` })
    if (by && step === stepOf(by)) {
      const sentence = decidingSentence(by)
      chain.push(
        decidedBy
          ? { step, outcome: 'decides', sentence }
          : { step, outcome: 'would-decide', sentence: t`Otherwise: ${sentence}` },
      )
      break
    }
    if (unread.length === 0) chain.push({ step, outcome: 'passes', sentence: passing[step](device, settings) })
  }
  return chain
}

function stepOf(decidedBy: DecidedBy): AccessStep {
  return decidedBy.step === 'discovery' ? 'rules' : decidedBy.step
}

const passing: Record<AccessStep, (device: Device, settings: AccessSettings) => string> = {
  'mailbox-enabled': () => t`ActiveSync is on for the mailbox`,
  policy: ({ policy }) => {
    if (policy === 'not-read') return t`The policy lets it in`
    const name = policy.name ?? policy.identity
    return policy.allowNonProvisionableDevices === false
      ? t`The policy “${name}” lets in what has taken it, and the device has`
      : t`The policy “${name}” lets in every device`
  },
  'personal-block': () => t`The mailbox does not block it`,
  'personal-allow': () => t`The mailbox does not allow it by itself`,
  behaviour: () => t`Exchange keeps it out for nothing that it did`,
  rules: (_, { rules }) =>
    !rules || rules.all.length === 0
      ? t`There are no device access rules`
      : t`None of ${counted(rules.all.length, 'device access rule')} matches`,
  'organisation-default': () => t`The organisation’s default says nothing`,
}

/** What decides, with what it says: `rule “iPhone (DeviceType)” (DeviceType = iPhone) → Allow`. */
export function decidingSentence(decidedBy: DecidedBy): string {
  switch (decidedBy.step) {
    case 'mailbox-enabled':
      return t`ActiveSync is off for the mailbox → Block`
    case 'policy':
      return {
        'not-applied': t`The policy “${decidedBy.policy}” lets in only what has taken it, and the device has not → Block`,
        'partially-applied': t`The policy “${decidedBy.policy}” lets in only what has taken all of it, and the device took a part → Block`,
        'externally-managed': t`The policy “${decidedBy.policy}” does not let in what another system manages → Block`,
      }[decidedBy.why]
    case 'personal-block':
      return t`The mailbox blocks this device → Block`
    case 'personal-allow':
      return t`The mailbox allows this device → Allow`
    case 'behaviour':
      return t`Exchange says ${decidedBy.reason}: it keeps this state for a time, and then goes by the rules`
    case 'rules':
      return t`rule ${ruleWords(decidedBy.rule)} → ${decidedBy.rule.accessLevel}`
    case 'discovery':
      return t`The device has not yet told what ${decidedBy.rules.map(ruleWords).join(', ')} asks for: for up to ${DISCOVERY_MINUTES} minutes it waits`
    case 'organisation-default':
      return t`The organisation’s default → ${decidedBy.accessLevel}`
  }
}

/** A rule by its name and what it asks for. */
export function ruleWords({ name, characteristic, queryString }: DeviceRule): string {
  return t`“${name}” (${characteristic} = ${queryString})`
}

/** What could make it otherwise, though nothing of it can be read. */
export function doubtSentence(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'header-rule':
      return t`The rule ${ruleWords(doubt.rule)} looks at a header that no cmdlet tells: where the device sends it, it comes to ${doubt.rule.accessLevel}.`
    case 'case':
      return t`The device is written in other capitals than the rule ${ruleWords(doubt.rule)} asks for. That they do not count is general knowledge, and no page says so.`
    case 'behaviour':
      return t`Exchange says ${doubt.reason}, by what the device or its mailbox did. That a list of the mailbox comes before it is inferred, and no page says so.`
    case 'client-type':
      return t`This is no client of ActiveSync (${doubt.clientType}), so that its rules may not concern it.`
  }
}

/** A state in a word, as Exchange calls it. */
export function stateWord(state: PredictedState): string {
  return {
    Allowed: t`Allowed`,
    Blocked: t`Blocked`,
    Quarantined: t`Quarantined`,
    DeviceDiscovery: t`Device discovery`,
    NotKnown: t`Not known`,
  }[state]
}
