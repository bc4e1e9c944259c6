import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { JudgedList } from '../../../shared/ews/judged-list.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { mailboxStateVerdicts, mailboxStateWords } from './mailbox-words.ts'
import { useMailboxes } from './use-mailboxes.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalS}`, padding: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: '112px 88px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    width: '100%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 4px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  state: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold, textAlign: 'end' },
  words: { overflowWrap: 'anywhere' },
  remedy: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

/** Why mailboxes can or cannot be served, with how many of each; choosing a reason lists those alone. */
export function ReasonList({ groups }: { groups: JudgedList['groups'] }) {
  const styles = useStyles()
  const reason = useMailboxes((state) => state.filter.reason)
  const narrow = useMailboxes((state) => state.narrow)
  return (
    <ul className={styles.list} aria-label={t`By reason`}>
      {keyed(groups).map(({ key, item: group }) => (
        <li key={key}>
          <button
            type="button"
            aria-pressed={reason === group.reason}
            className={mergeClasses(styles.line, reason === group.reason && styles.chosen)}
            onClick={() => narrow({ reason: reason === group.reason ? null : group.reason })}
          >
            <span className={styles.state}>
              <VerdictIcon verdict={mailboxStateVerdicts[group.state]} />
              {mailboxStateWords[group.state]}
            </span>{' '}
            <span className={styles.count} title={counted(group.count, 'mailbox', 'mailboxes')}>
              {group.count.toLocaleString()}
            </span>{' '}
            <span className={styles.words}>
              <Breakable text={group.sentence} />
              {group.remedy && <span className={styles.remedy}>{remedies[group.remedy].title}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
