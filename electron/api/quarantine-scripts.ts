import type { CallArgument, CallResult } from '../../shared/contract/contract.ts'
import { counted, t } from '../../shared/language/translate.ts'
import { commandText, type ScriptPart } from '../../shared/management/script.ts'
import type { Contradictory } from '../../shared/quarantine/contradictory.ts'
import type { DecisionPlan } from '../../shared/quarantine/decision-plan.ts'
import { ABOUT_TRAY, decisionScriptText } from '../../shared/quarantine/decision-script.ts'
import { planDefault } from '../../shared/quarantine/default-plan.ts'
import type { PlannedChange } from '../../shared/quarantine/told-decisions.ts'
import type { TrailEntry } from '../../shared/quarantine/trail.ts'
import { isOvertaken } from '../../shared/quarantine/tray.ts'
import type { NoPlan, Plan } from '../../shared/remedies/remedy.ts'
import { digestOf, type HeldDesk } from './quarantine-desk.ts'
import { planOf } from './quarantine-plan.ts'
import type { Tray } from './quarantine-tray.ts'
import { shownDefault } from './quarantine-trials.ts'

type Query = CallArgument<'quarantine.script'>
type Page = CallResult<'quarantine.script'>
export type MadeScript =
  | { outcome: 'script'; text: string; changes: number; notes: string[]; undo: string | null }
  | Exclude<Page, { outcome: 'script' }>

/** As much of a script is one page of it. */
const PAGE_CHARACTERS = 512 * 1024
/** So many reasons stand at the head of a script. */
const MOST_REASONS = 3

/** By what a window names what is in the tray, as it lies on the desk. */
export function trayName({ reading }: HeldDesk, { stamp }: Tray): string {
  return digestOf(`${reading}\n${stamp}`)
}

/** Makes the script that is asked for. */
export async function makeScript(
  held: HeldDesk,
  tray: Tray,
  { of, part, organisation, madeAt }: { of: PlannedChange; part: ScriptPart; organisation: string; madeAt: string },
): Promise<MadeScript> {
  const { release } = held
  const head = { part, organisation, madeAt, release }
  const plan = await planFor(held, tray, of)
  if ('outcome' in plan) return plan
  if (of.what === 'default') {
    const title = [t`Set the organisation’s default to ${of.accessLevel}`, t`Reason: ${reasonWords(of)}`].join('. ')
    return {
      ...{ outcome: 'script', text: decisionScriptText(plan, { ...head, title, about: 'default' }) },
      ...{ changes: plan.changes.length, notes: [...(plan.notes ?? [])] },
      undo: plan.undo.map((command) => commandText(command, 'undo')).join('\n'),
    }
  }
  if (part === 'undo' && plan.undo.length === 0)
    return {
      outcome: 'by-hand',
      sentence: t`A partnership that was removed can’t be put back: the device makes a new one.`,
    }
  const standing = tray.decisions.filter((each) => !isOvertaken(each))
  const title = [t`Carry out ${counted(standing.length, 'decision')} about devices`, reasonsOf(standing)].join('. ')
  return {
    ...{ outcome: 'script', text: decisionScriptText(plan, { ...head, title, about: ABOUT_TRAY }) },
    ...{ changes: plan.changes.length, notes: [...new Set(plan.notes ?? [])] },
    // That of each decision stands in its own line.
    undo: null,
  }
}

/** The plan that a script is made of, or a run: only of what somebody was shown. */
export async function planFor(
  held: HeldDesk,
  tray: Tray,
  of: PlannedChange,
): Promise<(Plan & Partial<Pick<DecisionPlan, 'steps'>>) | Exclude<Page, { outcome: 'script' }>> {
  if (of.what === 'default') {
    const shown = await shownDefault(held, of.shown)
    if (shown?.accessLevel !== of.accessLevel) return staleScript()
    return orWhyNot(planDefault(held.desk, shown))
  }
  if (of.tray !== trayName(held, tray)) return staleScript()
  if (tray.decisions.length === 0) return { outcome: 'not-needed', sentence: t`Nothing lies in the tray.` }
  return orWhyNot(planOf(held, tray))
}

function orWhyNot<T extends Plan>(plan: T | NoPlan | Contradictory): T | Exclude<Page, { outcome: 'script' }> {
  return plan.kind === 'plan' ? plan : { outcome: plan.kind, sentence: plan.sentence }
}

/** What a script or a run is about, and why, as far as it is one thing. */
export function aboutOf(
  { desk }: HeldDesk,
  of: Query['of'],
  decisions: Tray['decisions'],
): Pick<TrailEntry, 'about' | 'reason' | 'ticket'> {
  if (of.what !== 'default')
    return { about: { kind: of.what, decisions: decisions.length }, reason: null, ticket: null }
  const { accessLevel, reason, ticket } = of
  return { about: { kind: 'default', accessLevel, was: desk.settings.defaultLevel ?? null }, reason, ticket }
}

/** A page of what was made. */
export function scriptPage(made: MadeScript, offset: number): Page {
  if (made.outcome !== 'script') return made
  const { text, undo: _, ...told } = made
  const end = offset + PAGE_CHARACTERS
  return {
    ...{ ...told, text: text.slice(offset, end) },
    ...{ next: end < text.length ? end : null, characters: text.length },
  }
}

/** What is said where the tray, or what was read, is not what somebody saw. */
export function staleScript(): Exclude<Page, { outcome: 'script' }> {
  return { outcome: 'stale', sentence: t`This is no longer what was shown. Look at it again before a script is made.` }
}

/** Why they were decided, as far as that is few things. */
export function reasonsOf(decisions: Tray['decisions']): string {
  const reasons = new Set(decisions.map(({ decision }) => reasonWords(decision)))
  const named = [...reasons].slice(0, MOST_REASONS).join('; ')
  return reasons.size > MOST_REASONS
    ? t`Reasons: ${named}, and ${reasons.size - MOST_REASONS} more`
    : t`Reason: ${named}`
}

function reasonWords({ reason, ticket }: { reason: string; ticket: string | null }): string {
  return ticket === null ? reason : t`${reason} (ticket ${ticket})`
}
