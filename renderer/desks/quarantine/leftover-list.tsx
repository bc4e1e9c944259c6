import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { SILENT_DAYS } from '../../../shared/quarantine/silence.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Working } from '../../ui/working.tsx'
import { useTurn } from './decide-turn.ts'
import { leftoverLines } from './leftover-lines.ts'
import { LeftoverRemoval } from './leftover-removal.tsx'
import { LeftoverTable } from './leftover-table.tsx'
import type { Leftover, LeftoverKind } from './leftover-words.ts'
import { useQuarantine } from './quarantine-context.ts'

const AT_ONCE = 50

const useStyles = makeStyles({ more: { margin: `${tokens.spacingVerticalS} 0` } })

/** What is left over of one kind, fifty at a time. */
export function LeftoverList({ kind }: { kind: LeftoverKind }) {
  const styles = useStyles()
  const client = useClient()
  const reading = useQuarantine((state) => state.overview?.reading)
  const [limit, setLimit] = useState(AT_ONCE)
  const [found, setFound] = useState<{ total: number; leftovers: readonly Leftover[] } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const turn = useTurn()
  function tick(keys: readonly string[], on: boolean) {
    const next = new Set(ticked)
    for (const key of keys) {
      if (on) next.add(key)
      else next.delete(key)
    }
    setTicked(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reading has other ones, and what lies in the tray is told with them
  useEffect(() => {
    const gone = new AbortController()
    client
      .call('quarantine.leftovers', { kind, silentDays: SILENT_DAYS, offset: 0, limit }, gone.signal)
      .then(setFound, (error: unknown) => !gone.signal.aborted && setProblem(problemSentence(error)))
    return () => gone.abort()
  }, [client, kind, limit, reading, turn])
  if (problem !== null) return <p role="alert">{problem}</p>
  if (!found) return <Working size="tiny" pixels={20} />
  const { total, leftovers } = found
  const lines = leftoverLines(leftovers)
  const head = [t`Mailbox or user`, t`Device`, t`What is known`]
  const keys = lines.flatMap(({ device }) => (device && ticked.has(device.key) ? device.key : []))
  return (
    <>
      {lines.some(({ device }) => device !== null) ? (
        <>
          <LeftoverTable head={head} lines={lines} ticked={ticked} onTick={tick} />
          <LeftoverRemoval keys={keys} onDone={() => setTicked(new Set())} />
        </>
      ) : (
        <PlainTable label={t`What is left over`} head={head} rows={lines.map(({ cells }) => cells)} />
      )}
      {leftovers.length < total && limit < MOST && (
        <Button className={styles.more} size="small" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
          {t`${leftovers.length} of ${total}: show more`}
        </Button>
      )}
      {leftovers.length < total && limit >= MOST && <p>{t`The first ${leftovers.length} of ${total}.`}</p>}
    </>
  )
}

/** A table of more lines is none that somebody reads. */
const MOST = 400
