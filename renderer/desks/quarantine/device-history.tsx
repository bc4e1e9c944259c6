import { makeStyles, tokens } from '@fluentui/react-components'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { Moment } from '../../ui/moment.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { standingSentence } from './device-history-words.ts'

const useStyles = makeStyles({
  line: {
    paddingBlock: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottom: 'none' },
  },
})

/** How a device stood at each reading at which that was another than before, the latest first. */
export function DeviceHistory({ history }: Pick<CallResult<'quarantine.device'>, 'history'>) {
  const styles = useStyles()
  const decide = useDecideStyles()
  if (history.length === 0) return <p className={decide.prose}>{t`Nothing is kept of earlier readings.`}</p>
  return (
    <ol className={decide.list}>
      {keyed(history).map(({ key, item }) => (
        <li key={key} className={styles.line}>
          <Breakable text={standingSentence(item)} />
          <p className={decide.quiet}>
            <Moment iso={item.readAt} show="both" /> · <Breakable text={item.source} />
          </p>
        </li>
      ))}
    </ol>
  )
}
