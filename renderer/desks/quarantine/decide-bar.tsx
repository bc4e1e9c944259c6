import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { figure, t } from '../../../shared/language/translate.ts'
import { mostInTray } from '../../../shared/quarantine/tray.ts'
import { useClient } from '../../store/session-context.tsx'
import { DecideForm } from './decide-form.tsx'
import { DecideNote } from './decide-note.tsx'
import { DecideRule } from './decide-rule.tsx'
import { chosenDevices, type DeviceSelection, sizeOf } from './decide-selection.ts'
import { useDecideStyles } from './decide-styles.ts'
import { actTitle, ruleButton, type Verdict, verdictActs, verdictButton } from './decide-words.ts'

const useStyles = makeStyles({
  // Its buttons stand in the line in which it is, beside what says how many are ticked, and what is asked stands below that.
  root: { display: 'contents' },
  said: { flexBasis: '100%', ':empty': { display: 'none' } },
  asks: {
    flexBasis: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
})

const verdicts: readonly Verdict[] = ['allow', 'block', 'leave', 'remove']

/** What can be decided about the devices that are chosen. Nothing goes into the tray before it was shown what would change. */
export function DecideBar({ selection }: { selection: DeviceSelection }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const [chosen, setChosen] = useState<Verdict | 'rule' | null>(null)
  const [said, setSaid] = useState('')
  const size = sizeOf(selection)
  const done = (sentence: string) => {
    setChosen(null)
    setSaid(sentence)
  }
  const choose = (next: Verdict | 'rule') => {
    setChosen(chosen === next ? null : next)
    setSaid('')
  }
  return (
    <section aria-label={t`Decide`} className={styles.root}>
      <div className={decide.buttons}>
        {verdicts.map((verdict) => (
          <Button
            key={verdict}
            size="small"
            aria-expanded={chosen === verdict}
            disabledFocusable={size === 0}
            onClick={() => choose(verdict)}
          >
            {verdictButton(verdict, size)}
          </Button>
        ))}
        <Button
          size="small"
          aria-expanded={chosen === 'rule'}
          disabledFocusable={size === 0}
          onClick={() => choose('rule')}
        >
          {ruleButton(size)}
        </Button>
      </div>
      <div role="status" className={styles.said}>
        {said !== '' && <DecideNote verdict="pass" text={said} />}
      </div>
      {chosen !== null && size > 0 && (
        <div className={styles.asks}>
          {chosen === 'rule' ? (
            <DecideRule selection={selection} onDone={done} onCancel={() => setChosen(null)} />
          ) : size > mostInTray ? (
            <DecideNote
              verdict="warn"
              text={t`At most ${figure(mostInTray)} decisions lie in the tray. Choose fewer devices, or decide by a rule.`}
            />
          ) : (
            <DecideForm
              key={chosen}
              title={actTitle(chosen, size)}
              what={verdictActs[chosen].what}
              name={JSON.stringify([chosen, selection])}
              of={async (signal) => ({ devices: await chosenDevices(client, selection, signal), verdict: chosen })}
              onDone={done}
              onCancel={() => setChosen(null)}
            />
          )}
        </div>
      )}
    </section>
  )
}
