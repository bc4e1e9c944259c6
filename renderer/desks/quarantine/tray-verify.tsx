import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { LiveCard } from '../../steps/ews/live-card.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { MarkAsRun } from './mark-as-run.tsx'
import { OutcomeCounts } from './outcome-counts.tsx'
import { TrayWire } from './tray-wire.tsx'

/** What is done once the script has run: it is marked as run, looked at on the wire, and seen by the next reading. */
export function TrayVerify({ tray }: { tray: CallResult<'quarantine.decisions'> }) {
  const decide = useDecideStyles()
  return (
    <section className={decide.section} aria-labelledby="tray-verify">
      <h2 id="tray-verify" className={decide.heading}>{t`When it has run`}</h2>
      <MarkAsRun of="tray" />
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
