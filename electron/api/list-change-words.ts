import { diffLists } from '../../shared/firewall/list-diff.ts'
import type { FirewallSource } from '../../shared/firewall/source-list.ts'
import { counted, t } from '../../shared/language/translate.ts'
import { withUnseen } from '../../shared/run/unseen.ts'

/** So many entries of each kind are named. */
const MOST_NAMED = 3

/** How it is said that a vendor's list is another than the one that is kept: what came, and what went. */
export function listChangeWords(
  { provider, region }: Pick<FirewallSource, 'provider' | 'region'>,
  before: readonly string[] | undefined,
  after: readonly string[],
): { title: string; body: string } {
  const whose = withUnseen(region === null ? provider : `${provider} (${region})`)
  if (before === undefined) {
    const count = counted(after.length, 'entry', 'entries')
    return {
      title: t`The list of senders of ${whose} was read`,
      body: t`It has ${count}. Look at it, and keep it for the rules.`,
    }
  }
  const { added, removed } = diffLists(before, after)
  const came = added.length > 0 ? [t`${counted(added.length, 'entry', 'entries')} came: ${named(added)}.`] : []
  const went = removed.length > 0 ? [t`${counted(removed.length, 'entry', 'entries')} went: ${named(removed)}.`] : []
  return {
    title: t`The list of senders of ${whose} has changed`,
    body: [...came, ...went, t`Nothing was kept: look at it, and hand on what changed.`].join(' '),
  }
}

function named(entries: readonly string[]): string {
  const shown = entries.slice(0, MOST_NAMED)
  return entries.length > MOST_NAMED ? `${shown.join(', ')}, …` : shown.join(', ')
}
