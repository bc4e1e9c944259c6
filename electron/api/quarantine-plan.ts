import { planDecisions } from '../../shared/quarantine/decision-plan.ts'
import { releaseOfServers } from '../../shared/quarantine/decision-script.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import type { Tray } from './quarantine-tray.ts'

type Planned = ReturnType<typeof planDecisions>

const last = new WeakMap<HeldDesk, { stamp: string; plan: Planned }>()

/** What lies in the tray as a plan, on the desk that is held; made once for what is tried and for every part of a script. */
export function planOf(held: HeldDesk, { stamp, decisions }: Tray): Planned {
  const known = last.get(held)
  if (known?.stamp === stamp) return known.plan
  const plan = planDecisions(
    held.desk,
    decisions.map(({ decision }) => decision),
    releaseOfServers(held.configuration),
  )
  last.set(held, { stamp, plan })
  return plan
}
