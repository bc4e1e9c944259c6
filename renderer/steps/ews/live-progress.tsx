import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { takenWords } from './configuration-words.ts'
import { useEwsStyles } from './ews-styles.ts'
import type { LiveState, LiveStore } from './live-store.ts'

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

/** How far the live road is, by the cmdlets that are done; and what it came to. */
export function LiveProgress({ store }: { store: LiveStore }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const id = useId()
  const state = useStore(store)
  const { progress, server } = state
  const said = endWords(state)
  return (
    <>
      {progress && (
        <div className={styles.progress}>
          <p id={id} className={styles.line}>
            {progress.type === 'connecting'
              ? t`Opening a session at ${server}`
              : t`Asking ${progress.cmdlet}: ${progress.done} of ${progress.of} done`}
          </p>
          <ProgressBar
            bar={{ className: styles.filled }}
            value={progress.type === 'asking' ? progress.done : 0}
            max={progress.type === 'asking' ? progress.of : 1}
            aria-labelledby={id}
          />
        </div>
      )}
      <div role="status">
        {said && (
          <p className={ews.note}>
            <VerdictIcon verdict={said.verdict} />
            <span>
              <Breakable text={said.sentence} />
            </span>
          </p>
        )}
      </div>
    </>
  )
}

type Words = { verdict: 'pass' | 'warn' | 'fail' | 'skip'; sentence: string }

function endWords({ ended, problem, server }: LiveState): Words | undefined {
  if (problem !== null) return { verdict: 'fail', sentence: problem }
  switch (ended?.type) {
    case 'stopped':
      return { verdict: 'skip', sentence: t`It was stopped. Nothing of it was kept.` }
    case 'failed':
      return { verdict: 'fail', sentence: ended.sentence }
    case 'kept':
      return takenWords({ name: server, result: { ...ended, outcome: 'kept' } })
    default:
      return undefined
  }
}
