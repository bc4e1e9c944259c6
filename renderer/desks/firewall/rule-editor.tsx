import { Button, Checkbox, Dropdown, Field, makeStyles, Option, Switch, tokens } from '@fluentui/react-components'
import { ArrowDown20Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { RuleFinding } from '../../../shared/firewall/rule-finding.ts'
import type { FirewallRule } from '../../../shared/firewall/rule-set.ts'
import { t } from '../../../shared/language/translate.ts'
import { broughtBack, changedRule, duplicatedRule, movedRule, nextRuleId, withoutRule } from './draft-edits.ts'
import { type Reading, readDay, readShort, readWords } from './field-readers.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { FindingItem } from './rule-findings.tsx'
import { actionNames, serviceWords } from './rule-words.ts'
import { inSeverity } from './severity-mark.tsx'
import { WrittenField } from './written-field.tsx'

const useStyles = makeStyles({
  root: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalL} 20px`,
    backgroundColor: tokens.colorNeutralBackground2,
    // What is typed stays in sight where the table is wider than the window.
    position: 'sticky',
    left: 0,
    boxSizing: 'border-box',
    maxWidth: '100cqw',
  },
  ticks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  end: { marginLeft: 'auto' },
})

type RuleEditorProps = {
  rule: FirewallRule
  groups: ReadonlyMap<string, string>
  findings: readonly RuleFinding[]
  onOpen(rule: string | null): void
  /** Goes back to the line. */
  onClose(): void
}

/** The fields of a rule, where it stands; each is kept as it is written. */
export function RuleEditor({ rule, groups, findings, onOpen, onClose }: RuleEditorProps) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const { hosts, services, rules } = useDraft()
  const edit = useFirewall((state) => state.edit)
  const root = useRef<HTMLElement>(null)
  const { id } = rule
  // The line that was opened is above it: from there the next stop is the first field.
  useEffect(() => {
    root.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const set = (part: Partial<FirewallRule>) => edit((draft) => changedRule(draft, id, part))

  function press(event: KeyboardEvent): void {
    // A list that is open is closed by it first.
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }

  function text<K extends 'owner' | 'requester' | 'approver' | 'changeNumber'>(field: K, label: string) {
    return written(field, label, rule[field], readShort, (value) => set({ [field]: value }))
  }

  function written<V>(
    field: string,
    label: string,
    value: string,
    read: (text: string) => Reading<V>,
    onRead: (value: V) => void,
    more: { type?: 'date'; lines?: number } = {},
  ) {
    return (
      <WrittenField
        key={field}
        name={`rules.${id}.${field}`}
        {...{ label, value, read, onRead, ...more }}
        className={more.lines === undefined ? undefined : firewall.wide}
      />
    )
  }

  return (
    <section ref={root} className={styles.root} aria-label={t`Fields of rule ${id}`} onKeyDown={press}>
      <ul className={firewall.list}>
        {inSeverity(findings).map((finding) => (
          <FindingItem key={`${finding.code} ${finding.platform} ${finding.other}`} finding={finding} />
        ))}
      </ul>
      <div className={firewall.fields}>
        <Many label={t`From`} options={[...groups]} chosen={rule.sources} onChoose={(sources) => set({ sources })} />
        <Field label={t`To`}>
          <Dropdown
            className={firewall.choice}
            value={hosts.find((host) => host.id === rule.destination)?.name ?? t`${rule.destination} (missing)`}
            selectedOptions={[rule.destination]}
            onOptionSelect={(_, { optionValue }) => optionValue !== undefined && set({ destination: optionValue })}
          >
            {hosts.map((host) => (
              <Option key={host.id} value={host.id} text={host.name}>
                {host.name}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <Many
          label={t`Services`}
          options={services.map((service) => [service.id, serviceWords(service.id, services)] as const)}
          chosen={rule.services}
          onChoose={(chosen) => set({ services: chosen })}
        />
        <Field label={t`Action`}>
          <Dropdown
            className={firewall.choice}
            value={actionNames[rule.action]}
            selectedOptions={[rule.action]}
            onOptionSelect={(_, { optionValue }) => set({ action: optionValue === 'deny' ? 'deny' : 'allow' })}
          >
            {(['allow', 'deny'] as const).map((action) => (
              <Option key={action} value={action}>
                {actionNames[action]}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <Field label={t`At work`} hint={t`Off: it is written so that it does nothing yet, where the firewall can.`}>
          <div className={styles.ticks}>
            <Switch
              aria-label={t`Rule ${id} is on`}
              label={rule.enabled ? t`On` : t`Off`}
              checked={rule.enabled}
              onChange={(_, { checked }) => set({ enabled: checked })}
            />
            <Checkbox label={t`Log`} checked={rule.log} onChange={(_, { checked }) => set({ log: checked === true })} />
          </div>
        </Field>
        {written('start', t`Start`, rule.start ?? '', readDay, (start) => set({ start }), { type: 'date' })}
        {written('expiry', t`Expiry`, rule.expiry ?? '', readDay, (expiry) => set({ expiry }), { type: 'date' })}
        {text('owner', t`Owner`)}
        {text('requester', t`Requester`)}
        {text('approver', t`Approver`)}
        {text('changeNumber', t`Change number`)}
        {written(
          'justification',
          t`Justification`,
          rule.justification,
          readWords,
          (justification) => set({ justification }),
          { lines: 2 },
        )}
        {written('notes', t`Notes`, rule.notes, readWords, (notes) => set({ notes }), { lines: 2 })}
      </div>
      <Acts rule={rule} count={rules.length} onOpen={onOpen} onClose={onClose} />
    </section>
  )
}

type ManyProps = {
  label: string
  options: readonly (readonly [string, string])[]
  chosen: readonly string[]
  onChoose(chosen: string[]): void
}

/** Several of what there is; one always stays, since a rule without it says nothing. */
function Many({ label, options, chosen, onChoose }: ManyProps) {
  const firewall = useFirewallStyles()
  const names = new Map(options)
  const missing = chosen.filter((id) => !names.has(id))
  const all = [...options, ...missing.map((id) => [id, t`${id} (missing)`] as const)]
  return (
    <Field label={label}>
      <Dropdown
        className={firewall.choice}
        multiselect
        value={chosen.map((id) => names.get(id) ?? t`${id} (missing)`).join(', ')}
        selectedOptions={[...chosen]}
        onOptionSelect={(_, { selectedOptions }) =>
          selectedOptions.length > 0 && onChoose(all.map(([id]) => id).filter((id) => selectedOptions.includes(id)))
        }
      >
        {all.map(([id, words]) => (
          <Option key={id} value={id}>
            {words}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

type ActsProps = { rule: FirewallRule; count: number; onOpen(rule: string | null): void; onClose(): void }

/** What can be done with the whole rule. */
function Acts({ rule: { id }, onOpen, onClose }: ActsProps) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const draft = useDraft()
  const edit = useFirewall((state) => state.edit)
  const tell = useFirewall((state) => state.tell)
  const { rules } = draft
  const at = rules.findIndex((rule) => rule.id === id)

  function remove(): void {
    edit((now) => withoutRule(now, id))
    onOpen(null)
    const undo = () => {
      edit((now) => ({ ...now, rules: broughtBack(now.rules, rules, id) }))
      onOpen(id)
    }
    tell({ sentence: t`Rule ${id} is removed.`, isProblem: false, undo })
  }

  return (
    <div className={firewall.buttons}>
      <Button
        size="small"
        icon={<ArrowUp20Regular />}
        disabledFocusable={at <= 0}
        onClick={() => edit((now) => movedRule(now, id, -1))}
      >{t`Move up`}</Button>
      <Button
        size="small"
        icon={<ArrowDown20Regular />}
        disabledFocusable={at === rules.length - 1}
        onClick={() => edit((now) => movedRule(now, id, 1))}
      >{t`Move down`}</Button>
      <Button
        size="small"
        icon={<Copy20Regular />}
        onClick={() => {
          const copy = nextRuleId(rules)
          edit((now) => duplicatedRule(now, id))
          onOpen(copy)
        }}
      >{t`Duplicate`}</Button>
      <Button size="small" icon={<Delete20Regular />} onClick={remove}>{t`Remove the rule`}</Button>
      <Button size="small" appearance="subtle" className={styles.end} onClick={onClose}>{t`Close`}</Button>
    </div>
  )
}
