import { counted, t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import { notRead } from '../remedies/no-plan.ts'
import type { NoPlan, Plan } from '../remedies/remedy.ts'
import type { Desk } from './desk.ts'
import { type ShownDefaultChange, whatIfDefault } from './what-if.ts'

/**
 * A new default of the organisation as a plan. It takes nothing but what somebody was shown: whom the default hits. Where
 * that is no longer what this configuration comes to, it is refused, and has to be shown again.
 */
export function planDefault(desk: Desk, shown: ShownDefaultChange): Plan | NoPlan {
  const { accessLevel, before } = shown
  if (before === undefined)
    return notRead(['Get-ActiveSyncOrganizationSettings'], [t`DefaultAccessLevel of the organisation`])
  if (before === accessLevel)
    return { kind: 'not-needed', sentence: t`The default of the organisation is ${accessLevel} already.` }
  // On the desk on which it was shown it is what it was.
  if (shown.desk !== desk && listOf(whatIfDefault(desk, accessLevel)) !== listOf(shown))
    return {
      kind: 'by-hand',
      sentence: t`What was shown is no longer what the configuration says: look again at the devices that the default would hit.`,
    }
  const set = (level: typeof accessLevel, comment: string) =>
    command('Set-ActiveSyncOrganizationSettings', { DefaultAccessLevel: level }, comment)
  return {
    kind: 'plan',
    changes: [{ where: t`the organisation`, setting: 'DefaultAccessLevel', from: before, to: accessLevel }],
    apply: [set(accessLevel, t`Sets the default for every device that nothing else decides about, at once.`)],
    undo: [set(before, t`Sets the default that was there.`)],
    notes: [
      t`It hits ${counted(shown.hits.length, 'device')} at once, and those that come later.`,
      ...(shown.notKnown > 0
        ? [t`Of ${counted(shown.notKnown, 'device')} it is not known whether it hits them: not everything was read.`]
        : []),
    ],
  }
}

function listOf({ before, hits, notKnown }: ShownDefaultChange): string {
  return JSON.stringify([before, notKnown, hits.map(({ device, from, to }) => [device.key, from, to])])
}
