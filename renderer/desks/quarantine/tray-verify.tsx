import { Button } from '@fluentui/react-components'
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark'
import { useState } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { LiveCard } from '../../steps/ews/live-card.tsx'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { OutcomeCounts } from './outcome-counts.tsx'
import { TrayWire } from './tray-wire.tsx'

/** What is done once the script has run: it is marked as run, looked at on the wire, and seen by the next reading. */
export function TrayVerify({ tray }: { tray: CallResult<'quarantine.decisions'> }) {
  const decide = useDecideStyles()
  return (
    <section className={decide.section} aria-labelledby="tray-verify">
      <h2 id="tray-verify" className={decide.heading}>{t`When it has run`}</h2>
      <MarkAsRun />
      <TrayWire of="tray" decisions={tray} />
      <h3 className={decide.subheading}>{t`By the next reading`}</h3>
      <p className={decide.prose}>
        {t`Read Exchange’s configuration again, by the collection script’s file or live: every decision is held against it. What is done leaves the tray; what is not done stays, and says so.`}
      </p>
      <LiveCard use="devices" />
      <OutcomeCounts outcomes={tray.outcomes} />
    </section>
  )
}

function MarkAsRun() {
  const decide = useDecideStyles()
  const client = useClient()
  const [said, setSaid] = useState<{ text: string; isProblem: boolean } | null>(null)
  async function mark() {
    try {
      const note = t`The script that applies it was run in the Exchange Management Shell.`
      await client.call('quarantine.note', { what: 'run-live', of: 'tray', note })
      setSaid({ text: t`The trail says that the script was run.`, isProblem: false })
    } catch (error) {
      setSaid({ text: problemSentence(error), isProblem: true })
    }
  }
  return (
    <>
      <p className={decide.prose}>
        {t`Postern runs nothing by itself, and what is run here stands in the trail. Where somebody has run the script elsewhere, note that; whether it did what it should is shown below.`}
      </p>
      <p className={decide.buttons}>
        <Button icon={<Checkmark20Regular />} onClick={() => void mark()}>{t`Mark as run`}</Button>
      </p>
      <div role="status">{said && <DecideNote verdict={said.isProblem ? 'fail' : 'pass'} text={said.text} />}</div>
    </>
  )
}
