import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useRef } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import type { Taken } from './configuration-store.ts'
import { problemSentences, refusalSentences, takenWords } from './configuration-words.ts'
import { leftOutSentences, type OfferedRest, offerWords, takeRestWords } from './left-out-words.ts'
import { useConfiguration } from './use-configuration.ts'

const useStyles = makeStyles({
  taken: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  problems: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  offer: { margin: `${tokens.spacingVerticalXS} 0` },
})

/** What became of one file, with what can be taken of one that was refused. */
export function TakenLine({ taken }: { taken: Taken }) {
  const styles = useStyles()
  const line = useRef<HTMLLIElement>(null)
  const { verdict, sentence } = takenWords(taken)
  const sentences = sentencesOf(taken)
  const rest = taken.result.outcome === 'refused' ? taken.result.rest : null
  return (
    <li ref={line} className={styles.taken} tabIndex={-1}>
      <VerdictIcon verdict={verdict} />
      <div>
        <Breakable text={sentence} />
        {sentences.length > 0 && (
          <ul className={styles.problems}>
            {keyed(sentences).map(({ key, item }) => (
              <li key={key}>
                <Breakable text={item} />
              </li>
            ))}
          </ul>
        )}
        {rest && <Rest taken={taken} rest={rest} onTaken={() => line.current?.focus()} />}
        {taken.result.outcome === 'other-organisation' && (
          <OfAnother taken={taken} replaces={taken.result.replaces} onTaken={() => line.current?.focus()} />
        )}
      </div>
    </li>
  )
}

/** All that is said of it beside what became of it. */
function sentencesOf({ result }: Taken): string[] {
  if (result.outcome === 'failed' || result.outcome === 'other-organisation') return []
  // Why it was refused is said already.
  if (result.outcome === 'refused') return result.rest ? leftOutSentences(result.rest.leftOut).slice(1) : []
  const { refused, notes = [], problems, problemCount, leftOut } = result.summary
  return [
    ...refusalSentences(refused),
    ...(leftOut ? leftOutSentences(leftOut) : []),
    ...notes,
    ...problemSentences(problems, problemCount),
  ]
}

function Rest({ taken, rest, onTaken }: { taken: Taken; rest: OfferedRest; onTaken(): void }) {
  const styles = useStyles()
  return (
    <>
      <p className={styles.offer}>{offerWords(rest)}</p>
      <TakeButton taken={taken} words={takeRestWords(rest)} onTaken={onTaken} />
    </>
  )
}

/** Of a file of another organisation: what taking it would do, and whoever means it can. */
function OfAnother({ taken, replaces, onTaken }: { taken: Taken; replaces: boolean; onTaken(): void }) {
  const styles = useStyles()
  return (
    <>
      <p className={styles.offer}>
        {replaces
          ? t`Taken in all the same, it would stand in the place of all that is known, and what was decided about devices would be held against it.`
          : t`Taken in all the same, it would be united with what is known, and what was decided about devices would be held against it.`}
      </p>
      <TakeButton taken={taken} words={t`Take it in all the same`} onTaken={onTaken} />
    </>
  )
}

function TakeButton({ taken, words, onTaken }: { taken: Taken; words: string; onTaken(): void }) {
  const connected = useSession((state) => state.connected)
  const isBusy = useConfiguration(({ taking, takingRest }) => taking !== null || takingRest !== null)
  const takeRest = useConfiguration((state) => state.takeRest)
  return (
    <Button
      size="small"
      disabledFocusable={isBusy || !connected}
      aria-label={t`${words}, of ${taken.name}`}
      onClick={() => void takeRest(taken).then(onTaken)}
    >
      {words}
    </Button>
  )
}
