import { useStore } from 'zustand'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { takenWords } from './configuration-words.ts'
import { useEwsStyles } from './ews-styles.ts'
import type { LiveState, LiveStore } from './live-store.ts'

/** How far the live road is, by the cmdlets that are done; and what it came to. */
export function LiveProgress({ store }: { store: LiveStore }) {
  const ews = useEwsStyles()
  const state = useStore(store)
  const { progress, server } = state
  const said = endWords(state)
  return (
    <>
      {progress && (
        <ProgressLine
          text={
            progress.type === 'connecting'
              ? t`Opening a session at ${server}`
              : t`Asking ${progress.cmdlet}: ${progress.done} of ${progress.of} done`
          }
          value={progress.type === 'asking' ? progress.done : 0}
          max={progress.type === 'asking' ? progress.of : 1}
        />
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
