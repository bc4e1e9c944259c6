import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import { useSession } from '../../store/session-context.tsx'
import type { LiveWanted, ShownRun } from './run-here-store.ts'

const useStyles = makeStyles({
  read: { marginTop: tokens.spacingVerticalM, marginLeft: `-${tokens.spacingHorizontalS}` },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalM,
  },
})

type RunHereActsProps = {
  run: ShownRun | null
  /** What is shown to be run next; null where nothing is. */
  wanted: LiveWanted | null
  /** How many commands are shown, ready to be run; null while none are. */
  commands: number | null
  server: string
  isRunning: boolean
  /** Whether there is something to turn to beside what is shown. */
  turns: boolean
  /** The password is held back, unless somebody says that it may be sent again. */
  heldBack: boolean
  onStart(tryAgain: boolean): void
  onStop(): void
  onTurn(to: 'preview' | 'undo' | null): void
}

/** What can be done now: run what is shown, stop what goes on, or turn to taking back what was done. */
export function RunHereActs(props: RunHereActsProps) {
  const { run, wanted, commands, server, isRunning, turns, heldBack, onStart, onStop, onTurn } = props
  const styles = useStyles()
  const connected = useSession((state) => state.connected)
  /** The preview of which somebody has said so. */
  const [read, setRead] = useState<string | null>(null)
  const hasRead = run !== null && read === run.run
  const undo = isRunning ? null : (run?.ended?.undo ?? null)
  const part = wanted?.part ?? null
  const isReady = commands !== null && connected
  const act = isRunning ? null : part
  return (
    <>
      {act === 'apply' && run && (
        <div className={styles.read}>
          <Checkbox
            checked={hasRead}
            onChange={(_, { checked }) => setRead(checked === true ? run.run : null)}
            label={t`I have read what Exchange says it would do`}
          />
        </div>
      )}
      <div className={styles.buttons}>
        {/* One button, which keeps the focus while what it does becomes another. */}
        {(isRunning || act || turns) && (
          <Button
            appearance={act === 'apply' || act === 'undo' ? 'primary' : 'secondary'}
            disabledFocusable={act !== null && (!isReady || (act === 'apply' && !hasRead))}
            onClick={() => (isRunning ? onStop() : act ? onStart(false) : onTurn('preview'))}
          >
            {isRunning && t`Stop`}
            {!isRunning && act === null && t`Preview again…`}
            {act && actWords[act](isReady ? counted(commands, 'command') : null, server)}
          </Button>
        )}
        {heldBack && act !== null && (
          <Button disabledFocusable={!isReady} onClick={() => onStart(true)}>{t`Send the password once more`}</Button>
        )}
        {turns && undo && act !== 'undo' && (
          <Button onClick={() => onTurn('undo')}>{t`Take back what was done…`}</Button>
        )}
        {turns && act === 'undo' && <Button onClick={() => onTurn(null)}>{t`Leave it as it is`}</Button>}
      </div>
    </>
  )
}

const actWords: Readonly<Record<ScriptPart, (many: string | null, server: string) => string>> = {
  preview: () => t`Preview`,
  apply: (many, server) => (many === null ? t`Apply` : t`Apply ${many} at ${server}`),
  undo: (many, server) => (many === null ? t`Take back` : t`Take back ${many} at ${server}`),
}
