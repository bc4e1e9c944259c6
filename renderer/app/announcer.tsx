import { makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../shared/language/translate.ts'
import { progressOf, type RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { verdictLine } from '../store/verdict-sentence.ts'
import { againWords } from '../store/verified.ts'

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    top: 0,
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})

/** Tells a screen reader that a run has started, how far it is and what it came to; the findings are there to be read. */
export function Announcer() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const active = useSession((state) => state.active)
  const verifying = useSession((state) => state.verifying)
  const verified = useSession((state) => state.verifications.at(-1))
  // What a run came to that was merely opened, or shows itself in place of one that was deleted, is read where it stands.
  const [ran, setRan] = useState<string | null>(null)
  if (active !== null && active !== ran) setRan(active)
  const text = active
    ? quartersOf(run)
    : verifying
      ? t`Verifying.`
      : verified
        ? verified.findings
            .map((finding) => `${againWords({ finding, run: verified }).words}. ${finding.title}.`)
            .join(' ')
        : run?.verdict && run.header.id === ran
          ? said(verdictLine(run))
          : ''
  return (
    <p role="status" className={styles.hidden}>
      {text}
    </p>
  )
}

const STARTED = t`The run has started.`

/** How far a run is, a quarter at a time: each check that answers would be too much to listen to, and so would all of it again. */
function quartersOf(run: RunView | undefined): string {
  if (!run) return STARTED
  const { answered, total } = progressOf(run)
  const quarter = total > 0 ? Math.min(3, Math.floor((answered / total) * 4)) : 0
  return (
    [
      STARTED,
      t`A quarter of the checks has answered.`,
      t`Half of the checks have answered.`,
      t`Most checks have answered.`,
    ][quarter] ?? ''
  )
}

function said({ word, sentence }: { word: string; sentence: string }): string {
  return `${word}. ${sentence}`
}
