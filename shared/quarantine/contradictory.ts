import { t } from '../language/translate.ts'
import type { Decision, DeviceVerdict } from './decision.ts'
import { keyOf } from './device.ts'

/** Two decisions that can't both be. */
export type Contradictory = { kind: 'contradictory'; between: readonly [Decision, Decision]; sentence: string }

/**
 * The first two decisions of which one undoes the other. A list of a mailbox knows ids and not partnerships, so that two
 * partnerships with one id can't be decided about differently.
 */
export function contradictoryOf(decisions: readonly Decision[]): Contradictory | undefined {
  const known = new Map<string, Decision>()
  for (const decision of decisions) {
    for (const key of keysOf(decision)) {
      const earlier = known.get(key)
      if (earlier && meaningOf(earlier) !== meaningOf(decision)) {
        return { kind: 'contradictory', between: [earlier, decision], sentence: sentenceOf(earlier, decision) }
      }
      known.set(key, decision)
    }
  }
  return undefined
}

function keysOf(decision: Decision): string[] {
  if (decision.kind === 'rule') return [keyOf(`rule\n${decision.rule.characteristic}\n${decision.rule.queryString}`)]
  const { identity, deviceId, mailbox } = decision.device
  const byId = decision.kind === 'allow' || decision.kind === 'block'
  return [keyOf(identity), ...(byId && deviceId ? [keyOf(`id\n${mailbox}\n${deviceId}`)] : [])]
}

function meaningOf(decision: Decision): string {
  return decision.kind === 'rule' ? decision.rule.accessLevel : decision.kind
}

function sentenceOf(first: Decision, second: Decision): string {
  if (first.kind === 'rule' && second.kind === 'rule')
    return t`Two rules for ${first.rule.characteristic} = ${first.rule.queryString} can’t be: one says ${first.rule.accessLevel}, the other ${second.rule.accessLevel}.`
  const { deviceId, identity, mailbox } = (second as DeviceVerdict).device
  return t`Two decisions about the device ${deviceId ?? identity} of ${mailbox} can’t both be: ${first.kind} and ${second.kind}.`
}
