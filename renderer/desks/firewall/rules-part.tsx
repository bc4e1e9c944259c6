import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { useMemo, useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { newRule, withoutRule, withRule } from './draft-edits.ts'
import type { Overview } from './firewall-state.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { FlowTester } from './flow-tester.tsx'
import { RuleFindings } from './rule-findings.tsx'
import { RuleTable } from './rule-table.tsx'
import { groupNames } from './source-words.ts'
import { suggestedRules } from './suggested-rules.ts'

/** So many hosts are told that share the rule of another. */
const MOST_COVERED = 5

/** The rules in their order, what is to be said of them, and whether a flow would match one. */
export function RulesPart({ overview }: { overview: Overview }) {
  const firewall = useFirewallStyles()
  const draft = useDraft()
  const seen = useFirewall((state) => state.seen)
  const edit = useFirewall((state) => state.edit)
  const tell = useFirewall((state) => state.tell)
  /** The rule whose fields are open. */
  const [open, setOpen] = useState<string | null>(null)
  const groups = useMemo(() => groupNames(overview.sources), [overview.sources])
  const [source] = groups.keys()
  const { hosts, services, rules } = draft
  const missing = [
    source === undefined && t`a list of senders`,
    hosts.length === 0 && t`a host`,
    services.length === 0 && t`a service`,
  ].filter((each) => each !== false)
  const { draft: suggested, covered } = useMemo(
    () => suggestedRules(draft, [...groups.keys()], seen?.hosts ?? []),
    [draft, groups, seen],
  )
  // What is about one firewall alone stands with its sheet, and below.
  const findings = overview.findings.filter(({ platform }) => platform === null)
  const more = suggested.rules.length - rules.length

  function add(): void {
    const [host, service] = [hosts[0], services[0]]
    if (source === undefined || !host || !service) return
    const rule = newRule(draft, { sources: [source], destination: host.id, services: [service.id] })
    edit((before) => withRule(before, rule))
    setOpen(rule.id)
  }

  function suggest(): void {
    edit((before) => ({ ...before, rules: [...before.rules, ...suggested.rules.slice(before.rules.length)] }))
    const added = suggested.rules.slice(rules.length).map(({ id }) => id)
    // What was edited since stays.
    const undo = () => edit((now) => added.reduce((left, id) => withoutRule(left, id), now))
    tell({ sentence: t`${counted(more, 'rule is', 'rules are')} added, switched off.`, isProblem: false, undo })
  }

  return (
    <div>
      {missing.length > 0 && <p className={firewall.prose}>{t`A rule needs ${missing.join(t` and `)} first.`}</p>}
      <div className={firewall.buttons}>
        <Button
          {...(more > 0 && { appearance: 'primary' })}
          disabledFocusable={more === 0}
          title={more === 0 && missing.length === 0 ? t`Every list of senders has a rule to every host.` : undefined}
          onClick={suggest}
        >
          {more > 0 ? t`Suggest ${counted(more, 'rule')}` : t`Suggest rules`}
        </Button>
        <Button icon={<Add20Regular />} disabledFocusable={missing.length > 0} onClick={add}>{t`Add a rule`}</Button>
      </div>
      {covered.slice(0, MOST_COVERED).map(({ host, by }) => (
        <p
          key={host}
          className={firewall.prose}
        >{t`${host} needs no rule of its own: it has the addresses and ports of ${by}. For a proxy that goes by names, add one by hand.`}</p>
      ))}
      {covered.length > MOST_COVERED && (
        <p className={firewall.prose}>{t`And ${(covered.length - MOST_COVERED).toLocaleString()} more.`}</p>
      )}
      {rules.length > 0 && <RuleTable findings={findings} groups={groups} open={open} onOpen={setOpen} />}
      {rules.length > 0 && <RuleFindings findings={overview.findings} formats={overview.formats} onOpen={setOpen} />}
      {rules.length > 0 && <FlowTester onOpen={setOpen} />}
    </div>
  )
}
