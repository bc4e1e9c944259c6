import { t } from '../../language/translate.ts'
import { quoted } from '../../management/quote.ts'
import { joined } from '../../management/script.ts'
import { commentLine } from '../../management/script-comment.ts'
import { scriptFileText } from '../../management/script-file.ts'
import { hasUnseen } from '../../run/unseen.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import type { ResolvedGroup, ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService, RuleSet } from '../rule-set.ts'
import { unloggedNote } from '../unlogged-note.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'

/** What MS-FASP gives a description; no rule says so much. */
const COMMENT = 10_000
/** Where rules of this computer are kept that no Group Policy brought. */
const USUAL = 'PersistentStore'
const PER_LINE = 4

export default defineWriter({
  meta: {
    id: 'windows-firewall',
    name: 'Windows Firewall',
    extension: 'ps1',
    limits: { ruleName: 511, comment: COMMENT },
    carries: { four: true, six: true, names: false, deny: true, log: false, disabled: 'switch' },
    side: 'internal',
    options: {
      list: { label: t`Policy store: that of the computer, or a Group Policy object as domain\\name`, usual: USUAL },
    },
    basedOn: [
      'Microsoft’s reference of New-NetFirewallRule, Set-NetFirewallRule and Remove-NetFirewallRule (Windows Server 2012 to 2022): one name a store; -Enabled takes the words True and False; both families in one -RemoteAddress.',
      'MS-GPFAS 2.2.2.19 and MS-FASP 2.2.37: the fields of a stored rule are set apart by |, so none stands in a description.',
      'Tests parse it with tree-sitter-powershell. Nobody has run it on Windows for us: neither the error of a name that is there already, nor how many addresses one rule takes.',
    ],
    warnings: [
      t`An allow never narrows a wider allow. Where IIS is installed, the rules “World Wide Web Services” (IIS-WebServerRole-HTTPS-In-TCP and IIS-WebServerRole-HTTP-In-TCP) usually let everybody in already, and these rules change nothing until those are narrowed. See what does: Get-NetFirewallPortFilter -Protocol TCP | Where-Object LocalPort -contains 443 | Get-NetFirewallRule | Where-Object Enabled -eq True. A rule for any port lets everybody in as well.`,
      t`A block wins over every allow, whatever the order.`,
      t`Each rule is for the addresses of one host (-LocalAddress). Behind a load balancer a server has another address, and may see that of the balancer in the place of the sender’s: the rules then match nothing.`,
      t`Group Policy can have the rules of the computer ignored. See whether it does: Get-NetFirewallProfile -PolicyStore ActiveStore | Format-Table Name, Enabled, DefaultInboundAction, AllowLocalFirewallRules.`,
    ],
  },
  write(rules, options, set) {
    const { store, notes } = storeOf(options)
    const made = rules.flatMap((rule) => firewallRules(rule, rule.groups))
    return {
      apply: scriptOf([
        ...headLines(set, store),
        commentLine(
          t`A name that is there already is an error, and ends the script: run the rollback first, or apply a change.`,
        ),
        ...made.flatMap((rule) => ['', ...newRule(rule, store)]),
      ]),
      rollback: scriptOf([
        ...headLines(set, store),
        commentLine(t`A rule that is not there is an error that ends nothing.`),
        '',
        ...made.map(({ name }) => `Remove-NetFirewallRule -Name ${quoted(name)}${inStore(store)}`),
      ]),
      notes: [
        ...notes,
        ...unloggedNote(
          rules,
          t`Windows logs by profile: Set-NetFirewallProfile -Profile Domain,Private,Public -LogAllowed True -LogBlocked True.`,
        ),
        runNote(),
      ],
    }
  },
  writeChange(changes, rules, options, set) {
    const { store, notes } = storeOf(options)
    const lines = (which: 'before' | 'after') =>
      rules.flatMap((rule) =>
        changes
          .filter(({ after }) => rule.groups.some(({ id }) => id === after.id))
          .flatMap((change) => {
            const [now, other] = [change[which], change[which === 'after' ? 'before' : 'after']]
            const same = remoteOf(rule, now).join() === remoteOf(rule, other).join()
            return same ? [] : firewallRules(rule, [now])
          })
          .flatMap(({ name, remote }) => [
            '',
            `Set-NetFirewallRule -Name ${quoted(name)}${inStore(store)} -RemoteAddress @(`,
            ...addressLines(remote),
            ') -ErrorAction Stop',
          ]),
      )
    return {
      apply: scriptOf([...headLines(set, store), ...lines('after')]),
      rollback: scriptOf([...headLines(set, store), ...lines('before')]),
      notes: [
        ...notes,
        t`Each command sets the whole list of a rule: an address that somebody added by hand since is gone then.`,
        runNote(),
      ],
    }
  },
})

