import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'

import { passwordPlace } from '../../store/password-place.ts'
import { useSession } from '../../store/session-context.tsx'
import { isBusy } from '../../store/session-state.ts'
import { AskOnce } from '../../ui/ask-once.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'

const useStyles = makeStyles({
  hint: {
    margin: 0,
    maxWidth: '68ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  place: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, maxWidth: '100%' },
  path: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
})

/** Where everything is that Postern keeps, and the way to delete all of it. */
export function DataSection() {
  const styles = useStyles()
  const [asks, setAsks] = useState(false)
  const about = useSession((state) => state.about)
  const organisations = useSession((state) => state.organisations)
  const busy = useSession(isBusy)
  const connected = useSession((state) => state.connected)
  const deleteAll = useSession((state) => state.deleteAll)
  const runs = organisations.reduce((sum, one) => sum + one.runs, 0)
  return (
    <>
      {about?.directory ? (
        <>
          <p
            className={styles.hint}
          >{t`Organisations, runs and settings are kept in this folder, with what came of each sign-in. No password is in it: of each, one byte of a salted hash tells whether it was rejected before.`}</p>
          <p className={styles.place}>
            <span className={styles.path}>{about.directory}</span>
            <CopyButton text={about.directory} what={t`Folder`} />
          </p>
        </>
      ) : (
        <p className={styles.hint}>{t`Everything is in memory only, and gone when Postern ends.`}</p>
      )}
      <p className={styles.hint}>{passwordPlace(about, t`A password`)}</p>
      <Button disabledFocusable={busy || !connected} onClick={() => setAsks(true)}>{t`Delete all data…`}</Button>
      <AskOnce
        open={asks}
        title={t`Delete all data of Postern on this machine?`}
        act={t`Delete all data`}
        keep={t`Keep it`}
        onClose={() => setAsks(false)}
        onAct={() => void deleteAll()}
      >
        {t`${counted(organisations.length, 'organisation')}, ${counted(runs, 'run')}, settings, the passwords that were typed here, and what Postern remembers of rejected passwords: it would send one again that was rejected before. This cannot be undone. Files that you saved stay where they are.`}
      </AskOnce>
    </>
  )
}
