import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { AskOnce } from '../../ui/ask-once.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { Moment } from '../../ui/moment.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'

type Reading = CallResult<'quarantine.readings'>['readings'][number]

const useStyles = makeStyles({
  section: { maxWidth: '880px', ':not(:first-child)': { marginTop: tokens.spacingVerticalXXL } },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
})

/** The latest readings, each of which can be taken back where it was a mistake. */
export function ReadingList() {
  const decide = useDecideStyles()
  const styles = useStyles()
  const client = useClient()
  const [problem, setProblem] = useState<string>()
  const { value } = useAsked('readings', useTurn(), (signal) => client.call('quarantine.readings', {}, signal))
  if (value === undefined || value.readings.length === 0) return null

  async function takeBack({ number }: Reading): Promise<void> {
    try {
      await client.call('quarantine.withdraw-reading', { number })
      setProblem(undefined)
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }

  return (
    <section className={styles.section} aria-labelledby="quarantine-readings">
      <h2 id="quarantine-readings" className={styles.heading}>{t`The latest readings`}</h2>
      {problem !== undefined && <DecideNote verdict="unknown" text={problem} />}
      <ol className={decide.list} aria-labelledby="quarantine-readings">
        {value.readings.map((reading) => (
          <li key={reading.number} className={styles.line}>
            <div>
              <Breakable text={reading.source} />, {counted(reading.devices, 'device')}
              <p className={decide.quiet}>
                {t`as of`} <Moment iso={reading.readAt} show="both" />
                {reading.isCurrent && ` · ${t`what is known now`}`}
                {reading.withdrawnAt !== null && ` · ${t`taken back: it counts no more`}`}
              </p>
            </div>
            {reading.withdrawnAt === null && <TakeBack reading={reading} onAct={() => void takeBack(reading)} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function TakeBack({ reading: { source, isCurrent }, onAct }: { reading: Reading; onAct(): void }) {
  const [asks, setAsks] = useState(false)
  const connected = useSession((state) => state.connected)
  return (
    <>
      <Button
        size="small"
        disabledFocusable={!connected}
        aria-label={t`Take this reading back, ${source}…`}
        onClick={() => setAsks(true)}
      >{t`Take this reading back…`}</Button>
      <AskOnce
        open={asks}
        title={t`Take the reading of ${source} back?`}
        act={t`Take it back`}
        keep={t`Keep it`}
        onClose={() => setAsks(false)}
        onAct={onAct}
      >
        {isCurrent
          ? t`What it said of decisions counts no more, its lines in the trail and in the history of devices are marked, and what is known from it is forgotten, also in the step about EWS: give the right file then. Nothing changes in Exchange.`
          : t`What it said of decisions counts no more, and its lines in the trail and in the history of devices are marked. Nothing changes in Exchange.`}
      </AskOnce>
    </>
  )
}
