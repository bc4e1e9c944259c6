import { makeStyles, Switch, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { cutSentence } from '../../../shared/management/probably-cut.ts'
import { CollectionScript } from '../../steps/ews/collection-script.tsx'
import { refusalSentences, sourceWords } from '../../steps/ews/configuration-words.ts'
import { LeftOutList } from '../../steps/ews/left-out-list.tsx'
import { partNames } from '../../steps/ews/part-names.ts'
import { TakeFiles } from '../../steps/ews/take-files.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { DevicesLive } from './devices-live.tsx'
import type { Overview } from './quarantine-state.ts'
import { ReadingList } from './reading-list.tsx'

const useStyles = makeStyles({
  section: { maxWidth: '880px', ':not(:first-child)': { marginTop: tokens.spacingVerticalXXL } },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: {
    maxWidth: '72ch',
    margin: `${tokens.spacingVerticalXS} 0`,
    paddingLeft: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  note: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '72ch',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  take: { marginTop: tokens.spacingVerticalM },
})

/** What was read of devices and what was not, with the ways by which it comes here. */
export function ReadingsPart({ overview }: { overview: Overview }) {
  return (
    <div>
      <WhatWasRead overview={overview} />
      <ReadingList />
      <GiveDevices />
      <DevicesLive />
    </div>
  )
}

function WhatWasRead({ overview: { parts, leftOut, notRead, unreadable, cut, refused } }: { overview: Overview }) {
  const styles = useStyles()
  if (parts.length + unreadable.length + refused.length === 0) return null
  const sentences = [
    ...cut.map(cutSentence),
    ...notRead.map(({ part, cmdlet }) => t`Not read: ${partNames[part]} (${cmdlet}).`),
    ...unreadable.map((part) => t`Kept by another version of Postern, and not readable: ${partNames[part]}.`),
    ...refusalSentences(refused.map(({ error }) => error)),
  ]
  return (
    <section className={styles.section} aria-labelledby="quarantine-read">
      <h2 id="quarantine-read" className={styles.heading}>{t`What was read`}</h2>
      <PlainTable
        label={t`What was read of devices`}
        head={[t`What`, t`Entries`, t`From`]}
        rows={parts.map(({ part, count, source, earlier }) => [
          partNames[part],
          count.toLocaleString(),
          sourceWords(source, {}, earlier),
        ])}
      />
      <LeftOutList leftOut={leftOut} />
      {sentences.map((sentence) => (
        <p key={sentence} className={styles.note}>
          <VerdictIcon verdict="warn" />
          <span>
            <Breakable text={sentence} />
          </span>
        </p>
      ))}
    </section>
  )
}

/** A script that only reads and the file that it writes, or files that somebody has already. */
function GiveDevices() {
  const styles = useStyles()
  const [statistics, setStatistics] = useState(false)
  return (
    <section className={styles.section} aria-labelledby="quarantine-give">
      <h2 id="quarantine-give" className={styles.heading}>{t`Give the devices as files`}</h2>
      <ol className={styles.list}>
        <li>{t`Copy or save this script. It only reads.`}</li>
        <li>{t`Run it in the Exchange Management Shell, as somebody who may read the configuration: View-Only Organization Management is enough.`}</li>
        <li>{t`Give the file that it writes: choose it here, drop it anywhere on this page, or paste it. An export that somebody has already (CSV, CLIXML, JSON) is taken as well.`}</li>
      </ol>
      <Switch
        checked={statistics}
        onChange={(_, { checked }) => setStatistics(checked)}
        label={t`Ask when each device last came, mailbox by mailbox (takes hours where there are thousands)`}
      />
      <CollectionScript uses={['devices']} statistics={statistics} />
      <div className={styles.take}>
        <TakeFiles />
      </div>
    </section>
  )
}
