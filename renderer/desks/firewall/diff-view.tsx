import { makeStyles, tokens } from '@fluentui/react-components'
import type { ToldDiff } from '../../../shared/firewall/told-firewall.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { EntryText } from './entry-text.tsx'
import { useFirewallStyles } from './firewall-styles.ts'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalS,
    maxWidth: '880px',
  },
})

/** How one version of a list differs from another: what came, what went, and whether any address is let in or out by it. */
export function DiffView({ diff, of }: { diff: ToldDiff; of: string }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const { added, removed, addresses } = diff
  return (
    <div>
      <p className={firewall.prose}>{diffSentence(diff)}</p>
      <div className={styles.columns}>
        <EntryText
          title={t`Came (${diff.addedCount.toLocaleString()})`}
          what={t`what came, ${of}`}
          entries={added}
          count={diff.addedCount}
        />
        <EntryText
          title={t`Went (${diff.removedCount.toLocaleString()})`}
          what={t`what went, ${of}`}
          entries={removed}
          count={diff.removedCount}
        />
        {!isWrittenAlike(diff) && (
          <>
            <EntryText title={t`Addresses let in`} what={t`addresses let in, ${of}`} entries={addresses.added} />
            <EntryText
              title={t`Addresses let in no more`}
              what={t`addresses let in no more, ${of}`}
              entries={addresses.removed}
            />
          </>
        )}
      </div>
    </div>
  )
}

/** What a difference comes to, as one sentence. */
function diffSentence({ addedCount, removedCount, unchangedCount, addresses }: ToldDiff): string {
  if (addedCount === 0 && removedCount === 0) return t`The same ${counted(unchangedCount, 'entry', 'entries')}.`
  const counts = t`${counted(addedCount, 'entry', 'entries')} came, ${removedCount.toLocaleString()} went, ${unchangedCount.toLocaleString()} stayed.`
  if (addresses.added.length > 0 || addresses.removed.length > 0) return counts
  return t`${counts} It was only written otherwise: the same addresses are let in.`
}

/** The addresses are told by themselves only where they are not what the entries say already. */
function isWrittenAlike({ added, removed, addresses }: ToldDiff): boolean {
  const isSame = (one: readonly string[], other: readonly string[]) => {
    const others = new Set(other)
    return one.length === other.length && one.every((each) => others.has(each))
  }
  return isSame(added, addresses.added) && isSame(removed, addresses.removed)
}
