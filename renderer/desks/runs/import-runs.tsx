import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowImport20Regular } from '@fluentui/react-icons/svg/arrow-import'
import { useRef, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', justifyItems: 'end', gap: tokens.spacingVerticalXS, flexShrink: 0, maxWidth: '360px' },
  said: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textAlign: 'end',
    overflowWrap: 'anywhere',
  },
})

/** Brings in runs from files, chosen here; dropping them on the window does the same. */
export function ImportRuns() {
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const importRuns = useSession((state) => state.importRuns)
  const connected = useSession((state) => state.connected)
  const [said, setSaid] = useState('')
  return (
    <div className={styles.root}>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label={t`Run files`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) void importRuns(files).then(setSaid)
        }}
      />
      <Button
        icon={<ArrowImport20Regular />}
        disabledFocusable={!connected}
        onClick={() => input.current?.click()}
      >{t`Import runs`}</Button>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  )
}
