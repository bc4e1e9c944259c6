import type { EvidenceValue } from '../checks/check.ts'
import type { Finding } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { nylas } from '../profiles/profile.ts'
import { countVerdicts } from '../run/finding-groups.ts'
import { momentWords } from '../run/moment.ts'
import type { Run } from '../run/run.ts'
import { type VerdictWords, verdictWordsOf } from '../run/verdict-words.ts'

import type { ReportSource } from './report-source.ts'

/** What the run came to; where it has not ended, that the report is not whole. */
export function headWords(source: ReportSource): VerdictWords {
  const { run, findings, verdict, state, expected } = source
  if (verdict !== null)
    return verdictWordsOf({ run, findings: [...findings], verdict }, run.finishedAt && momentWords(run.finishedAt))
  const answered = t`${findings.length} of ${counted(expected, 'check')} had answered`
  if (state === 'under-way') {
    return { word: t`Looking`, account: `${answered}.`, remark: t`The run is under way: this report is not whole.` }
  }
  return {
    word: t`Broke off`,
    account: t`${answered} when the run broke off.`,
    remark: t`This report is not whole; what was seen is kept.`,
  }
}

/** Counts of what is asked: `2 to mend, 1 to look at`. */
export function askedCounts(findings: readonly Pick<Finding, 'verdict'>[]): string {
  const { fail, bug, warn, unknown } = countVerdicts(findings)
  return [
    fail && t`${fail} to mend`,
    bug && t`${counted(bug, 'bug')} of Postern’s own`,
    warn && t`${warn} to look at`,
    unknown && t`${unknown} to find out`,
  ]
    .filter((part) => typeof part === 'string')
    .join(', ')
}

/** What the service is called that is to reach the mailboxes; one that this Postern does not know stays as it is named. */
export function vendorName({ profile }: Pick<Run['run'], 'profile'>): string {
  return profile === nylas.id ? nylas.name : profile
}

/** From where a run looked, as words that go on a sentence. */
export function vantageWords({ vantage, proxies = [] }: Pick<Run['run'], 'vantage' | 'proxies'>): string {
  const through = proxies.length > 0 ? t`, through the proxy ${proxies.join(' and ')}` : ''
  return `${vantage === 'inside' ? t`from inside the network` : t`from outside the network`}${through}`
}

const CHECK_ID = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/

/** The command that looks again at these checks alone; none for what is no check’s id, since it is pasted into a shell. */
export function verifyCommand(checks: readonly string[]): string | undefined {
  const ids = checks.filter((check) => CHECK_ID.test(check))
  return ids.length === 0 ? undefined : t`postern probe --org FILE --only ${ids.join(',')}`
}

/** When a finding was made: in the run, or when it was looked at again. */
export function seenAt({ run, verified }: ReportSource, { check }: Pick<Finding, 'check'>): string {
  const again = verified?.get(check)
  return again === undefined
    ? momentWords(run.finishedAt ?? run.startedAt)
    : t`${momentWords(again)}, when it was looked at again`
}

/** What was seen, as texts; what is empty says nothing and is left out. */
export function valueTexts(value: EvidenceValue): string[] {
  const texts = Array.isArray(value) ? value : [typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]
  return texts.filter((text) => text.trim() !== '')
}
