import { makeStyles, tokens } from '@fluentui/react-components'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

const useStyles = makeStyles({
  root: {
    marginTop: tokens.spacingVerticalM,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  sentence: { margin: 0 },
  command: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
})

/** What the run leaves behind on a server, with the command that takes it away; nothing where it leaves nothing. */
export function LeftBehind({ run }: { run: RunView }) {
  const styles = useStyles()
  const lead = isUnderWay(run) ? 'It may leave behind' : 'It may have left behind'
  return run.header.traces?.map(({ what, undo }) => (
    <section key={undo} className={styles.root} aria-label="What the run leaves behind">
      <p className={styles.sentence}>
        {lead} {what}. To take it away, in the Exchange Management Shell:
      </p>
      <div className={styles.command}>
        <code className={styles.code}>{undo}</code>
        <CopyButton text={undo} what="command" />
      </div>
    </section>
  ))
}
