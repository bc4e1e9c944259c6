import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { figure, t } from '../../../shared/language/translate.ts'
import type { ShownRun } from './run-here-store.ts'

const useStyles = makeStyles({
  progress: { marginTop: tokens.spacingVerticalM, maxWidth: '560px' },
  line: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  filled: { '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' } },
})

/** How far a run is, by the commands that were begun. */
export function RunHereProgress({ run: { part, server, number, commands, ended } }: { run: ShownRun }) {
  const styles = useStyles()
  const id = useId()
  if (ended) return null
  return (
    <div className={styles.progress}>
      <p id={id} className={styles.line}>
        {number === 0 ? t`Opening a session at ${server}` : words[part](figure(number), figure(commands))}
      </p>
      <ProgressBar
        bar={{ className: styles.filled }}
        value={Math.max(0, number - 1)}
        max={Math.max(1, commands)}
        aria-labelledby={id}
      />
    </div>
  )
}

const words: Readonly<Record<ShownRun['part'], (number: string, of: string) => string>> = {
  preview: (number, of) => t`Previewing command ${number} of ${of}`,
  apply: (number, of) => t`Applying command ${number} of ${of}`,
  undo: (number, of) => t`Taking back: command ${number} of ${of}`,
}
