import { Button, Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components'
import type { RequestForm } from '../../../shared/firewall/rule-set.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { emptyOfRequest, withRequestInRules } from './draft-edits.ts'
import { EvidenceTable } from './evidence-table.tsx'
import { readDay, readShort, readTitle, readWords } from './field-readers.ts'
import type { Overview } from './firewall-state.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { AskText } from './request-ask.tsx'
import { WrittenField } from './written-field.tsx'

type TextOfRequest = Exclude<keyof RequestForm, 'change' | 'kind' | 'wanted' | 'expiry' | 'justification'>

const texts: readonly (readonly [TextOfRequest, string])[] = [
  ['requester', t`Requester`],
  ['department', t`Department`],
  ['contact', t`Contact`],
  ['project', t`Project`],
  ['changeNumber', t`Change number`],
  ['owner', t`Owner of the rules`],
  ['approver', t`Approver`],
  ['implementer', t`Implementer`],
  ['firewall', t`Firewall, or its team`],
]
const changes: Readonly<Record<RequestForm['change'], string>> = {
  new: t`New rules`,
  modify: t`Change of rules`,
  delete: t`Removal of rules`,
}
const kinds: Readonly<Record<RequestForm['kind'], string>> = {
  normal: t`Normal`,
  temporary: t`Temporary`,
  emergency: t`Emergency`,
  project: t`Project`,
}

const useStyles = makeStyles({ title: { maxWidth: '560px', marginTop: tokens.spacingVerticalM } })

/** What the form of a change request asks for, the e-mail that asks, and what was seen after the change. */
export function RequestPart({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const draft = useDraft()
  const edit = useFirewall((state) => state.edit)
  const { request, title } = draft
  const set = (part: Partial<RequestForm>) => edit((before) => ({ ...before, request: { ...before.request, ...part } }))
  const empty = emptyOfRequest(draft)

  return (
    <div>
      <section aria-labelledby="firewall-request">
        <h2 id="firewall-request" className={firewall.heading}>{t`The change request`}</h2>
        <p
          className={firewall.prose}
        >{t`What those who run the firewall ask for. It is kept with the rules, stands on the cover of each sheet, and fills the fields of new rules.`}</p>
        <WrittenField
          className={styles.title}
          name="title"
          label={t`Title`}
          value={title}
          read={readTitle}
          onRead={(value) => edit((before) => ({ ...before, title: value }))}
        />
        <div className={firewall.fields}>
          <OneOf
            label={t`Kind of change`}
            options={changes}
            value={request.change}
            onChoose={(change) => set({ change })}
          />
          <OneOf label={t`Kind of request`} options={kinds} value={request.kind} onChoose={(kind) => set({ kind })} />
          <WrittenField
            name="request.wanted"
            label={t`Wanted from`}
            type="date"
            value={request.wanted ?? ''}
            read={readDay}
            onRead={(wanted) => set({ wanted })}
          />
          <WrittenField
            name="request.expiry"
            label={t`Until`}
            type="date"
            value={request.expiry ?? ''}
            read={readDay}
            onRead={(expiry) => set({ expiry })}
          />
          {texts.map(([field, label]) => (
            <WrittenField
              key={field}
              name={`request.${field}`}
              label={label}
              value={request[field]}
              read={readShort}
              onRead={(value) => set({ [field]: value })}
            />
          ))}
          <WrittenField
            className={firewall.wide}
            name="request.justification"
            label={t`Justification`}
            lines={3}
            value={request.justification}
            read={readWords}
            onRead={(justification) => set({ justification })}
          />
        </div>
        {empty > 0 && (
          <div className={firewall.buttons}>
            <Button onClick={() => edit(withRequestInRules)}>
              {t`Fill what ${counted(empty, 'rule')} left empty`}
            </Button>
          </div>
        )}
      </section>
      <section className={firewall.section} aria-labelledby="firewall-ask">
        <h2 id="firewall-ask" className={firewall.heading}>{t`The e-mail to the network team`}</h2>
        <p className={firewall.prose}>{t`Attach the sheets: a workbook for people, and the one for your firewall.`}</p>
        <AskText ask={overview.ask} />
      </section>
      <EvidenceTable evidence={overview.evidence} />
    </div>
  )
}

type OneOfProps<K extends string> = {
  label: string
  options: Readonly<Record<K, string>>
  value: K
  onChoose(value: K): void
}

function OneOf<K extends string>({ label, options, value, onChoose }: OneOfProps<K>) {
  const firewall = useFirewallStyles()
  return (
    <Field label={label}>
      <Dropdown
        className={firewall.choice}
        value={options[value]}
        selectedOptions={[value]}
        onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onChoose(optionValue as K)}
      >
        {(Object.entries(options) as [K, string][]).map(([key, words]) => (
          <Option key={key} value={key}>
            {words}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}
