import { counted, t } from '../../../shared/language/translate.ts'
import { type ScriptPart, scriptParts } from '../../../shared/management/script.ts'
import type { TrailEntry, TrailSubject } from '../../../shared/quarantine/trail.ts'
import { ruleSentence, verdictSentence } from './decide-words.ts'

const kinds: Readonly<Record<TrailEntry['what'], string>> = {
  decided: t`Decided`,
  withdrawn: t`Withdrawn`,
  'script-made': t`Script made`,
  'run-live': t`Script run`,
  applied: t`Applied from here`,
  refused: t`Refused by Exchange`,
  unclear: t`Not known whether it was applied`,
  'taken-back': t`Taken back from here`,
  verified: t`Verified`,
  'seen-done': t`Seen done`,
  'seen-not-done': t`Seen not done`,
  'seen-undone': t`Seen undone`,
  'reading-withdrawn': t`Reading taken back`,
}

/** What happened, in a word or two. */
export function trailKind(what: TrailEntry['what']): string {
  return kinds[what]
}

/** What it happened to. */
export function trailSubject(about: TrailSubject): string {
  switch (about.kind) {
    case 'device':
      return verdictSentence(about.verdict, about)
    case 'rule':
      return ruleSentence(about)
    case 'default':
      return t`Set the organisation’s default to ${about.accessLevel}`
    case 'tray':
      return t`The tray, with ${counted(about.decisions, 'decision')}`
    case 'settled':
      return t`What was seen done, ${counted(about.decisions, 'decision')}`
    case 'reading':
      return t`${about.source}, with ${counted(about.devices, 'device')}. What it said of decisions counts no more`
  }
}

const parts: Readonly<Record<ScriptPart, string>> = {
  preview: t`The preview`,
  apply: t`The script that applies it`,
  undo: t`The script that undoes it`,
}

/** What else is told of it, in words; undefined where there is nothing. */
export function trailNote({ what, note }: TrailEntry): string | undefined {
  if (note === null) return undefined
  const part = what === 'script-made' ? scriptParts.find((each) => each === note) : undefined
  return part ? parts[part] : note
}
