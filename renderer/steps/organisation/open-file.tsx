import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { useRef, useState } from 'react'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { ORGANISATION_FILE_BYTES, readOrganisationFile } from '../../store/organisation-draft.ts'

const useStyles = makeStyles({
  prose: {
    margin: `0 0 ${tokens.spacingVerticalM}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  message: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  error: { color: tokens.colorStatusDangerForeground1 },
})

/** Reads an organisation file in the page itself, into the form: nothing is saved until the form is. */
export function OpenFile({ onRead }: { onRead(organisation: Organisation): void }) {
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<{ error?: string; read?: string }>({})

  async function read(file: File) {
    if (file.size > ORGANISATION_FILE_BYTES) {
      setOutcome({ error: `${file.name} is larger than an organisation file can be (1 MB).` })
      return
    }
    const result = readOrganisationFile(file.name, await file.text())
    if ('error' in result) {
      setOutcome({ error: result.error })
      return
    }
    setOutcome({ read: `${file.name} is in the form now. Look it over, then save.` })
    onRead(result.organisation)
  }

  return (
    <>
      <p className={styles.prose}>An organisation file is the JSON that “postern probe --org” reads.</p>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Organisation file"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void read(file)
        }}
      />
      <Button icon={<FolderOpen20Regular />} onClick={() => input.current?.click()}>
        Open an organisation file
      </Button>
      <p role="status" className={styles.message}>
        {outcome.error ? <span className={styles.error}>{outcome.error}</span> : outcome.read}
      </p>
    </>
  )
}
