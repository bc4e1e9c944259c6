import { makeStyles } from '@fluentui/react-components'
import { useSession } from '../store/session-context.tsx'
import { verdictLine } from '../store/verdict-sentence.ts'

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

/** Tells a screen reader that a run has started and what it came to; the findings in between are there to be read. */
export function Announcer() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const active = useSession((state) => state.active)
  const text = active ? 'The run has started.' : run?.verdict ? said(verdictLine(run)) : ''
  return (
    <p role="status" className={styles.hidden}>
      {text}
    </p>
  )
}

function said({ word, sentence }: { word: string; sentence: string }): string {
  return `${word}. ${sentence}`
}
