import type { Verdict } from '../../../shared/checks/finding.ts'
import { counted, figure, t } from '../../../shared/language/translate.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import type { LiveCounts, LiveOutcome } from '../../../shared/quarantine/told-live.ts'
import type { RanLive } from '../../../shared/quarantine/tray.ts'

type Outcome = LiveOutcome['outcome']

/** What came of one command, in a word with the icon of a verdict. */
export function commandWord(part: ScriptPart, outcome: Outcome): { word: string; verdict: Verdict } {
  switch (outcome) {
    case 'done':
      return { word: doneWords[part], verdict: 'pass' }
    case 'refused':
      return { word: t`Refused`, verdict: 'fail' }
    case 'unclear':
      return { word: t`Not known whether it was done`, verdict: 'unknown' }
    case 'not-run':
      return { word: t`Not run`, verdict: 'skip' }
  }
}

const doneWords: Readonly<Record<ScriptPart, string>> = {
  preview: t`Would be done`,
  apply: t`Done`,
  undo: t`Taken back`,
}

/** Above what is to be run. */
export const shownWords: Readonly<Record<ScriptPart, string>> = {
  preview: t`What the preview runs, exactly:`,
  apply: t`What applies it, exactly:`,
  undo: t`What takes it back, exactly:`,
}

/** Above what came of a run. */
export const outcomeHeadings: Readonly<Record<ScriptPart, string>> = {
  preview: t`What Exchange says it would do`,
  apply: t`What was applied`,
  undo: t`What was taken back`,
}

/** What came of a run, in one sentence with the icon of a verdict. */
export function endWords(
  part: ScriptPart,
  { done, refused, unclear, 'not-run': notRun }: LiveCounts,
  hasError: boolean,
): { verdict: Verdict; sentence: string } {
  const all = done + refused + unclear + notRun
  if (done === all && !hasError) return { verdict: 'pass', sentence: wholeWords[part](counted(all, 'command')) }
  const told = [
    ...(refused > 0 ? [t`${figure(refused)} refused`] : []),
    ...(unclear > 0 ? [t`of ${figure(unclear)} it is not known`] : []),
    ...(notRun > 0 ? [t`${figure(notRun)} not run`] : []),
  ].join(', ')
  const verdict = part === 'preview' || done > 0 ? 'warn' : 'fail'
  return { verdict, sentence: partWords[part](figure(done), counted(all, 'command'), told) }
}

const wholeWords: Readonly<Record<ScriptPart, (all: string) => string>> = {
  preview: (all) => t`The preview has ended: Exchange would do all of it, ${all}. Nothing was changed.`,
  apply: (all) => t`It was applied: ${all}. The next reading of the devices shows whether it is as decided.`,
  undo: (all) => t`It was taken back: ${all}. The next reading of the devices shows whether it is as before.`,
}

const partWords: Readonly<Record<ScriptPart, (done: string, all: string, told: string) => string>> = {
  preview: (done, all, told) =>
    t`Exchange would do ${done} of ${all}; ${told}. Nothing was changed, and nothing can be applied from here before a preview goes through. Withdraw what is refused, or read the devices again.`,
  apply: (done, all, told) => t`${done} of ${all} were done; ${told}.`,
  undo: (done, all, told) => t`${done} of ${all} were taken back; ${told}.`,
}

/** What of a decision was run from here and no reading has told of since. */
export function ranWord(what: RanLive['what']): { word: string; verdict: Verdict } {
  switch (what) {
    case 'applied':
      return { word: t`Run, not yet verified`, verdict: 'unknown' }
    case 'refused':
      return { word: t`Refused by Exchange`, verdict: 'fail' }
    case 'unclear':
      return { word: t`Not known whether it was done`, verdict: 'unknown' }
    case 'taken-back':
      return { word: t`Taken back, not yet verified`, verdict: 'unknown' }
  }
}
