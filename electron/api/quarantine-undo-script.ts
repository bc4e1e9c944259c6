import { counted, t } from '../../shared/language/translate.ts'
import type { ScriptPart } from '../../shared/management/script.ts'
import { undoScriptText } from '../../shared/quarantine/decision-script.ts'
import { subjectKeyOf } from '../../shared/quarantine/tray.ts'
import { undoSteps } from '../../shared/quarantine/undo-steps.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import { type MadeScript, reasonsOf, staleScript } from './quarantine-scripts.ts'
import type { Tray } from './quarantine-tray.ts'

/** What was seen done and stands, which a script can take back by the log of its apply. */
export function standingDone(settled: Tray['decisions']): Tray['decisions'] {
  const latest = new Map(settled.map((each) => [subjectKeyOf(each.decision), each]))
  return [...latest.values()].filter(({ outcome }) => outcome?.kind === 'done')
}

/** Makes the script that takes back what was seen done, as much as somebody saw. */
export function makeUndo(
  { desk, release }: HeldDesk,
  settled: Tray['decisions'],
  { count, part, organisation, madeAt }: { count: number; part: ScriptPart; organisation: string; madeAt: string },
): MadeScript {
  if (part !== 'undo') return { outcome: 'by-hand', sentence: t`What was seen done is taken back, and not done again.` }
  if (release === '2010')
    return {
      outcome: 'by-hand',
      sentence: t`A script of Exchange 2010 leaves no log of what it changed. What takes each decision back stands beside it in the trail.`,
    }
  const done = standingDone(settled)
  if (done.length !== count) return staleScript()
  const steps = undoSteps(
    desk,
    done.map(({ decision }) => decision),
  )
  if (steps.length === 0) return { outcome: 'not-needed', sentence: t`Nothing of it can be taken back by a script.` }
  const title = [t`Take back ${counted(done.length, 'decision')} about devices`, reasonsOf(done)].join('. ')
  return {
    ...{ outcome: 'script', text: undoScriptText(steps, { title, organisation, madeAt }), changes: steps.length },
    notes: [
      t`It goes by the log that apply has written beside its script. Save it into the same folder.`,
      ...(done.some(({ decision }) => decision.kind === 'remove')
        ? [t`A partnership that was removed can’t be put back: the device makes a new one.`]
        : []),
    ],
    undo: null,
  }
}
