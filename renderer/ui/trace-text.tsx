import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { t } from '../../shared/language/translate.ts'
import type { Trace } from '../../shared/run/trace.ts'
import { CopyButton } from './copy-button.tsx'

const useStyles = makeStyles({
  sentence: { margin: 0, overflowWrap: 'anywhere' },
  otherwise: { marginTop: tokens.spacingVerticalS },
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

/** What a run leaves on a server, and the command that takes it away; Exchange 2010's as well, where it may be one. */
export function TraceText({ lead, trace }: { lead: string; trace: Trace }) {
  const styles = useStyles()
  return (
    <>
      <p className={styles.sentence}>{t`${lead} ${trace.what}. To take it away, in the Exchange Management Shell:`}</p>
      <Command text={trace.undo} what={t`command`} />
      {trace.undoIn2010 !== undefined && (
        <>
          <p className={mergeClasses(styles.sentence, styles.otherwise)}>{t`With Exchange 2010:`}</p>
          <Command text={trace.undoIn2010} what={t`command for Exchange 2010`} />
        </>
      )}
    </>
  )
}

/** A command, broken after its bars and copied in one line. */
function Command({ text, what }: { text: string; what: string }) {
  const styles = useStyles()
  return (
    <div className={styles.command}>
      <code className={styles.code}>
        {text.split(/(?<=\|) /).map((part) => (
          <span key={part} className={styles.part}>
            {part}
          </span>
        ))}
      </code>
      <CopyButton text={text} what={what} />
    </div>
  )
}
