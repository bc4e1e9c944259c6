import { counted, figure, t } from '../language/translate.ts'
import type { DeviceAccessCharacteristic } from '../management/mobile-configuration.ts'
import type { NewRule } from './change.ts'
import { decidingSentence } from './decision-chain.ts'
import type { Desk } from './desk.ts'
import { type Device, keyOf, sameText } from './device.ts'
import type { DeviceDecision } from './device-decision.ts'
import { characteristicOf, type DeviceRule } from './rule-index.ts'
import { whatIf } from './what-if.ts'

/** A rule that covers every device that is chosen, and what it does besides. */
export type NarrowestRule = {
  kind: 'rule'
  rule: NewRule
  covers: number
  /** What else it matches now. Devices that come later and say the same are matched too. */
  others: readonly Device[]
  /** Devices among them that it would not let in, and what decides about them then. */
  stillOut: readonly { device: Device; after: DeviceDecision }[]
  /** The rule that asks for the same already. */
  existing: DeviceRule | undefined
}

/** Why no single rule covers them, for a person. */
export type NoRule = { kind: 'none'; why: 'no-device' | 'nothing-in-common'; sentence: string }

/** Of two that match as many others, the one that says most of a device. */
const narrowness = [
  'UserAgent',
  'DeviceModel',
  'DeviceOS',
  'DeviceType',
] as const satisfies readonly DeviceAccessCharacteristic[]

/** The rule by one characteristic and its exact text that lets in all of these devices and the fewest others. */
export function narrowestRule(desk: Desk, integration: readonly Device[]): NarrowestRule | NoRule {
  if (integration.length === 0)
    return { kind: 'none', why: 'no-device', sentence: t`No device of the integration was read.` }
  const own = new Set(integration)
  const candidates = narrowness.flatMap((characteristic) => {
    const queryString = commonValue(integration, characteristic)
    if (queryString === undefined) return []
    return [
      {
        characteristic,
        queryString,
        others: desk.having(characteristic, queryString).filter((each) => !own.has(each)),
      },
    ]
  })
  const [best] = candidates.toSorted((left, right) => left.others.length - right.others.length)
  if (!best)
    return {
      kind: 'none',
      why: 'nothing-in-common',
      sentence: t`No rule covers ${counted(integration.length, 'device')}: a rule asks for the whole of one text, and they share no user agent, model, system or type. Allow each for its mailbox, or make a rule for each text.`,
    }
  const { characteristic, queryString, others } = best
  const rule: NewRule = { characteristic, queryString, accessLevel: 'Allow' }
  return { kind: 'rule', rule, covers: integration.length, others, ...outcomeOf(desk, integration, rule) }
}

/** A rule that is there already is turned to Allow; one that blocks comes before any that allows, whatever it looks at. */
function outcomeOf(
  desk: Desk,
  integration: readonly Device[],
  rule: NewRule,
): Pick<NarrowestRule, 'stillOut' | 'existing'> {
  const existing = desk.settings.rules?.all.find(
    (each) => each.characteristic === rule.characteristic && sameText(each.queryString, rule.queryString),
  )
  const change = existing
    ? ({ kind: 'set-rule', identity: existing.identity, accessLevel: 'Allow' } as const)
    : ({ kind: 'add-rule', rule } as const)
  const changed = new Map(whatIf(desk, [change]).map((each) => [each.device, each.after]))
  const stillOut = integration.flatMap((device) => {
    const after = changed.get(device) ?? desk.decisionOf(device)
    return after.state === 'Allowed' ? [] : [{ device, after }]
  })
  return { existing, stillOut }
}

function commonValue(devices: readonly Device[], characteristic: DeviceAccessCharacteristic): string | undefined {
  const values = devices.map(({ partnership }) => characteristicOf(partnership, characteristic)?.trim() ?? '')
  const [first] = values
  return first && values.every((value) => keyOf(value) === keyOf(first)) ? first : undefined
}

/** How many of those that are chosen it lets in: a rule that covers a device may let it in nowhere. */
export function ruleTitle({ covers, stillOut }: Pick<NarrowestRule, 'covers' | 'stillOut'>): string {
  const lets = covers - stillOut.length
  if (stillOut.length === 0) return t`Let in ${counted(covers, 'device')} by a rule`
  return lets === 0
    ? t`A rule for ${counted(covers, 'device')}, which lets in none of them`
    : t`A rule for ${counted(covers, 'device')}, which lets in ${figure(lets)} of them`
}

/** What such a rule means, for a person. */
export function ruleSentences({ rule, covers, others, stillOut, existing }: NarrowestRule): string[] {
  const asks = t`${rule.characteristic} = ${rule.queryString}`
  return [
    existing
      ? t`The rule “${existing.name}” (${asks}) is there and says ${existing.accessLevel}; as Allow it covers what is chosen: ${counted(covers, 'device')}.`
      : t`A rule for ${asks} covers what is chosen: ${counted(covers, 'device')}.`,
    others.length === 0
      ? t`It matches no other device now; whatever says the same of itself later is matched too.`
      : t`It matches ${counted(others.length, 'other device')} too, and whatever says the same of itself later.`,
    ...(stillOut[0]
      ? [t`It does not let in ${counted(stillOut.length, 'device')}: ${whyOut(stillOut[0].after)}.`]
      : []),
  ]
}

function whyOut({ decidedBy, missing }: DeviceDecision): string {
  return decidedBy ? decidingSentence(decidedBy) : t`not read: ${missing.map(({ what }) => what).join(', ')}`
}
