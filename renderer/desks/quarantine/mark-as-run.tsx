import { Button } from '@fluentui/react-components'
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'

const said = {
  apply: t`The trail says that the script was run.`,
  undo: t`The trail says that the script that undoes it was run.`,
} as const

/** Notes in the trail that somebody has run a script elsewhere; of what was seen done it can only be the one that undoes it. */
export function MarkAsRun({ of }: { of: 'tray' | 'settled' }) {
  const decide = useDecideStyles()
  const client = useClient()
  const [told, setTold] = useState<{ text: string; verdict: 'pass' | 'warn' | 'fail' } | null>(null)
  async function mark(part: 'apply' | 'undo') {
    try {
      const { refused } = await client.call('quarantine.note', { what: 'run-live', of, part })
      setTold(refused === null ? { text: said[part], verdict: 'pass' } : { text: refused, verdict: 'warn' })
    } catch (error) {
      setTold({ text: problemSentence(error), verdict: 'fail' })
    }
  }
  return (
    <>
      <p className={decide.prose}>
        {of === 'tray'
          ? t`Postern runs nothing by itself, and what is run here stands in the trail. Where somebody has run the script elsewhere, note that; whether it did what it should is shown below.`
          : t`Where somebody has run the script that undoes it elsewhere, note that; the next reading shows whether it did.`}
      </p>
      <p className={decide.buttons}>
        {of === 'tray' && (
          <Button icon={<Checkmark20Regular />} onClick={() => void mark('apply')}>{t`Mark as run`}</Button>
        )}
        <Button icon={<Checkmark20Regular />} onClick={() => void mark('undo')}>{t`Mark the undo as run`}</Button>
      </p>
      <div role="status">{told && <DecideNote verdict={told.verdict} text={told.text} />}</div>
    </>
  )
}
