import { makeStyles, tokens } from '@fluentui/react-components'
import type { EvidenceValue } from '../../shared/checks/check.ts'
import { t } from '../../shared/language/translate.ts'
import { isTime } from '../store/format.ts'
import { Breakable } from './breakable.tsx'
import { CopyButton } from './copy-button.tsx'
import { keyed } from './keyed.ts'
import { Moment } from './moment.tsx'

/** One thing that is known; what is undefined or empty is left out, so that callers need not ask first. */
export type Fact = { label: string; value: EvidenceValue | undefined; mono?: boolean }

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 128px) minmax(0, 1fr) 24px',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  row: {
    display: 'grid',
    gridColumn: '1 / -1',
    gridTemplateColumns: 'subgrid',
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottom: 'none' },
  },
  label: { color: tokens.colorNeutralForeground3, paddingBlock: '2px' },
  value: { margin: 0, overflowWrap: 'anywhere', paddingBlock: '2px' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  // Entries of a list that are broken over lines are still told apart.
  line: { display: 'block', ':not(:first-child)': { marginTop: tokens.spacingVerticalXS } },
  copy: { margin: 0 },
})

/** What is known, a row each, each copyable. Lists are shown one entry a line; times local, with the zone in the tooltip. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  const styles = useStyles()
  return (
    <dl className={styles.list}>
      {keyed(facts).map(({ key, item: { label, value, mono } }) => {
        if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
        const lines = Array.isArray(value) ? value : [shown(value)]
        return (
          <div key={key} className={styles.row}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.value}>
              {keyed(lines).map(({ key, item: line }) => (
                <span key={key} className={mono ? `${styles.line} ${styles.mono}` : styles.line}>
                  {isTime(line) ? <Moment iso={line} show="both" /> : <Breakable text={line} />}
                </span>
              ))}
            </dd>
            <dd className={styles.copy}>
              <CopyButton text={Array.isArray(value) ? value.join('\n') : String(value)} what={label} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function shown(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
  return String(value)
}
