import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Save20Regular } from '@fluentui/react-icons/svg/save'
import { useEffect, useState } from 'react'
import { counted, t } from '../../shared/language/translate.ts'
import { scriptBytes } from '../../shared/management/script-file.ts'
import { withUnseen } from '../../shared/run/unseen.ts'
import { Disclosure } from './disclosure.tsx'
import { saveFile } from './save-file.ts'

/** So much of a script is shown; the file has all of it. */
const SHOWN_LINES = 400
const SAID_MILLISECONDS = 3000

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  said: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  text: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    maxHeight: '320px',
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    // A command is read in its lines; one that is longer than the box is broken, and copied as it is.
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  code: { fontFamily: 'inherit' },
  more: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
})

type ScriptTextProps = {
  text: string
  /** What the file is called. */
  name: string
  /** What the script is, to a screen reader. */
  what: string
  /** It is folded away until somebody wants to read it. */
  folded?: boolean
  /** The bytes of its file, where it is not for PowerShell. */
  bytes?: (text: string) => Uint8Array<ArrayBuffer>
}

/**
 * A script for the Exchange Management Shell, or another text for a machine, to be read, copied, or saved as a file: a script in
 * UTF-8 with a byte order mark, without which Windows PowerShell 5.1 reads it in the machine’s code page.
 */
export function ScriptText({ text, name, what, folded = false, bytes = scriptBytes }: ScriptTextProps) {
  const styles = useStyles()
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), SAID_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [said])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(t`Copied.`)
    } catch {
      setSaid(t`Could not be copied: the browser refused. Save it instead.`)
    }
  }

  return (
    <div>
      <div className={styles.actions}>
        <Button
          size="small"
          icon={said === t`Copied.` ? <Checkmark20Regular /> : <Copy20Regular />}
          aria-label={t`Copy ${what}`}
          onClick={() => void copy()}
        >{t`Copy`}</Button>
        <Button
          size="small"
          icon={<Save20Regular />}
          aria-label={t`Save as ${name}, ${what}`}
          onClick={() => {
            saveFile(name, 'text/plain;charset=utf-8', bytes(text))
            setSaid(t`Saved as ${name}.`)
          }}
        >{t`Save as ${name}`}</Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
      {folded ? (
        <Disclosure text={t`Read the script`} of={what}>
          <Lines text={text} what={what} />
        </Disclosure>
      ) : (
        <Lines text={text} what={what} />
      )}
    </div>
  )
}

function Lines({ text, what }: Pick<ScriptTextProps, 'text' | 'what'>) {
  const styles = useStyles()
  const lines = text.split(/\r?\n/)
  const shown = withUnseen(lines.slice(0, SHOWN_LINES).join('\n').trimEnd())
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.text} aria-label={what} tabIndex={0}>
        <code className={styles.code}>{shown}</code>
      </section>
      {lines.length > SHOWN_LINES && (
        <p
          className={styles.more}
        >{t`The first ${SHOWN_LINES} of ${counted(lines.length, 'line')}; what is copied or saved has all of them.`}</p>
      )}
    </>
  )
}
