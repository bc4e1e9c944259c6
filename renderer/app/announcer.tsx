import { makeStyles } from '@fluentui/react-components'
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
  const text = active
    ? `The run has started. ${quartersOf(run)}`
    : verifying
      ? 'Verifying.'
      : verified
        ? verified.findings
            .map((finding) => `${againWords({ finding, run: verified }).words}. ${finding.title}.`)
            .join(' ')
        : run?.verdict
          ? said(verdictLine(run))
          : ''
  return (
    <p role="status" className={styles.hidden}>
      {text}
    </p>
  )
}

/** How far a run is, a quarter at a time: each check that answers would be too much to listen to. */
function quartersOf(run: RunView | undefined): string {
  if (!run) return ''
  const { answered, total } = progressOf(run)
  const quarter = total > 0 ? Math.floor((answered / total) * 4) : 0
  return (
    ['', 'A quarter of the checks has answered.', 'Half of the checks have answered.', 'Most checks have answered.'][
      quarter
    ] ?? ''
  )
}

function said({ word, sentence }: { word: string; sentence: string }): string {
  return `${word}. ${sentence}`
}
