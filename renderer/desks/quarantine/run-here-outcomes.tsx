import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, figure, t } from '../../../shared/language/translate.ts'
import type { LiveOutcome } from '../../../shared/quarantine/told-live.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import type { ShownRun } from './run-here-store.ts'
import { commandWord, endWords, outcomeHeadings } from './run-here-words.ts'

/** So many are shown at first, and so many more by each click. */
const FIRST = 10
const MORE = 100

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  word: { fontWeight: tokens.fontWeightSemibold },
  said: {
    margin: `${tokens.spacingVerticalXXS} 0 0`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
  },
  more: { marginTop: tokens.spacingVerticalS },
})

/** What came of a run: as a whole, and command by command, those first of which somebody should know. */
export function RunHereOutcomes({ run }: { run: ShownRun }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const [wanted, setWanted] = useState(FIRST)
  const { part, ended, outcomes } = run
  if (!ended) return null
  const { verdict, sentence } = endWords(part, ended.counts, ended.error !== null)
  const sorted = inOrder.flatMap((each) => outcomes.filter(({ outcome }) => outcome === each))
  return (
    <>
      <h3 className={decide.subheading}>{outcomeHeadings[part]}</h3>
      <div role="status">
        <DecideNote verdict={verdict} text={sentence} />
        {ended.error && (
          // Whoever has stopped it knows that nothing failed.
          <DecideNote verdict={ended.error.code === 'cancelled' ? 'skip' : 'fail'} text={ended.error.sentence} />
        )}
      </div>
      {/* Of a session that never opened there is nothing to tell of each. */}
      {ended.counts['not-run'] < outcomes.length && (
        <ul className={decide.list} aria-label={outcomeHeadings[part]}>
          {keyed(sorted.slice(0, wanted)).map(({ key, item }) => (
            <li key={key} className={styles.line}>
              <Line part={part} came={item} />
            </li>
          ))}
        </ul>
      )}
      {ended.counts['not-run'] < outcomes.length && sorted.length > wanted && (
        <Button size="small" className={styles.more} onClick={() => setWanted(wanted + MORE)}>
          {t`Show more: ${figure(wanted)} of ${counted(sorted.length, 'command')}`}
        </Button>
      )}
    </>
  )
}

const inOrder = ['refused', 'unclear', 'done', 'not-run'] as const satisfies readonly LiveOutcome['outcome'][]

function Line({ part, came }: { part: ShownRun['part']; came: LiveOutcome }) {
  const styles = useStyles()
  const { comment, text, outcome, said, more, errors } = came
  const { word, verdict } = commandWord(part, outcome)
  // Whoever looks after it needs the command itself.
  const isOpen = outcome === 'refused' || outcome === 'unclear'
  return (
    <>
      <VerdictIcon verdict={verdict} />
      <div>
        <span className={styles.word}>{word}</span>: <Breakable text={comment ?? text} />
        {keyed(errors).map(({ key, item }) => (
          <p key={key} className={styles.said}>
            <Breakable text={item} />
          </p>
        ))}
        {keyed(said).map(({ key, item }) => (
          <p key={key} className={styles.said}>
            <Breakable text={item} />
          </p>
        ))}
        {more > 0 && <p className={styles.said}>{t`${counted(more, 'line')} more were said.`}</p>}
        {isOpen && comment !== null && (
          <code className={styles.code}>
            <Breakable text={text} />
          </code>
        )}
      </div>
    </>
  )
}
