import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { KeptConfiguration } from '../../../shared/management/kept-configuration.ts'
import { AskOnce } from '../../ui/ask-once.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { knownRows, missingCmdlets, refusalSentences } from './configuration-words.ts'
import { LeftOutList } from './left-out-list.tsx'
import { partNames } from './part-names.ts'
import { useConfiguration } from './use-configuration.ts'

const useStyles = makeStyles({
  root: { maxWidth: '880px' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: {
    margin: 0,
    flexGrow: 1,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  note: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
})

/** What is known of Exchange's own configuration: what, how much of it, and from where. */
export function KnownTable({ kept }: { kept: KeptConfiguration }) {
  const styles = useStyles()
  const missing = missingCmdlets(kept)
  const refused = refusalSentences(kept.refused.map(({ error }) => error))
  return (
    <section className={styles.root} aria-labelledby="ews-known">
      <div className={styles.line}>
        <h2 id="ews-known" className={styles.title}>{t`What is known`}</h2>
        <Forget />
      </div>
      <PlainTable
        label={t`What is known of the configuration`}
        head={[t`What`, t`Cmdlet`, t`Entries`, t`From`]}
        rows={knownRows(kept)}
      />
      {missing.length > 0 && (
        <p className={styles.note}>
          <span>
            <Breakable text={t`Not told yet: ${missing.join(', ')}.`} />
          </span>
        </p>
      )}
      {kept.unreadable.length > 0 && (
        <Note
          text={t`Kept by another version of Postern, and not readable by this one: ${kept.unreadable.map((part) => partNames[part]).join(', ')}. Give the file again.`}
        />
      )}
      <LeftOutList leftOut={kept.leftOut} />
      {refused.map((sentence) => (
        <Note key={sentence} text={sentence} />
      ))}
    </section>
  )
}

function Note({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <p className={styles.note}>
      <VerdictIcon verdict="warn" />
      <span>
        <Breakable text={text} />
      </span>
    </p>
  )
}

/** Takes away what is kept, after asking once. */
function Forget() {
  const [asks, setAsks] = useState(false)
  const forget = useConfiguration((state) => state.forget)
  return (
    <>
      <Button size="small" onClick={() => setAsks(true)}>{t`Forget the configuration…`}</Button>
      <AskOnce
        open={asks}
        title={t`Forget what is known of the configuration?`}
        act={t`Forget it`}
        keep={t`Keep it`}
        onClose={() => setAsks(false)}
        onAct={() => void forget()}
      >{t`It is taken away from this machine. The files from which it came stay where they are, and can be given again. Nothing changes in Exchange.`}</AskOnce>
    </>
  )
}
