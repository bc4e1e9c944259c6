import { makeStyles, tokens } from '@fluentui/react-components'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { figure, t } from '../../../shared/language/translate.ts'
import { OutcomeMark } from './outcome-mark.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalXS,
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  item: { display: 'inline-flex', gap: tokens.spacingHorizontalS },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
})

/** How many decisions stand how, by the readings since. */
export function OutcomeCounts({ outcomes }: Pick<CallResult<'quarantine.decisions'>, 'outcomes'>) {
  const styles = useStyles()
  return (
    <ul className={styles.list} aria-label={t`What readings since say`}>
      {outcomes.map(({ kind, count }) => (
        <li key={kind ?? ''} className={styles.item}>
          <span className={styles.count}>{figure(count)}</span>
          <OutcomeMark kind={kind} />
        </li>
      ))}
    </ul>
  )
}
