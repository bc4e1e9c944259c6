import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { SettingToType } from '../../../shared/organisation/discovery.ts'
import type { DraftField } from '../../store/organisation-draft.ts'
import { passwordPlace } from '../../store/password-place.ts'
import { useSession } from '../../store/session-context.tsx'
import { MoreSettings, moreFields } from './more-settings.tsx'
import { ProfileChoice } from './profile-choice.tsx'
import { SearchPanel } from './search-panel.tsx'
import { focusField, useForm, useFormField } from './use-form.ts'

const HELD = t`One is kept for this user name. Type another to replace it.`

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalL },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  find: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  address: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
  button: { flexShrink: 0 },
  actions: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
})

const fieldOfSetting: Readonly<Record<SettingToType['setting'], DraftField>> = {
  mailbox: 'mailbox',
  resolvers: 'resolvers',
  account: 'username',
  'ews-address': 'ewsUrl',
  'active-sync-address': 'activeSyncUrl',
  'certificate-authorities': 'certificateAuthorities',
}

/** The organisation as a form; errors stand at their field, and the first of them gets the focus. */
export function OrganisationForm() {
  const styles = useStyles()
  const about = useSession((state) => state.about)
  const save = useSession((state) => state.save)
  const connected = useSession((state) => state.connected)
  const isOpen = useSession((state) => state.organisation !== null)
  const secret = useSession((state) => state.secret)
  const { stop, find, read, saved, mailboxTyped } = useForm((state) => state)
  const search = useForm((state) => state.search)
  const isMoreFilled = useForm(({ draft }) => moreFields.some((field) => draft[field] !== ''))
  const [more, setMore] = useState(isMoreFilled)
  const form = useRef<HTMLFormElement>(null)
  const [password, setPassword] = useState('')
  const mailbox = useFormField('mailbox')
  const name = useFormField('name')
  const domain = useFormField('domain')
  const username = useFormField('username')
  const ewsUrl = useFormField('ewsUrl')
  const activeSyncUrl = useFormField('activeSyncUrl')
  const isFresh = !isOpen && search.phase === 'none' && ewsUrl.input.value === ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    const organisation = read(password !== '')
    if (!organisation) return showErrors()
    // Gone from the page from the moment that it is handed over, whatever comes of that.
    setPassword('')
    if (await save(organisation, password)) saved()
  }

  function showErrors(): void {
    // What is folded away is not there to be asked for an error.
    setMore((before) => before || isMoreFilled)
    focusField(form.current)
  }

  function look(): void {
    if (!connected || search.phase === 'under-way') return
    if (!find(secret)) showErrors()
  }

  function lookByEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    look()
  }

  function showSetting(setting: SettingToType['setting']): void {
    const field = fieldOfSetting[setting]
    if (moreFields.includes(field)) setMore(true)
    focusField(form.current, field)
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate aria-label={t`Organisation`}>
      <Field
        label={t`The test mailbox’s address`}
        required
        hint={t`A mailbox made for looking, not a person’s. From its address alone Postern looks for the servers.`}
        {...mailbox.field}
      >
        {(props) => (
          <div className={styles.find}>
            <Input
              {...props}
              {...mailbox.input}
              className={styles.address}
              inputMode="email"
              placeholder="probe@contoso.com"
              onBlur={mailboxTyped}
              onKeyDown={lookByEnter}
            />
            <Button
              className={styles.button}
              appearance={isFresh ? 'primary' : 'secondary'}
              icon={<Search20Regular />}
              disabledFocusable={!connected || search.phase === 'under-way'}
              onClick={look}
            >{t`Find the servers`}</Button>
          </div>
        )}
      </Field>
      <SearchPanel search={search} stop={stop} again={look} show={showSetting} />
      <div className={styles.pair}>
        <Field label={t`Name of the organisation`} required {...name.field}>
          <Input {...name.input} placeholder="Contoso" />
        </Field>
        <Field label={t`Mail domain`} required hint={t`What stands after the @.`} {...domain.field}>
          <Input {...domain.input} placeholder="contoso.com" />
        </Field>
      </div>
      <div className={styles.pair}>
        <Field
          label={t`User name`}
          hint={t`As DOMAIN\\user or user@domain. Empty: no sign-in is tried.`}
          {...username.field}
        >
          <Input {...username.input} placeholder="CONTOSO\probe" />
        </Field>
        <Field label={t`Password`} hint={secret ? HELD : passwordPlace(about)}>
          <Input
            type="password"
            autoComplete="off"
            maxLength={1024}
            value={password}
            onChange={(_, { value }) => setPassword(value)}
          />
        </Field>
      </div>
      <Field label={t`EWS address`} hint={t`Empty: each run asks Autodiscover for it.`} {...ewsUrl.field}>
        <Input {...ewsUrl.input} placeholder="https://mail.contoso.com/EWS/Exchange.asmx" />
      </Field>
      <Field label={t`ActiveSync address`} hint={t`Empty: it is looked for beside EWS.`} {...activeSyncUrl.field}>
        <Input {...activeSyncUrl.input} placeholder="https://mail.contoso.com/Microsoft-Server-ActiveSync" />
      </Field>
      <ProfileChoice />
      <MoreSettings open={more} toggle={() => setMore(!more)} />
      <div className={styles.actions}>
        <Button type="submit" appearance={isFresh ? 'secondary' : 'primary'}>
          {isOpen ? t`Save the changes` : t`Save the organisation`}
        </Button>
      </div>
    </form>
  )
}
