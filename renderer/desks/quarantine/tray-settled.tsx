import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, figure, t } from '../../../shared/language/translate.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { Working } from '../../ui/working.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'
import { DefaultSettled } from './default-settled.tsx'
import { MarkAsRun } from './mark-as-run.tsx'
import { OutcomeCounts } from './outcome-counts.tsx'
import { TrayAgain } from './tray-again.tsx'
import { TrayDecisions } from './tray-decisions.tsx'
import { readDecisions } from './tray-pages.ts'
import { ScriptOfPart } from './tray-script.tsx'
import { TrayWire } from './tray-wire.tsx'

/** So many are shown at first, and so many more by each click. */
const FIRST = 10
const MORE = 100

/** Decisions that a reading has seen done, and what later readings say of them. */
export function TraySettled() {
  const decide = useDecideStyles()
  const client = useClient()
  const [wanted, setWanted] = useState(FIRST)
  const { value, problem } = useAsked('settled', `${useTurn()} ${wanted}`, (signal) =>
    readDecisions(client, { which: 'settled' }, wanted, signal),
  )
  if (problem !== undefined) return <DecideNote verdict="unknown" text={problem} />
  if (value === undefined) return <Working size="medium" pixels={32} />
  const { total, decisions, outcomes } = value
  return (
    <>
      {value.default && <DefaultSettled {...value.default} />}
      {total === 0 ? (
        <p className={decide.prose}>
          {t`No decision was seen done yet. When its script has run, read Exchange’s configuration again: each reading holds every decision against what is there.`}
        </p>
      ) : (
        <section className={decide.section} aria-labelledby="settled-decisions">
          <h2 id="settled-decisions" className={decide.heading}>
            {t`${counted(total, 'decision')} seen done`}
          </h2>
          <OutcomeCounts outcomes={outcomes} />
          <TrayAgain />
          <TrayDecisions decisions={decisions} />
          {decisions.length < total && (
            <Button size="small" onClick={() => setWanted(wanted + MORE)}>
              {t`Show more: ${figure(decisions.length)} of ${counted(total, 'decision')}`}
            </Button>
          )}
          {value.standing > 0 && <TakeBack key={value.standing} count={value.standing} />}
          <MarkAsRun of="settled" />
          <TrayWire of="settled" decisions={value} />
        </section>
      )}
    </>
  )
}

/** One script that takes back all that stands of what was done, by the log of apply. It is made when somebody wants it. */
function TakeBack({ count }: { count: number }) {
  const decide = useDecideStyles()
  const [isWanted, setIsWanted] = useState(false)
  return (
    <>
      <h3 className={decide.subheading}>{t`Take it back`}</h3>
      <p className={decide.prose}>
        {t`One script takes back ${counted(count, 'decision')}: only what the log of its apply says was changed, so that whatever others have added stays. That it was made stands in the trail.`}
      </p>
      {isWanted ? (
        <ScriptOfPart of={{ what: 'settled', count }} part="undo" named="take-back" />
      ) : (
        <p className={decide.buttons}>
          <Button onClick={() => setIsWanted(true)}>{t`Make the script that takes them back`}</Button>
        </p>
      )}
    </>
  )
}
