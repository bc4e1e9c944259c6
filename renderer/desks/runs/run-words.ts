import type { Verdict } from '../../../shared/checks/finding.ts'
import type { Caveat, ChangeKind } from '../../../shared/run/compare-runs.ts'
import type { RunOrigin, RunSummary } from '../../../shared/run/run-summary.ts'
import { askingWords, runVerdictWords } from '../../../shared/run/verdict-words.ts'
import { counted } from '../../../shared/run/words.ts'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'

/** What began a run, as people say it. */
export const originWords: Readonly<Record<RunOrigin, string>> = {
  window: 'Started here',
  watch: 'By the watch',
  imported: 'From a file',
}

/** The word and the icon's verdict for how a run came out, or where it stands. */
export function outcomeOf({ state, verdict }: Pick<RunSummary, 'state' | 'verdict'>): { word: string; icon?: Verdict } {
  if (state === 'under-way') return { word: 'Under way' }
  if (verdict === null) return { word: 'Interrupted', icon: 'unknown' }
  return { word: runVerdictWords[verdict], icon: runVerdictIcon[verdict] }
}

/** The findings of a run in a few words: what asks for something first. */
export function countWords({ counts }: Pick<RunSummary, 'counts'>): string {
  const parts = [...askingWords(counts), ...(counts.skip > 0 ? [`${counts.skip} not reached`] : [])]
  return parts.join(', ') || counted(counts.pass, 'check passes', 'checks pass')
}

/** Which checks a run had: all of them, some, or those that look again at another run's findings. */
export function extentWords({ header }: Pick<RunSummary, 'header'>): string {
  if (header.verifies !== undefined) return `Verifies ${counted(header.only?.length ?? 0, 'check')}`
  return header.only === undefined ? 'All checks' : counted(header.only.length, 'check')
}

/** The heading over the changes of one kind. */
export const changeWords: Readonly<Record<ChangeKind, string>> = {
  worse: 'Got worse',
  better: 'Got better',
  uncovered: 'Could not be told before',
  hidden: 'Cannot be told any more',
  appeared: 'Only in the later one',
  gone: 'Only in the earlier one',
  'other-outcome': 'Another reason',
  'other-evidence': 'The same verdict, something else was seen',
}

/** What makes two runs hard to compare, as a sentence. */
export function caveatWords(caveat: Caveat): string {
  switch (caveat.kind) {
    case 'other-organisation':
      return `They are of different organisations: ${caveat.before}; and ${caveat.after}.`
    case 'other-profile':
      return `They ask for different vendors: ${caveat.before}, and ${caveat.after}.`
    case 'other-vantage':
      return `They look from different places: from ${caveat.before}, and from ${caveat.after}.`
    case 'other-version':
      return `They were made by different versions of Postern: ${caveat.before}, and ${caveat.after}.`
    case 'other-proxies':
      return `Servers were reached by different ways: ${throughProxies(caveat.before)}, and ${throughProxies(caveat.after)}.`
    case 'other-settings':
      return 'The organisation was set otherwise: its servers, account or other settings are not the same.'
    case 'ended-early':
      return 'One of them ended before its end, so that checks are missing there.'
    case 'only-some':
      return 'They do not have the same checks.'
  }
}

function throughProxies(proxies: string): string {
  return proxies === '' ? 'directly' : `through the proxy ${proxies}`
}
