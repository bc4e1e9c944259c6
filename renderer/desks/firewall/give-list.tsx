import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { mostListCharacters, type ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { MOST_POINTER, pointerField } from './typed-pointer.ts'

const useStyles = makeStyles({
  root: { maxWidth: '640px', marginTop: tokens.spacingVerticalM },
  pointer: { maxWidth: '640px', marginTop: tokens.spacingVerticalXS },
  area: { fontFamily: tokens.fontFamilyMonospace },
})

/** Of a pointer so much is shown beside its field; the rest is in the field. */
const MOST_SHOWN = 60

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

/** Where in JSON the entries are, of a file or a text that is given by hand. Folded away, since few need it; what is typed is told all the same. */
export function PointerOfGiven({ told: { source } }: { told: ToldSource }) {
  const styles = useStyles()
  const leaveUnfinished = useFirewall((state) => state.leaveUnfinished)
  const field = pointerField(source.id)
  const pointer = useFirewall((state) => state.unfinished.get(field) ?? '')
  const label = t`JSON pointer to the entries`
  const typed = pointer.trim()
  const shown = typed.length > MOST_SHOWN ? `${typed.slice(0, MOST_SHOWN)}…` : typed
  return (
    <div className={styles.pointer}>
      <Disclosure text={typed === '' ? label : t`JSON pointer to the entries: ${shown}`}>
        <Field
          label={label}
          hint={t`Only of JSON in which Postern doesn’t find them by itself, such as /data/ip_addresses. It is for files and what is pasted.`}
        >
          <Input
            className={styles.area}
            value={pointer}
            maxLength={MOST_POINTER}
            spellCheck={false}
            autoComplete="off"
            onChange={(_, { value }) => leaveUnfinished(field, value === '' ? null : value)}
          />
        </Field>
      </Disclosure>
    </div>
  )
}

/** Where in JSON the entries are, as the source's road says; Postern looks for them where it does not. */
export function pointerOf({ road }: Pick<ToldSource['source'], 'road'>): string | null {
  return road.kind === 'json-api' ? road.pointer : null
}
