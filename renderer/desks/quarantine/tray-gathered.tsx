import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, figure, t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { AskOnce } from '../../ui/ask-once.tsx'
import { Working } from '../../ui/working.tsx'
import { DecideEffects } from './decide-effects.tsx'
import { DecideNote } from './decide-note.tsx'
import { tryOut } from './decide-selection.ts'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'
import { OutcomeCounts } from './outcome-counts.tsx'
import { RunHere } from './run-here.tsx'
import { TrayDecisions } from './tray-decisions.tsx'
import { type DecisionsRead, readDecisions } from './tray-pages.ts'
import { TrayScript } from './tray-script.tsx'
import { TrayVerify } from './tray-verify.tsx'

/** So many are shown at first, and so many more by each click. */
const FIRST = 10
const MORE = 100

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  more: { marginTop: tokens.spacingVerticalS },
})

/** What lies in the tray, which devices change by it, its one script, and the proof that it was carried out. */
export function TrayGathered() {
  const decide = useDecideStyles()
  const client = useClient()
  const [wanted, setWanted] = useState(FIRST)
  const { value, problem } = useAsked('tray', `${useTurn()} ${wanted}`, (signal) =>
    readDecisions(client, { which: 'tray' }, wanted, signal),
  )
  if (problem !== undefined) return <DecideNote verdict="unknown" text={problem} />
  if (value === undefined) return <Working size="medium" pixels={32} />
  if (value.total + value.unreadable === 0)
    return (
      <>
        <p className={decide.prose}>
          {t`Nothing lies in the tray. What you decide about devices gathers here, and becomes one script. Choose devices in the table, and decide.`}
        </p>
        <RunHere what="tray" of={null} />
      </>
    )
  return <Gathered tray={value} onMore={() => setWanted(wanted + MORE)} />
}

function Gathered({ tray, onMore }: { tray: DecisionsRead; onMore(): void }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const { total, decisions, outcomes, unreadable } = tray
  const of = { what: 'tray', tray: tray.tray } as const
  return (
    <>
      <section className={decide.section} aria-labelledby="tray-decisions">
        <div className={styles.head}>
          <h2 id="tray-decisions" className={decide.heading}>
            {t`${counted(total, 'decision')} in the tray`}
          </h2>
          <WithdrawAll total={total} />
        </div>
        <OutcomeCounts outcomes={outcomes} />
        {unreadable > 0 && (
          <DecideNote
            verdict="unknown"
            text={t`${counted(unreadable, 'decision')} kept in a form that this Postern cannot read. They stay, and no script has them.`}
          />
        )}
        <TrayDecisions decisions={decisions} />
        {decisions.length < total && (
          <Button size="small" className={styles.more} onClick={onMore}>
            {t`Show more: ${figure(decisions.length)} of ${counted(total, 'decision')}`}
          </Button>
        )}
      </section>
      <Effects tray={tray.tray} />
      <section className={decide.section} aria-labelledby="tray-script">
        <h2 id="tray-script" className={decide.heading}>{t`The script`}</h2>
        <TrayScript key={tray.tray} of={of} named="decisions" />
      </section>
      <RunHere what="tray" of={of} />
      <TrayVerify tray={tray} />
    </>
  )
}

function Effects({ tray }: { tray: string }) {
  const decide = useDecideStyles()
  const client = useClient()
  const [wanted, setWanted] = useState(FIRST)
  const tried = useAsked(`effects ${tray}`, wanted, (signal) => tryOut(client, { what: 'tray' }, wanted, signal))
  return (
    <section className={decide.section} aria-labelledby="tray-effects">
      <h2 id="tray-effects" className={decide.heading}>{t`What the tray changes`}</h2>
      <DecideEffects asked={tried} onMore={() => setWanted(wanted + MORE)} />
    </section>
  )
}

function WithdrawAll({ total }: { total: number }) {
  const client = useClient()
  const [asks, setAsks] = useState(false)
  const [problem, setProblem] = useState('')
  const all = counted(total, 'decision')
  async function withdraw() {
    try {
      await client.call('quarantine.withdraw', { all: true })
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }
  return (
    <>
      <Button size="small" onClick={() => setAsks(true)}>{t`Withdraw all…`}</Button>
      <div role="status">{problem !== '' && <DecideNote verdict="fail" text={problem} />}</div>
      <AskOnce
        open={asks}
        title={t`Withdraw ${all}?`}
        act={t`Withdraw ${all}`}
        keep={t`Keep them`}
        onClose={() => setAsks(false)}
        onAct={() => void withdraw()}
      >
        {t`They go out of the tray. Exchange is not changed by it: what a script has done already is done. The trail keeps that they were there.`}
      </AskOnce>
    </>
  )
}
