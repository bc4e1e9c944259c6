import type { RunVerdict, Verdict } from '../../../shared/checks/finding.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import type { Caveat, ChangeKind } from '../../../shared/run/compare-runs.ts'
import type { RunOrigin, RunSummary } from '../../../shared/run/run-summary.ts'
import { askingWords, runVerdictWords } from '../../../shared/run/verdict-words.ts'

import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'

/** What began a run, as people say it. */
export const originWords: Readonly<Record<RunOrigin, string>> = {
  window: t`Started here`,
  watch: t`By the watch`,
  imported: t`From a file`,
}

/** The word and the icon's verdict for how a run came out, or where it stands. */
export function outcomeOf({ header, state, verdict }: Pick<RunSummary, 'header' | 'state' | 'verdict'>): {
  word: string
  icon?: Verdict
} {
  if (state === 'under-way') return { word: t`Under way` }
  if (verdict === null) return { word: t`Interrupted`, icon: 'unknown' }
  const words = header.verifies === undefined ? runVerdictWords : verifiedWords
  return { word: words[verdict], icon: runVerdictIcon[verdict] }
}

/** A run that looked again at a few findings says nothing of the rest, so that nothing is ready by it. */
const verifiedWords: Readonly<Record<RunVerdict, string>> = {
  ...runVerdictWords,
  ready: t`Verified: passes`,
  'not-ready': t`Verified: fails`,
  'could-not-tell': t`Verified: not told`,
}

/** The findings of a run in a few words: what asks for something first. */
export function countWords({ counts }: Pick<RunSummary, 'counts'>): string {
  const parts = [...askingWords(counts), ...(counts.skip > 0 ? [t`${counts.skip} not reached`] : [])]
  return parts.join(', ') || counted(counts.pass, 'check passes', 'checks pass')
}

/** Which checks a run had: all of them, some, or those that look again at another run's findings. */
export function extentWords({ header }: Pick<RunSummary, 'header'>): string {
  if (header.verifies !== undefined) return t`Verifies ${counted(header.only?.length ?? 0, 'check')}`
  return header.only === undefined ? t`All checks` : counted(header.only.length, 'check')
}

/** The heading over the changes of one kind. */
export const changeWords: Readonly<Record<ChangeKind, string>> = {
  worse: t`Got worse`,
  better: t`Got better`,
  uncovered: t`Could not be told before`,
  hidden: t`Cannot be told any more`,
  appeared: t`Only in the later one`,
  gone: t`Only in the earlier one`,
  'other-outcome': t`Another reason`,
  'other-evidence': t`The same verdict, something else was seen`,
}

/** What makes two runs hard to compare, as a sentence. */
export function caveatWords(caveat: Caveat): string {
  switch (caveat.kind) {
    case 'other-organisation':
      return t`They are of different organisations: ${caveat.before}; and ${caveat.after}.`
    case 'other-profile':
      return t`They ask for different vendors: ${caveat.before}, and ${caveat.after}.`
    case 'other-vantage':
      return t`They look from different places: from ${caveat.before}, and from ${caveat.after}.`
    case 'other-version':
      return t`They were made by different versions of Postern: ${caveat.before}, and ${caveat.after}.`
    case 'other-proxies':
      return t`Servers were reached by different ways: ${throughProxies(caveat.before)}, and ${throughProxies(caveat.after)}.`
    case 'other-settings':
      return t`The organisation was set otherwise: its servers, account or other settings are not the same.`
    case 'ended-early':
      return t`One of them ended before its end, so that checks are missing there.`
    case 'only-some':
      return t`They do not have the same checks.`
  }
}

function throughProxies(proxies: string): string {
  return proxies === '' ? t`directly` : t`through the proxy ${proxies}`
}
