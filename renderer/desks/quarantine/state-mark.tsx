import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { stateVerdicts, stateWords } from './device-words.ts'

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    verticalAlign: 'bottom',
    whiteSpace: 'nowrap',
  },
  tag: {
    paddingInline: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorStatusWarningBackground2,
    color: tokens.colorStatusWarningForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** A state by its icon and its word; `differs` where Exchange says another one. */
export function StateMark({ state, differs = false }: { state: keyof typeof stateWords; differs?: boolean }) {
  const styles = useStyles()
  return (
    <span className={styles.root}>
      <VerdictIcon verdict={stateVerdicts[state]} size={16} />
      <span>{stateWords[state]}</span>
      {differs && <span className={styles.tag}>{t`differs`}</span>}
    </span>
  )
}
