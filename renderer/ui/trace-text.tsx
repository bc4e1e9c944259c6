import { makeStyles, tokens } from '@fluentui/react-components'
import type { Trace } from '../../shared/run/trace.ts'
import { CopyButton } from './copy-button.tsx'

const useStyles = makeStyles({
  sentence: { margin: 0, overflowWrap: 'anywhere' },
  command: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  part: { display: 'block' },
})

/** What a run leaves on a server, and the command that takes it away: broken after its bars, copied in one line. */
export function TraceText({ lead, trace }: { lead: string; trace: Trace }) {
  const styles = useStyles()
  return (
    <>
      <p className={styles.sentence}>
        {lead} {trace.what}. To take it away, in the Exchange Management Shell:
      </p>
      <div className={styles.command}>
        <code className={styles.code}>
          {trace.undo.split(/(?<=\|) /).map((part) => (
            <span key={part} className={styles.part}>
              {part}
            </span>
          ))}
        </code>
        <CopyButton text={trace.undo} what="command" />
      </div>
    </>
  )
}
