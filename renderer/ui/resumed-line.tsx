import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../shared/language/translate.ts'
import { artifactNames } from '../../shared/run/words.ts'
import { useSession } from '../store/session-context.tsx'
import { Disclosure } from './disclosure.tsx'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({
  bar: { marginBottom: tokens.spacingVerticalL },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
})

/** Above a run that broke off and went on: when, and what was asked again then. */
export function ResumedLine() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const last = run?.header.resumed?.at(-1)
  if (!run || !last) return null
  const kept = Object.keys(run.gatherers).filter((name) => !last.again.some((one) => one === name)).length
  return (
    <MessageBar className={styles.bar} intent="info" layout="multiline">
      <MessageBarBody>
        {t`This run broke off, and went on at `}
        <Moment iso={last.at} show="both" />
        {t`. ${kept > 0 ? t`${counted(kept, 'question')} had an answer that is kept; ` : ''}${counted(last.again.length, 'question was asked again', 'questions were asked again')}.`}
        <Disclosure text={t`What was asked again`}>
          <ul className={styles.list}>
            {last.again.map((artifact) => (
              <li key={artifact}>{artifactNames[artifact]}</li>
            ))}
          </ul>
        </Disclosure>
      </MessageBarBody>
    </MessageBar>
  )
}
