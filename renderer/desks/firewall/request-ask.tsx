import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ScriptText } from '../../ui/script-text.tsx'
import type { Overview } from './firewall-state.ts'

const useStyles = makeStyles({
  subject: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginBlock: tokens.spacingVerticalS,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  root: { maxWidth: '880px' },
})

/** The e-mail that asks for the change, to be copied into whatever it is sent by. */
export function AskText({ ask: { subject, text } }: { ask: Overview['ask'] }) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <p className={styles.subject}>
        <span>
          <Breakable text={subject} />
        </span>
        <CopyButton text={subject} what={t`the subject`} />
      </p>
      <ScriptText
        text={text}
        name="postern-request.txt"
        what={t`the text of the e-mail`}
        bytes={(written) => new TextEncoder().encode(written)}
      />
    </div>
  )
}
