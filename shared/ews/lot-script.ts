import { t } from '../language/translate.ts'
import { bulkScriptText, type MailboxChange, type MailboxSettings } from '../management/bulk-script.ts'
import type { Command } from '../management/command.ts'
import type { Configuration } from '../management/configuration.ts'
import { type ScriptPart, scriptText } from '../management/script.ts'
import { fileStem } from '../management/script-file.ts'
import { remedies } from '../remedies/all-remedies.ts'
import type { NoPlan, Plan, RemedyId, RemedySubject } from '../remedies/remedy.ts'
import type { MailboxJudgement } from './judge-mailboxes.ts'

/** A list of mailboxes that was judged, and by what. */
export type JudgedLot = {
  configuration: Configuration
  subject: RemedySubject
  judgements: readonly MailboxJudgement[]
}

export type LotScript = {
  outcome: 'script'
  text: string
  /** How many things it changes. */
  changes: number
  /** What the plan tells beside its commands, and what no script does. */
  notes: readonly string[]
  /** What the organisation itself needs: the remedies that have a script of their own, which goes first. */
  others: readonly RemedyId[]
}
export type NoLotScript = { outcome: NoPlan['kind']; sentence: string }

type ScriptRequest = { part: ScriptPart; organisation: string; madeAt: string; remedy?: RemedyId | undefined }

/**
 * The script that lets the integration work with the mailboxes of a list. Of one remedy: all that it changes for them.
 * Without one: what changes at the mailboxes themselves, by every remedy that the list asks for, in batches and with a log.
 */
export function lotScript(
  lot: JudgedLot,
  { remedy, part, organisation, madeAt }: ScriptRequest,
): LotScript | NoLotScript {
  const ids = remedy === undefined ? wantedRemedies(lot) : [remedy]
  const planned = ids.map((id) => ({ id, plan: planOf(lot, id) }))
  const plans = planned.flatMap(({ id, plan }) => (plan.kind === 'plan' ? [{ id, plan }] : []))
  const refusals = planned.flatMap(({ id, plan }) => (plan.kind === 'plan' ? [] : [{ id, plan }]))
  const [first] = plans
  if (first === undefined) return refusals[0] ? noScript(refusals[0].plan) : nothingToDo()
  const open = refusals.filter(({ plan }) => plan.kind !== 'not-needed')
  // What is told of the organisation’s own settings belongs to the script that changes these.
  const written = remedy === undefined ? plans.filter(({ plan }) => plan.apply.some(isOfMailbox)) : plans
  const notes = [
    ...new Set(written.flatMap(({ plan }) => plan.notes ?? [])),
    ...open.map(({ id, plan }) => t`${remedies[id].title}: ${plan.sentence}`),
  ]
  const head = { part, organisation, madeAt }
  if (remedy !== undefined && !plans.every(({ plan }) => plan.apply.every(isOfMailbox))) {
    const commands = part === 'undo' ? first.plan.undo : first.plan.apply
    const text = scriptText({ ...head, title: remedies[first.id].title, commands })
    return { outcome: 'script', text, changes: first.plan.changes.length, notes, others: [] }
  }
  const changes = mailboxChanges(plans.map(({ plan }) => plan))
  const others = plans.filter(({ plan }) => !plan.apply.every(isOfMailbox)).map(({ id }) => id)
  if (changes.length === 0) return atOrganisation(others)
  const title =
    remedy === undefined ? t`Let the integration work with the mailboxes of the list` : remedies[remedy].title
  const logName = `${fileStem(remedy ?? 'ews-mailboxes', part)}-log.csv`
  return {
    outcome: 'script',
    text: bulkScriptText({ ...head, title, changes, logName }),
    changes: changes.length,
    notes,
    others,
  }
}

/** What lets a client in; a mailbox that is shut by one of them may be shut by another behind it. */
const accessRemedies: readonly RemedyId[] = [
  'ews-organisation-enabled',
  'ews-mailbox-enabled',
  'ews-allow-list',
  'ews-block-list',
]

/** Which remedies the list asks for. Where one that lets the client in is among them, all that do are looked at. */
function wantedRemedies({ judgements }: JudgedLot): RemedyId[] {
  const asked = new Set(judgements.flatMap(({ remedy }) => remedy ?? []))
  const isAccess = accessRemedies.some((id) => asked.has(id))
  return [...(isAccess ? accessRemedies : []), ...[...asked].filter((id) => !accessRemedies.includes(id))]
}

/** For the mailboxes that ask for it; for all of the list where none does, or where it is the account that is mended. */
function planOf({ configuration, subject, judgements }: JudgedLot, id: RemedyId): Plan | NoPlan {
  const alike = accessRemedies.includes(id) ? accessRemedies : [id]
  const asking = judgements.filter(({ remedy }) => remedy !== undefined && alike.includes(remedy))
  const meant = asking.length > 0 && id !== 'ews-impersonation' ? asking : judgements
  return remedies[id].plan(configuration, { ...subject, mailboxes: meant.map(({ mailbox }) => mailbox) })
}

function isOfMailbox({ cmdlet }: Command): boolean {
  return cmdlet === 'Set-CASMailbox'
}

/** Each mailbox once, with all that changes at it. */
function mailboxChanges(plans: readonly Plan[]): MailboxChange[] {
  const changes = new Map<string, MailboxChange>()
  for (const { apply, undo } of plans) {
    const back = new Map(undo.filter(isOfMailbox).map((command) => [settingsOf(command).identity, command]))
    for (const command of apply.filter(isOfMailbox)) {
      const { identity, settings: to } = settingsOf(command)
      const before = back.get(identity)
      if (before === undefined) throw new Error(`The undo of ${identity} is missing.`)
      const { settings: from } = settingsOf(before)
      const known = changes.get(identity)
      changes.set(identity, { identity, to: { ...known?.to, ...to }, from: { ...known?.from, ...from } })
    }
  }
  return [...changes.values()]
}

function settingsOf({ parameters }: Command): { identity: string; settings: MailboxSettings } {
  const { Identity: identity, ...settings } = parameters
  return { identity: String(identity), settings: settings as MailboxSettings }
}

function noScript({ kind, sentence }: NoPlan): NoLotScript {
  return { outcome: kind, sentence }
}

function nothingToDo(): NoLotScript {
  return { outcome: 'not-needed', sentence: t`No mailbox of the list asks for a change that a script could make.` }
}

function atOrganisation(others: readonly RemedyId[]): NoLotScript {
  const titles = others.map((id) => remedies[id].title)
  return {
    outcome: 'not-needed',
    sentence: t`Nothing is to be changed at the mailboxes themselves; each of these has a script of its own: ${titles.join(', ')}.`,
  }
}
