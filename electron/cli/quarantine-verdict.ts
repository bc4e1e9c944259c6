import { counted, figure, t } from '../../shared/language/translate.ts'
import type { Outcome } from '../../shared/quarantine/outcome.ts'
import type { QuarantineReport } from '../../shared/quarantine/quarantine-report.ts'

type Verdict = Pick<QuarantineReport, 'verdict' | 'remark'>
type Told = Pick<QuarantineReport, 'integrationDevices' | 'decision' | 'decisions' | 'defaultDecision'> & {
  /** Whether it was asked what became of earlier decisions. */
  isLater: boolean
}

/** What all of it comes to, and why in a sentence. */
export function quarantineVerdict({
  integrationDevices,
  decision,
  decisions,
  defaultDecision,
  isLater,
}: Told): Verdict {
  if (decision?.refused) return { verdict: 'refused', remark: decision.refused }
  if (!isLater) return ofIntegration(integrationDevices)
  return ofOutcomes(
    [...decisions, ...(defaultDecision ? [defaultDecision] : [])].flatMap(({ outcome }) => outcome ?? []),
  )
}

function ofOutcomes(outcomes: readonly Outcome[]): Verdict {
  const count = (kind: Outcome['kind']) => outcomes.filter((each) => each.kind === kind).length
  const all = counted(outcomes.length, 'decision')
  const open = [
    ...some(count('not-done'), (left) => t`${left} not done`),
    ...some(count('undone'), (left) => t`${left} undone`),
    ...some(count('changed'), (left) => t`${left} changed since the decision`),
    ...some(count('gone'), (left) => t`the devices of ${left} gone`),
    ...some(count('not-known'), (left) => t`${left} not known`),
  ]
  if (open.length === 0) return { verdict: 'ready', remark: t`${all}: all done.` }
  const isLeft = outcomes.some(({ kind }) => kind !== 'done' && kind !== 'not-known')
  return {
    verdict: isLeft ? 'not-ready' : 'could-not-tell',
    remark: t`Of ${all}, ${figure(count('done'))} done: ${open.join(', ')}.`,
  }
}

function some(count: number, word: (count: string) => string): string[] {
  return count > 0 ? [word(figure(count))] : []
}

/** By the settings; where they leave it open, by what Exchange reported, which can only be bad news. */
function ofIntegration(devices: QuarantineReport['integrationDevices']): Verdict {
  const total = counted(devices.length, 'device')
  if (devices.length === 0)
    return {
      verdict: 'could-not-tell',
      remark: t`No device of the integration was read. --pattern says by what it is known.`,
    }
  const out = devices.filter(({ predicted, reported }) =>
    predicted === 'NotKnown'
      ? reported !== null && reported !== 'Allowed' && reported !== 'Unknown'
      : predicted !== 'Allowed',
  ).length
  if (out > 0)
    return { verdict: 'not-ready', remark: t`${figure(out)} of ${total} of the integration cannot synchronise.` }
  const open = devices.filter(({ predicted }) => predicted === 'NotKnown').length
  if (open > 0)
    return {
      verdict: 'could-not-tell',
      remark: t`Of ${figure(open)} of ${total} of the integration, it cannot be said whether they are let in.`,
    }
  const differing = devices.filter(({ reported }) => reported !== null && reported !== 'Allowed').length
  const later = differing > 0 ? t` Exchange still says otherwise of ${figure(differing)}, until they come again.` : ''
  return { verdict: 'ready', remark: t`The settings let in ${total} of the integration.${later}` }
}
