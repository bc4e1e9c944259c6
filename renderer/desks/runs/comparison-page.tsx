import { Button, Link, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left'
import { ArrowSwap20Regular } from '@fluentui/react-icons/svg/arrow-swap'
import { useEffect, useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { compareRuns, type RunComparison } from '../../../shared/run/compare-runs.ts'
import type { Run } from '../../../shared/run/run.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'

import type { Compared } from '../../store/place.ts'
import { useSession } from '../../store/session-context.tsx'
import { DeskFrame, DeskSentence } from '../../ui/desk-frame.tsx'
import { Moment } from '../../ui/moment.tsx'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import { ChangeList } from './change-list.tsx'
import { caveatWords } from './run-words.ts'
import { useRuns } from './runs-context.tsx'

const useStyles = makeStyles({
  back: { marginLeft: '-12px', marginBottom: tokens.spacingVerticalS },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'center',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  side: { display: 'grid', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  which: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  verdict: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    margin: 0,
    fontWeight: tokens.fontWeightSemibold,
  },
  when: { margin: 0, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  caveats: { display: 'grid', gap: tokens.spacingVerticalS },
})

/** `undefined`: not read yet; null: it could not be, or has not ended, and so has nothing to compare. */
type Read = { before: Run; after: Run } | null | undefined

/** Two runs side by side: what changed from the earlier to the later, and the evidence of it. */
export function ComparisonPage({ compared }: { compared: Compared }) {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  const runOf = useRuns((state) => state.runOf)
  const judge = useRuns((state) => state.judge)
  const [read, setRead] = useState<Read>()
  const { before, after } = compared
  const today = after === 'today'

  useEffect(() => {
    let gone = false
    setRead(undefined)
    const endedRun = async (id: string) => {
      const kept = await runOf(id)
      return kept?.verdict ? { ...kept, verdict: kept.verdict } : undefined
    }
    void Promise.all([endedRun(before), after === 'today' ? judge(before) : endedRun(after)]).then(
      ([first, second]) => {
        if (!gone) setRead(first && second ? { before: first, after: second } : null)
      },
    )
    return () => {
      gone = true
    }
  }, [before, after, runOf, judge])

  const comparison = read && compareRuns(read.before, read.after)
  return (
    <DeskFrame
      title={today ? t`Judged by the checks of today` : t`Two runs compared`}
      sentence={comparison && summaryOf(comparison, today)}
      back={
        <Button
          appearance="subtle"
          className={styles.back}
          icon={<ArrowLeft20Regular />}
          onClick={() => show({ kind: 'desk', desk: 'runs' })}
        >{t`Back to the runs`}</Button>
      }
    >
      {read === undefined && <Working size="medium" pixels={32} />}
      {read === null && (
        <DeskSentence>{t`They cannot be compared: one of the runs is not kept any more, cannot be read, or has no verdict.`}</DeskSentence>
      )}
      {read && comparison && <Comparison {...{ read, comparison, today, compared }} />}
    </DeskFrame>
  )
}

type ComparisonProps = { read: NonNullable<Read>; comparison: RunComparison; today: boolean; compared: Compared }

function Comparison({ read: { before, after }, comparison, today, compared }: ComparisonProps) {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  const swap = () => show({ kind: 'desk', desk: 'runs', compared: { before: compared.after, after: compared.before } })
  return (
    <>
      <div className={styles.sides}>
        <Side which={today ? t`As it was judged` : t`Earlier`} run={before} />
        {today ? (
          <span aria-hidden />
        ) : (
          <Button appearance="subtle" icon={<ArrowSwap20Regular />} aria-label={t`Swap the two runs`} onClick={swap} />
        )}
        <Side which={today ? t`As it is judged today` : t`Later`} run={after} />
      </div>
      {comparison.caveats.length > 0 && (
        <div className={styles.caveats}>
          {comparison.caveats.map((caveat) => (
            <MessageBar key={caveat.kind} intent="warning" layout="multiline">
              <MessageBarBody>{caveatWords(caveat)}</MessageBarBody>
            </MessageBar>
          ))}
        </div>
      )}
      <ChangeList changes={comparison.changes} />
    </>
  )
}

function summaryOf({ changes, counts }: RunComparison, today: boolean): string {
  if (today && changes.length === 0) {
    return t`What the run gathered is judged alike today: ${counted(counts.same, 'check')} came to the same.`
  }
  if (changes.length === 0)
    return t`Nothing changed: ${counted(counts.same, 'check')} came to the same, of the same evidence.`
  const parts = [
    counts.worse && t`${counts.worse} got worse`,
    counts.better && t`${counts.better} got better`,
    t`${changes.length - counts.worse - counts.better} changed otherwise`,
    t`${counts.same} the same`,
  ].filter((part) => typeof part === 'string')
  return t`Of ${counted(changes.length + counts.same, 'check')}: ${parts.join(', ')}. Times and counts that move by themselves are left out.`
}

function Side({ which, run }: { which: string; run: Run }) {
  const styles = useStyles()
  const openRun = useSession((state) => state.openRun)
  const show = useSession((state) => state.show)
  const { id, organisation, startedAt } = run.run
  return (
    <div className={styles.side}>
      <p className={styles.which}>{which}</p>
      <p className={styles.verdict}>
        <VerdictIcon verdict={runVerdictIcon[run.verdict]} />
        {runVerdictWords[run.verdict]}
      </p>
      <p className={styles.when}>
        <Link as="button" onClick={() => void openRun(id).then((opened) => opened && show({ kind: 'everything' }))}>
          {organisation.name}, <Moment iso={startedAt} show="both" />
        </Link>
      </p>
    </div>
  )
}
