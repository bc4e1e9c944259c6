import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import type { DeviceAccessLevel } from '../../../shared/management/mobile-configuration.ts'
import { stateWord } from '../../../shared/quarantine/decision-chain.ts'
import { csvOf } from '../../../shared/report/csv.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { DecideNote } from './decide-note.tsx'
import { type Tried, tryOut } from './decide-selection.ts'
import { useDecideStyles } from './decide-styles.ts'

/** More lines than anybody reads in a page: those are saved. */
const MOST_SHOWN = 1_000
const CSV_NAME = 'postern-new-default.csv'

type HitListProps = { level: DeviceAccessLevel; found: Tried; onAll(): void; onSaved(shown: string): void }

/** The way to see whole whom a new default hits, which comes before its script: shown, or saved. */
export function HitList({ level, found, onAll, onSaved }: HitListProps) {
  const decide = useDecideStyles()
  const client = useClient()
  const [told, setTold] = useState<{ text: string; isProblem: boolean } | null>(null)
  const { total, devices } = found
  const all = counted(total, 'device')
  async function save() {
    try {
      const trial = { what: 'default', accessLevel: level } as const
      const whole = await tryOut(client, trial, Number.POSITIVE_INFINITY, new AbortController().signal)
      if (whole.outcome !== 'tried') return setTold({ text: whole.sentence, isProblem: true })
      saveFile(CSV_NAME, 'text/csv;charset=utf-8', csvOfHits(whole))
      setTold({ text: t`Saved as ${CSV_NAME}: ${counted(whole.total, 'device')}.`, isProblem: false })
      onSaved(whole.shown)
    } catch (error) {
      setTold({ text: problemSentence(error), isProblem: true })
    }
  }
  return (
    <>
      {devices.length < total && (
        <DecideNote
          verdict="warn"
          text={t`It hits ${all} at once. Before a script is made, have all of them shown, or saved.`}
        />
      )}
      <p className={decide.buttons}>
        {devices.length < total && total <= MOST_SHOWN && <Button onClick={onAll}>{t`Show all ${all}`}</Button>}
        <Button onClick={() => void save()}>{t`Save all ${all} as CSV`}</Button>
      </p>
      <div role="status">{told && <DecideNote verdict={told.isProblem ? 'fail' : 'pass'} text={told.text} />}</div>
    </>
  )
}

function csvOfHits({ devices }: Tried): string {
  return csvOf(
    [t`User`, t`Mailbox`, t`Device id`, t`User agent`, t`State`, t`State then`, t`What decides then`],
    devices.map(({ row, from, to, sentence }) => [
      ...[row.user, row.mailbox, row.deviceId, row.agent, stateWord(from), stateWord(to), sentence ?? ''],
    ]),
  )
}
