import { t } from '../../../shared/language/translate.ts'
import { LiveCard } from '../../steps/ews/live-card.tsx'
import { useDecideStyles } from './decide-styles.ts'

/** Reads the devices live, where this machine can. */
export function DevicesLive() {
  const decide = useDecideStyles()
  return (
    <section className={decide.section} aria-labelledby="quarantine-live">
      <h2 id="quarantine-live" className={decide.heading}>{t`Read the devices from this machine`}</h2>
      <LiveCard use="devices" />
      <p className={decide.prose}>
        {t`When each device last came is not asked this way: Exchange opens every mailbox for that. The script above can ask for it.`}
      </p>
    </section>
  )
}
