import { makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../../shared/language/translate.ts'
import { withUnseen } from '../../../shared/run/unseen.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

const useStyles = makeStyles({
  root: { minWidth: 0 },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    maxHeight: '200px',
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  more: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

type EntryTextProps = {
  title: string
  /** What they are, to a screen reader. */
  what: string
  entries: readonly string[]
  /** How many there are, where not all are told. */
  count?: number
}

/** Entries of a list, one a line, to be read and copied. */
export function EntryText({ title, what, entries, count = entries.length }: EntryTextProps) {
  const styles = useStyles()
  if (entries.length === 0) return null
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        {title}
        <CopyButton text={entries.join('\n')} what={what} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.text} aria-label={what} tabIndex={0}>
        {withUnseen(entries.join('\n'))}
      </section>
      {count > entries.length && (
        <span
          className={styles.more}
        >{t`The first ${entries.length.toLocaleString()} of ${counted(count, 'entry', 'entries')}.`}</span>
      )}
    </div>
  )
}
