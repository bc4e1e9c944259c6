import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Working } from '../../ui/working.tsx'
import { CollectionScript } from './collection-script.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { KnownTable } from './known-table.tsx'
import { LiveCard } from './live-card.tsx'
import { TakeFiles } from './take-files.tsx'
import { useConfiguration } from './use-configuration.ts'
import { usePastedFiles } from './use-pasted-files.ts'

const useStyles = makeStyles({
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
  take: { marginTop: tokens.spacingVerticalM },
})

/** What is known of Exchange's own configuration, and the ways by which it comes here. */
export function ConfigurationPart() {
  const phase = useConfiguration((state) => state.phase)
  const kept = useConfiguration((state) => state.kept)
  const problem = useConfiguration((state) => state.problem)
  const read = useConfiguration((state) => state.read)
  const ews = useEwsStyles()
  usePastedFiles()
  if (phase === 'loading') return <Working size="medium" pixels={32} />
  if (phase === 'failed') {
    return (
      <>
        <p className={ews.prose}>{problem ?? t`What is known of the configuration could not be read.`}</p>
        <Button onClick={() => void read()}>{t`Read it again`}</Button>
      </>
    )
  }
  const isKnown = kept !== null && (kept.parts.length > 0 || kept.refused.length > 0 || kept.unreadable.length > 0)
  return (
    <>
      {problem && (
        <p className={ews.prose} role="alert">
          {problem}
        </p>
      )}
      {isKnown ? <KnownTable kept={kept} /> : <NothingKnown />}
      <GiveFiles />
      <FromHere />
    </>
  )
}

function NothingKnown() {
  const styles = useStyles()
  const ews = useEwsStyles()
  return (
    <section className={ews.section}>
      <h2 className={ews.heading}>{t`Exchange’s configuration has not been given`}</h2>
      <p
        className={ews.prose}
      >{t`With it, Postern says which setting shuts EWS and not only that one does, compares that with what the probe saw, writes the exact change with its undo, and judges any number of mailboxes. It holds no password, and stays on this machine.`}</p>
      <p className={ews.prose}>
        {t`No Exchange at hand? `}
        <span className={styles.code}>{t`npm run -s lab -- --org lab.json`}</span>
        {t` in Postern’s folder starts the lab, a simulated Exchange on this machine, and `}
        <span
          className={styles.code}
        >{t`npm run -s lab -- configuration --org lab.json --out configuration.json`}</span>
        {t` beside it writes such a file.`}
      </p>
    </section>
  )
}

/** By hand, anywhere: a script that reads, and the file that it writes; or files that somebody has already. */
function GiveFiles() {
  const styles = useStyles()
  const ews = useEwsStyles()
  return (
    <section className={ews.section} aria-labelledby="ews-give">
      <h2 id="ews-give" className={ews.heading}>{t`Give it as a file`}</h2>
      <ol className={ews.list}>
        <li>{t`Copy or save this script. It only reads.`}</li>
        <li>{t`Run it in the Exchange Management Shell, as somebody who may read the configuration: View-Only Organization Management is enough.`}</li>
        <li>{t`Give the file that it writes: choose it here, drop it anywhere on this page, or paste it.`}</li>
      </ol>
      <CollectionScript />
      <div className={styles.take}>
        <TakeFiles />
      </div>
      <Disclosure text={t`Which files are taken`}>
        <ul className={ews.list}>
          <li>{t`The JSON that the script writes.`}</li>
          <li>{t`What the cmdlets gave to Export-Clixml, ConvertTo-Json, or Export-Csv, with whatever separator and encoding.`}</li>
          <li>{t`The text of Format-List, from a window or a log, as far as it was not cut off.`}</li>
        </ul>
        <p
          className={ews.prose}
        >{t`A file of Postern’s script says that it told everything, and takes the place of what is known. Any other may be a part of it, such as one server or ten mailboxes: what it tells takes the place of what is known of the same, and the rest stays.`}</p>
        <p
          className={ews.prose}
        >{t`Of a file that cannot be understood, nothing is kept. A line that cannot be is named, and what it said counts as not known.`}</p>
      </Disclosure>
    </section>
  )
}

/** Live, where this machine can. */
function FromHere() {
  const ews = useEwsStyles()
  return (
    <section className={ews.section} aria-labelledby="ews-live">
      <h2 id="ews-live" className={ews.heading}>{t`Ask Exchange from this machine`}</h2>
      <LiveCard />
    </section>
  )
}
