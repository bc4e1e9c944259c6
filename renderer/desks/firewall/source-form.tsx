import {
  Button,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import { type FormEvent, useRef, useState } from 'react'
import type { SourceRoad } from '../../../shared/firewall/source-list.ts'
import type { ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { readSourceForm, type SourceForm, writtenSource } from './source-reading.ts'
import { checkWords, roadNames, sourceName } from './source-words.ts'

const useStyles = makeStyles({
  form: { maxWidth: '880px' },
  roads: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL },
})

type SourceFormProps = {
  /** The source that is changed; null for a new one. */
  told: ToldSource | null
  /** What a new one begins with. */
  road?: SourceRoad['kind']
  /** Told the source's id once it is kept. */
  onDone(id: string | null): void
}

/** Where a list comes from: whose it is, the road by which it is read, and its secret, which goes in and never comes back. */
export function SourceFormView({ told, road = 'vendor-api', onDone }: SourceFormProps) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const connected = useSession((state) => state.connected)
  const saveSource = useFirewall((state) => state.saveSource)
  const forgetSecret = useFirewall((state) => state.forgetSecret)
  const sources = useFirewall((state) => state.overview?.sources)
  const [form, setForm] = useState<SourceForm>(() => writtenSource(told?.source ?? null, road))
  const [problems, setProblems] = useState<Partial<Record<keyof SourceForm, string>>>({})
  const [secret, setSecret] = useState('')
  const [waits, setWaits] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const asksVendor = form.kind === 'vendor-api'
  const isAsked = asksVendor || form.kind === 'json-api'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (waits) return
    const others = (sources ?? []).filter(({ source }) => source.id !== told?.source.id)
    const read = readSourceForm(
      form,
      others.map(({ source }) => source.group),
    )
    setProblems('problems' in read ? read.problems : {})
    if ('problems' in read) {
      // Once they are said, the first of them has the focus.
      setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const given = isAsked && secret !== '' ? secret : null
    // Gone from the page from the moment that it is handed over, whatever comes of that.
    setSecret('')
    setWaits(true)
    const id = await saveSource(read.source, told?.source.id ?? null, given)
    setWaits(false)
    if (id !== undefined) onDone(id)
  }

  function text(
    name: Exclude<keyof SourceForm, 'kind' | 'checkEveryHours'>,
    label: string,
    hint?: string,
    required = false,
  ) {
    const problem = problems[name]
    return (
      <Field
        label={label}
        required={required}
        {...(hint !== undefined && { hint })}
        {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
      >
        <Input
          className={firewall.choice}
          value={form[name]}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value }) => setForm({ ...form, [name]: value })}
        />
      </Field>
    )
  }

  return (
    <form
      ref={element}
      className={styles.form}
      noValidate
      aria-label={told ? t`Change the source ${sourceName(told.source)}` : t`A new source`}
      onSubmit={(event) => void submit(event)}
    >
      <Field label={t`How the list comes here`}>
        <RadioGroup
          layout="horizontal"
          className={styles.roads}
          value={form.kind}
          onChange={(_, { value }) => setForm({ ...form, kind: value as SourceRoad['kind'] })}
        >
          {Object.entries(roadNames).map(([kind, name]) => (
            <Radio key={kind} value={kind} label={name} />
          ))}
        </RadioGroup>
      </Field>
      <div className={firewall.fields}>
        {text('provider', t`Vendor`, undefined, true)}
        {text('region', t`Region`, t`As the vendor calls it (US, EU); empty where it has one list.`)}
        {isAsked &&
          text(
            'address',
            asksVendor ? t`Address of the API` : t`Address of the document`,
            t`https only. Nothing else is asked.`,
            true,
          )}
        {asksVendor && text('clientId', t`Client id`, t`Of your application at the vendor.`, true)}
        {form.kind === 'json-api' &&
          text(
            'pointer',
            t`Where in the document`,
            t`A JSON pointer, such as /data/ip_addresses; empty for the whole.`,
          )}
        {form.kind === 'json-api' &&
          text('header', t`Header for the secret`, t`Such as X-Api-Key; empty where it needs none.`)}
        {isAsked && (
          <Field
            label={asksVendor ? t`Client secret` : t`Secret`}
            hint={
              told?.secretHeld
                ? t`One is held. Type another to replace it; at another address it has to be given again.`
                : t`Sent to that address alone, and shown to nobody any more.`
            }
          >
            <Input type="password" autoComplete="off" value={secret} onChange={(_, { value }) => setSecret(value)} />
          </Field>
        )}
        {text('oldAfterDays', t`Old after (days)`, t`A list that was read longer ago is warned of.`)}
        {isAsked && (
          <Field label={t`Looked at by itself`} hint={t`While Postern is open.`}>
            <Dropdown
              className={firewall.choice}
              value={
                checkWords.find(([hours]) => hours === form.checkEveryHours)?.[1] ??
                t`Every ${form.checkEveryHours} hours`
              }
              selectedOptions={[String(form.checkEveryHours)]}
              onOptionSelect={(_, { optionValue }) =>
                setForm({ ...form, checkEveryHours: optionValue === 'null' ? null : Number(optionValue) })
              }
            >
              {checkWords.map(([hours, words]) => (
                <Option key={words} value={String(hours)}>
                  {words}
                </Option>
              ))}
            </Dropdown>
          </Field>
        )}
        {!told &&
          text(
            'group',
            t`Name in rules`,
            t`Up to 20 capital letters, digits and underscores; made of the vendor where empty.`,
          )}
      </div>
      <div className={firewall.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={!connected || waits}>
          {told ? t`Save` : t`Add the list`}
        </Button>
        {told?.secretHeld && (
          <Button
            disabledFocusable={!connected}
            onClick={() => void forgetSecret(told.source.id)}
          >{t`Forget the secret`}</Button>
        )}
        <Button onClick={() => onDone(null)}>{t`Cancel`}</Button>
      </div>
    </form>
  )
}
