import { makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { t } from '../../../shared/language/translate.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useFirewall } from './firewall-store.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    maxWidth: '48ch',
    // As tall with a word as without: nothing below it moves while somebody types.
    minHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
})

/** Whether what was edited is kept. A screen reader is told only what goes wrong: the rest would be read out at each key. */
export function KeepingLine() {
  const styles = useStyles()
  const keeping = useFirewall((state) => state.keeping)
  const open = useFirewall(
    (state) => [...state.unfinished.keys()].filter((field) => !/^(?:paste|pointer)\./.test(field)).length,
  )
  const isWrong = keeping.state === 'failed' || open > 0
  return (
    <div className={styles.root} role={isWrong ? 'status' : undefined}>
      {keeping.state === 'failed' ? (
        <>
          <VerdictIcon verdict="fail" size={16} />
          {t`Not kept. ${keeping.sentence}`}
        </>
      ) : open > 0 ? (
        <>
          <VerdictIcon verdict="warn" size={16} />
          {open === 1
            ? t`1 field is not kept as written, and says why.`
            : t`${open.toLocaleString()} fields are not kept as written, and say why.`}
        </>
      ) : keeping.state === 'kept' ? (
        <>
          <CheckmarkCircle16Regular aria-hidden />
          {t`Everything is kept.`}
        </>
      ) : (
        t`Being kept…`
      )}
    </div>
  )
}
