import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  Input,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { type FormEvent, useRef, useState } from 'react'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { type DraftErrors, type DraftField, type OrganisationDraft, readDraft } from '../../store/organisation-draft.ts'
import { passwordPlace } from '../../store/password-place.ts'
import { useSession } from '../../store/session-context.tsx'

const ADVANCED: readonly DraftField[] = ['resolvers', 'httpsPort', 'certificateAuthorities']

const HELD = 'One is kept for this user name. Type another to replace it.'

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalL, alignItems: 'start' },
  advanced: { marginInline: '-12px' },
  panel: { display: 'grid', gap: tokens.spacingVerticalL, marginInline: '12px', paddingBlock: tokens.spacingVerticalS },
  pem: { fontFamily: tokens.fontFamilyMonospace },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM },
})

type OrganisationFormProps = { base: Organisation | null; draft: OrganisationDraft }

/** The organisation as a form; errors stand at their field, and the first of them gets the focus. */
export function OrganisationForm({ base, draft: initial }: OrganisationFormProps) {
  const styles = useStyles()
  const about = useSession((state) => state.about)
  const save = useSession((state) => state.save)
  const open = useSession((state) => state.organisation)
  const held = useSession((state) => state.secret !== null)
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<DraftErrors>({})
  const [advanced, setAdvanced] = useState(ADVANCED.some((field) => initial[field] !== ''))
  const form = useRef<HTMLFormElement>(null)
  const password = useRef<HTMLInputElement>(null)

  const set = (field: DraftField, value: string) => {
    setDraft((before) => ({ ...before, [field]: value }))
    setErrors(({ [field]: _mended, ...others }) => others)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const typed = password.current?.value ?? ''
    const result = readDraft(draft, base)
    if ('errors' in result) {
      setErrors(result.errors)
      if (ADVANCED.some((field) => result.errors[field])) setAdvanced(true)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    if (password.current) password.current.value = ''
    void save(result.organisation, typed)
  }

  /** The domain is what stands after the mailbox's @, until the administrator says otherwise. */
  function takeDomain() {
    const domain = draft.mailbox.split('@')[1]?.trim()
    if (domain && !draft.domain) set('domain', domain)
  }

  const field = (name: DraftField) => ({
    validationMessage: errors[name],
    validationState: errors[name] ? ('error' as const) : ('none' as const),
  })
  const input = (name: DraftField) => ({
    value: draft[name],
    onChange: (_: unknown, { value }: { value: string }) => set(name, value),
    spellCheck: false,
    autoComplete: 'off',
  })

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate aria-label="Organisation">
      <Field label="Name of the organisation" required {...field('name')}>
        <Input {...input('name')} placeholder="Contoso" />
      </Field>
      <div className={styles.pair}>
        <Field label="Test mailbox" required hint="A mailbox made for looking, not a person’s." {...field('mailbox')}>
          <Input {...input('mailbox')} inputMode="email" placeholder="probe@contoso.com" onBlur={takeDomain} />
        </Field>
        <Field label="Mail domain" required hint="What stands after the @." {...field('domain')}>
          <Input {...input('domain')} placeholder="contoso.com" />
        </Field>
      </div>
      <div className={styles.pair}>
        <Field
          label="User name"
          hint="As DOMAIN\user or user@domain. Empty: no sign-in is tried."
          {...field('username')}
        >
          <Input {...input('username')} placeholder="CONTOSO\probe" />
        </Field>
        <Field label="Password" hint={held ? HELD : passwordPlace(about)}>
          <Input ref={password} type="password" autoComplete="off" maxLength={1024} defaultValue="" />
        </Field>
      </div>
      <Field label="EWS address" hint="Empty: Autodiscover is asked for it." {...field('ewsUrl')}>
        <Input {...input('ewsUrl')} placeholder="https://mail.contoso.com/EWS/Exchange.asmx" />
      </Field>
      <Accordion
        className={styles.advanced}
        collapsible
        openItems={advanced ? ['advanced'] : []}
        onToggle={() => setAdvanced(!advanced)}
      >
        <AccordionItem value="advanced">
          <AccordionHeader as="h2">Advanced</AccordionHeader>
          <AccordionPanel className={styles.panel}>
            <div className={styles.pair}>
              <Field label="DNS resolvers" hint="Asked instead of this machine’s own." {...field('resolvers')}>
                <Input {...input('resolvers')} placeholder="10.0.0.53" />
              </Field>
              <Field label="HTTPS port of Autodiscover" hint="443 everywhere but in a lab." {...field('httpsPort')}>
                <Input {...input('httpsPort')} inputMode="numeric" placeholder="443" />
              </Field>
            </div>
            <Field
              label="Certificate authorities of your own"
              hint="As PEM, one after the other. They are trusted beside this machine’s."
              {...field('certificateAuthorities')}
            >
              <Textarea
                {...input('certificateAuthorities')}
                rows={5}
                textarea={{ className: styles.pem }}
                placeholder="-----BEGIN CERTIFICATE-----"
              />
            </Field>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      <div className={styles.actions}>
        <Button type="submit" appearance="primary">
          {open ? 'Save the changes' : 'Save the organisation'}
        </Button>
      </div>
    </form>
  )
}
