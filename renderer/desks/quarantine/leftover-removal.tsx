import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { DecideForm } from './decide-form.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { actTitle, verdictActs, verdictButton } from './decide-words.ts'

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalM },
  asks: {
    marginTop: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
})

/** Puts the end of the partnerships that are ticked into the tray, after it was shown what that changes and what not. */
export function LeftoverRemoval({ keys, onDone }: { keys: readonly string[]; onDone(): void }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const [asks, setAsks] = useState(false)
  const [said, setSaid] = useState('')
  const isAsking = asks && keys.length > 0
  return (
    <div className={styles.root}>
      <p className={decide.buttons}>
        <Button
          size="small"
          aria-expanded={isAsking}
          disabledFocusable={keys.length === 0}
          onClick={() => {
            setAsks(!asks)
            setSaid('')
          }}
        >
          {verdictButton('remove', keys.length)}
        </Button>
        {keys.length > 0 ? t`${counted(keys.length, 'device')} ticked` : t`Tick those that nobody needs any more.`}
      </p>
      <div role="status">{said !== '' && <DecideNote verdict="pass" text={said} />}</div>
      {isAsking && (
        <div className={styles.asks}>
          <DecideForm
            title={actTitle('remove', keys.length)}
            what={t`${verdictActs.remove.what} There is no script that undoes it.`}
            name={JSON.stringify(['remove', keys])}
            of={async () => ({ devices: { keys: [...keys] }, verdict: 'remove' })}
            onDone={(sentence) => {
              setAsks(false)
              setSaid(sentence)
              onDone()
            }}
            onCancel={() => setAsks(false)}
          />
        </div>
      )}
    </div>
  )
}
