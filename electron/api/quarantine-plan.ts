import { counted, t } from '../../shared/language/translate.ts'
import { planDecisions } from '../../shared/quarantine/decision-plan.ts'
import { isOvertaken } from '../../shared/quarantine/tray.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import type { Tray } from './quarantine-tray.ts'

type Planned = ReturnType<typeof planDecisions>

const last = new WeakMap<HeldDesk, { stamp: string; plan: Planned }>()

/**
 * What lies in the tray as a plan, on the desk that is held; made once for what is tried and for every part of a script. What
 * was overtaken since it was decided is left out, and said.
 */
export function planOf(held: HeldDesk, { stamp, decisions }: Tray): Planned {
  const known = last.get(held)
  if (known?.stamp === stamp) return known.plan
  const plan = planned(held, decisions)
  last.set(held, { stamp, plan })
  return plan
}

function planned({ desk, release }: HeldDesk, decisions: Tray['decisions']): Planned {
  const standing = decisions.filter((each) => !isOvertaken(each))
  const plan = planDecisions(
    desk,
    standing.map(({ decision }) => decision),
    release,
  )
  const overtaken = decisions.length - standing.length
  if (overtaken === 0) return plan
  const sentence = t`${counted(overtaken, 'decision')} of the tray are left out: what they are about was changed or taken back since, or the device is gone. Decide anew about it, or withdraw them.`
  if (standing.length === 0) return { kind: 'not-needed', sentence }
  return plan.kind === 'plan' ? { ...plan, notes: [sentence, ...(plan.notes ?? [])] } : plan
}
