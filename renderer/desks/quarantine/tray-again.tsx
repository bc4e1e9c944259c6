import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { mostInTray } from '../../../shared/quarantine/tray.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { decideAgain } from './decide-again.ts'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'
import { readDecisions } from './tray-pages.ts'

/** What was undone, and can be put into the tray once more. */
export function TrayAgain() {
  const decide = useDecideStyles()
  const client = useClient()
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const { value } = useAsked('undone', useTurn(), (signal) =>
    readDecisions(client, { which: 'settled', outcome: 'undone' }, mostInTray, signal),
  )
  const again = value?.decisions.filter((each) => each.again) ?? []

  async function act() {
    setBusy(true)
    try {
      const refused = await decideAgain(client, again)
      setProblem(refused ?? '')
      setSaid(
        refused === undefined ? t`${counted(again.length, 'decision')} put into the tray. Exchange is as it was.` : '',
      )
    } catch (error) {
      setProblem(problemSentence(error))
    }
    setBusy(false)
  }

  return (
    <>
      <div role="status">
        {problem !== '' && <DecideNote verdict="fail" text={problem} />}
        {said !== '' && <DecideNote verdict="pass" text={said} />}
      </div>
      {again.length > 0 && (
        <p className={decide.buttons}>
          {t`${counted(again.length, 'decision')} undone, and not decided anew.`}
          <Button size="small" disabledFocusable={isBusy} onClick={() => void act()}>
            {t`Put into the tray again`}
          </Button>
        </p>
      )}
    </>
  )
}
