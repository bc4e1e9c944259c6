import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { ToldDecision } from '../../../shared/quarantine/tray.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { Moment } from '../../ui/moment.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { decisionSentence } from './decide-words.ts'
import { OutcomeMark } from './outcome-mark.tsx'

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  what: { fontWeight: tokens.fontWeightSemibold },
  became: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
})

/** Decisions, a line each: what, why, and what readings since say of it. What lies in the tray can be withdrawn. */
export function TrayDecisions({ decisions }: { decisions: readonly ToldDecision[] }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const [problem, setProblem] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const isWithdrawing = useRef(false)
  // The button that had the focus goes with its line.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other decisions are shown, the line is gone
  useEffect(() => {
    if (isWithdrawing.current && document.activeElement === document.body) list.current?.focus()
  }, [decisions])
  useEffect(
    () => () => {
      if (isWithdrawing.current && document.activeElement === document.body)
        document.getElementById('findings')?.focus()
    },
    [],
  )

  async function withdraw(id: string) {
    isWithdrawing.current = true
    try {
      await client.call('quarantine.withdraw', { ids: [id] })
      setProblem('')
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }

  return (
    <>
      <div role="status">{problem !== '' && <DecideNote verdict="fail" text={problem} />}</div>
      <ul ref={list} tabIndex={-1} className={decide.list} aria-label={t`Decisions`}>
        {decisions.map(({ id, decision, outcome, settledAt, ran }) => (
          <li key={id} className={styles.line}>
            <div>
              <span className={styles.what}>
                <Breakable text={decisionSentence(decision)} />
              </span>
              <div className={styles.became}>
                <OutcomeMark kind={outcome?.kind ?? null} ran={ran?.what ?? null} />
                {(ran ?? outcome) && (
                  <span>
                    <Breakable text={ran?.note ?? outcome?.sentence ?? ''} />
                  </span>
                )}
              </div>
              <p className={decide.quiet}>
                <Breakable
                  text={decision.ticket ? t`${decision.reason} (ticket ${decision.ticket})` : decision.reason}
                />{' '}
                · {t`decided`} <Moment iso={decision.decidedAt} show="both" />
                {outcome && (
                  <>
                    {' '}
                    · {t`read`} <Moment iso={outcome.readAt} show="both" />
                  </>
                )}
              </p>
            </div>
            {settledAt === null && (
              <Button
                size="small"
                aria-label={t`Withdraw: ${decisionSentence(decision)}`}
                onClick={() => void withdraw(id)}
              >{t`Withdraw`}</Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
