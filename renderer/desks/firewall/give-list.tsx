import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { mostListCharacters, type ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'

const useStyles = makeStyles({
  root: { maxWidth: '640px', marginTop: tokens.spacingVerticalM },
  area: { fontFamily: tokens.fontFamilyMonospace },
})

/** Takes a list that is typed or pasted. */
export function PasteList({ told: { source }, onDone }: { told: ToldSource; onDone(): void }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const connected = useSession((state) => state.connected)
  const offerText = useFirewall((state) => state.offerText)
  const leaveUnfinished = useFirewall((state) => state.leaveUnfinished)
  const field = `paste.${source.id}`
  // What is half typed is still there when somebody comes back from elsewhere.
  const text = useFirewall((state) => state.unfinished.get(field) ?? '')
  const isTooLong = text.length > mostListCharacters
  return (
    <div className={styles.root}>
      <Field
        label={t`Addresses, prefixes, ranges or names, one a line`}
        hint={t`JSON and CSV are taken as well. What stands behind # is a comment.`}
        {...(isTooLong && { validationState: 'error', validationMessage: t`This is more than Postern reads.` })}
      >
        <Textarea
          className={styles.area}
          textarea={{ className: styles.area }}
          rows={6}
          spellCheck={false}
          value={text}
          onChange={(_, { value }) => leaveUnfinished(field, value === '' ? null : value)}
        />
      </Field>
      <div className={firewall.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={!connected || text.trim() === '' || isTooLong}
          onClick={async () => {
            if (!(await offerText(source.id, text, null, pointerOf(source)))) return
            leaveUnfinished(field, null)
            onDone()
          }}
        >{t`Read it`}</Button>
        <Button onClick={onDone}>{t`Close`}</Button>
      </div>
    </div>
  )
}

/** Where in JSON the entries are, as the source's road says; Postern looks for them where it does not. */
export function pointerOf({ road }: Pick<ToldSource['source'], 'road'>): string | null {
  return road.kind === 'json-api' ? road.pointer : null
}
