import type { FirewallSource, SourceList, SourceRoad } from '../../../shared/firewall/source-list.ts'
import type { LastLook, ListSummary, ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { formatDay, formatTime } from '../../store/format.ts'

const DAY_MILLISECONDS = 86_400_000

/** What a source is called: its vendor, and where its senders stand. */
export function sourceName({ provider, region }: Pick<FirewallSource, 'provider' | 'region'>): string {
  return region === null ? provider : t`${provider}, ${region}`
}

export const roadNames: Readonly<Record<SourceRoad['kind'], string>> = {
  'vendor-api': t`The vendor’s API`,
  'json-api': t`A JSON document`,
  file: t`A file`,
  typed: t`Typed or pasted`,
}

/** Where the list of a source comes from, as one line. */
export function roadWords(road: SourceRoad): string {
  switch (road.kind) {
    case 'vendor-api':
      return t`the vendor’s API at ${hostOf(road.address)}`
    case 'json-api':
      return t`JSON of ${hostOf(road.address)}`
    case 'file':
      return t`files`
    case 'typed':
      return t`typed or pasted`
  }
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address
}

/** By which way a version came, and from where. */
export function originWords({ road, place }: SourceList['origin']): string {
  return place ?? (road === 'typed' ? t`typed or pasted` : roadNames[road])
}

/** How many entries there are, each family by itself. */
export function countWords({ four, six, names }: Pick<ListSummary, 'four' | 'six' | 'names'>): string {
  const parts = [
    four > 0 && t`${counted(four, 'entry', 'entries')} of IPv4`,
    six > 0 && t`${counted(six, 'entry', 'entries')} of IPv6`,
    names > 0 && counted(names, 'name'),
  ].filter((part) => part !== false)
  return parts.length === 0 ? t`no entry` : parts.join(', ')
}

/** How long ago something was, in days. */
export function daysAgo(iso: string, now: number): string {
  const days = Math.floor((now - Date.parse(iso)) / DAY_MILLISECONDS)
  return days <= 0 ? t`today` : days === 1 ? t`yesterday` : t`${counted(days, 'day')} ago`
}

/** How a version differs from the one before it. */
export function changeWords(change: ListSummary['change']): string {
  if (change === null) return t`the first`
  const { added, removed } = change
  if (added === 0 && removed === 0) return t`the same entries`
  return t`${counted(added, 'entry', 'entries')} came, ${removed.toLocaleString()} went`
}

/** What came of the last look at the vendor's list. */
export function lookWords({ at, outcome, sentence }: LastLook): string {
  const when = `${formatDay(at)}, ${formatTime(at)}`
  if (outcome === 'failed') return t`Looked at on ${when}. ${sentence ?? t`The list could not be read.`}`
  return outcome === 'same'
    ? t`Looked at on ${when}: the vendor’s list was the same.`
    : t`Looked at on ${when}: the vendor’s list was another than what is kept.`
}

/** The groups of senders by which rules name them, each with what people call it. */
export function groupNames(sources: readonly ToldSource[]): ReadonlyMap<string, string> {
  return new Map(sources.map(({ source }) => [source.group, sourceName(source)]))
}

/** How often a source is asked, as the form offers it. */
export const checkWords: readonly (readonly [number | null, string])[] = [
  [null, t`Only when somebody says so`],
  [1, t`Every hour`],
  [6, t`Every 6 hours`],
  [24, t`Every day`],
  [168, t`Every week`],
]