/** Windows PowerShell 5.1 reads a file without a mark in the code page of the machine. */
function scriptOf(lines: readonly string[]): string {
  const text = joined(lines)
  return /^[\r\n\x20-\x7e]*$/.test(text) ? text : scriptFileText(text)
}

/** A rule of Windows: one group of senders to one service of one host. */
type MadeRule = {
  name: string
  resolved: ResolvedRule
  group: ResolvedGroup
  service: NeededService
  remote: readonly string[]
  local: readonly string[]
}

function firewallRules(resolved: ResolvedRule, groups: readonly ResolvedGroup[]): MadeRule[] {
  return groups.flatMap((group) => {
    const remote = remoteOf(resolved, group)
    // Never without an address: that would be a rule for everybody.
    if (remote.length === 0) return []
    const local = resolved.host.internal.filter((address) => (isSix(address) ? group.six : group.four).length > 0)
    return resolved.services.map((service) => ({
      name: `${namesOfId.rule(resolved.rule.id)}-${service.id}-${group.id}`,
      ...{ resolved, group, service, remote, local },
    }))
  })
}

/** The members of a group, of the families that the host has. */
function remoteOf({ host: { internal } }: ResolvedRule, group: ResolvedGroup): string[] {
  return [...(internal.every(isSix) ? [] : group.four), ...(internal.some(isSix) ? group.six : [])]
}

function isSix(address: string): boolean {
  return address.includes(':')
}

function newRule({ name, resolved: { rule }, group, service, remote, local }: MadeRule, store: string): string[] {
  const { protocol, port } = service
  // Stored with | between its fields.
  const description = oneLine(ruleComment(rule), COMMENT).replaceAll('|', '-')
  const shown = `Postern ${namesOfId.rule(rule.id)} ${service.id} ${group.id}`
  return [
    `New-NetFirewallRule -Name ${quoted(name)}${inStore(store)} -DisplayName ${quoted(shown)} -Group 'Postern' -Description ${quoted(description)} -Enabled ${rule.enabled ? 'True' : 'False'} -Profile Any -Direction Inbound -Action ${rule.action === 'allow' ? 'Allow' : 'Block'} -Protocol ${protocol.toUpperCase()} -LocalPort ${port} -LocalAddress @(${local.map(quoted).join(', ')}) -RemoteAddress @(`,
    ...addressLines(remote),
    ') -ErrorAction Stop',
  ]
}

/** A few to a line, as a console shows them. */
function addressLines(addresses: readonly string[]): string[] {
  const lines = Array.from({ length: Math.ceil(addresses.length / PER_LINE) }, (_, at) =>
    addresses.slice(at * PER_LINE, (at + 1) * PER_LINE),
  )
  return lines.map((line, at) => `  ${line.map(quoted).join(', ')}${at === lines.length - 1 ? '' : ','}`)
}

function headLines({ title }: RuleSet, store: string): string[] {
  return [
    '#Requires -RunAsAdministrator',
    '#Requires -Modules NetSecurity',
    commentLine(`Postern: ${oneLine(title, 200)}`),
    ...(store === USUAL ? [] : [commentLine(t`For the policy store ${store}.`)]),
  ]
}

function inStore(store: string): string {
  return store === USUAL ? '' : ` -PolicyStore ${quoted(store)}`
}

function runNote(): string {
  return t`Run it in Windows PowerShell as an administrator, on each server that has one of the addresses. With -WhatIf behind a command, it only says what it would do.`
}

function storeOf({ list = USUAL }: PlatformOptions): { store: string; notes: string[] } {
  if (list.isWellFormed() && !hasUnseen(list) && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(list)) return { store: list, notes: [] }
  return { store: USUAL, notes: [t`The name of the policy store holds signs that cannot be seen, and was not taken.`] }
}
