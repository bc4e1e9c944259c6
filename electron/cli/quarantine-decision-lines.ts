import { counted, t } from '../../shared/language/translate.ts'
import type { Decision } from '../../shared/quarantine/decision.ts'
import { stateWord } from '../../shared/quarantine/decision-chain.ts'
import { type OutcomeKind, outcomeKinds } from '../../shared/quarantine/outcome.ts'
import type { DecisionScript, QuarantineReport, ReportedEffect } from '../../shared/quarantine/quarantine-report.ts'
import { firstOf, indented } from './report-lines.ts'

const MOST_EFFECTS = 10
const MOST_NAMED = 5
const MOST_NOTES = 10

/** What is decided, and which devices change their state by it: those that nobody meant first. */
export function decisionLines({ decision, decisionNotes }: QuarantineReport, width: number): string[] {
  if (!decision) return []
  const { kind, title, rule, sentences, effects } = decision
  const outside = effects.filter(({ selected }) => !selected)
  const inside = effects.filter(({ selected }) => selected)
  const isDefault = kind === 'default'
  return [
    ...indented(`${title}.`, width),
    ...(rule ? indented(`${rule.characteristic} = ${rule.queryString} → ${rule.accessLevel}`, width, 4) : []),
    ...sentences.flatMap((sentence) => indented(sentence, width, 4)),
    ...(effects.length === 0 && kind !== 'remove' && kind !== 'leave'
      ? indented(t`No device changes its state by it.`, width, 4)
      : []),
    ...effectLines(isDefault ? t`It hits` : t`It changes others than those that are meant`, outside, width),
    ...effectLines(t`It changes`, inside, width),
    ...firstOf(decisionNotes, decisionNotes.length, MOST_NOTES).flatMap((note) => indented(note, width, 4)),
  ]
}

function effectLines(title: string, effects: readonly ReportedEffect[], width: number): string[] {
  if (effects.length === 0) return []
  return [
    ...indented(`${title}: ${counted(effects.length, 'device')}`, width, 4),
    ...firstOf(effects.map(effectSentence), effects.length, MOST_EFFECTS).flatMap((line) => indented(line, width, 6)),
  ]
}

function effectSentence({ mailbox, user, agent, identity, from, to }: ReportedEffect): string {
  return t`${mailbox ?? user ?? identity}, ${agent ?? t`no user agent`}: ${stateWord(from)} → ${stateWord(to)}`
}

const outcomeWords: Readonly<Record<OutcomeKind, string>> = {
  'not-done': t`Not done`,
  undone: t`Undone`,
  changed: t`Changed since the decision`,
  gone: t`Gone`,
  'not-known': t`Not known`,
  done: t`Done`,
}

/** By what became of them, what is not done first. */
export function decidedLines({ decisions, defaultDecision }: QuarantineReport, width: number): string[] {
  const all = [
    ...(defaultDecision ? [{ ...defaultDecision, name: t`the organisation’s default` }] : []),
    ...decisions.map((kept) => ({ ...kept, name: nameOfDecision(kept.decision) })),
  ]
  const order = [...outcomeKinds.filter((kind) => kind !== 'done'), 'done' as const]
  return order.flatMap((kind) => {
    const these = all.filter(({ outcome }) => outcome?.kind === kind)
    if (these.length === 0) return []
    const named = these.map(({ name, outcome }) => `${name}: ${outcome?.sentence ?? ''}`)
    return [
      ...indented(`${outcomeWords[kind]}: ${counted(these.length, 'decision')}`, width),
      ...firstOf(named, named.length, MOST_NAMED).flatMap((line) => indented(line, width, 4)),
    ]
  })
}

function nameOfDecision(decision: Decision): string {
  if (decision.kind === 'rule') return t`rule, ${decision.rule.characteristic} = ${decision.rule.queryString}`
  const { mailbox, deviceId, identity } = decision.device
  return `${decision.kind}, ${mailbox}, ${deviceId ?? identity}`
}

/** A line for each. */
export function scriptLines({ scripts }: QuarantineReport, width: number): string[] {
  return scripts.flatMap((script) => indented(scriptSentence(script), width))
}

function scriptSentence({ part, file, outcome, sentence, changes }: DecisionScript): string {
  return outcome === 'written'
    ? t`${file}: ${part}, ${counted(changes, 'change')}.`
    : t`${file} was not written. ${sentence ?? ''}`
}
