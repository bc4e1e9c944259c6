import { t } from '../../language/translate.ts'
import { readPlace } from '../command-words.ts'
import { consoleComment, consoleWords, givenName, shortenedByUs } from '../console-words.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import type { ResolvedGroup, ResolvedRule } from '../resolved-rule.ts'
import { filledGroups, objectsOf } from '../sheet-objects.ts'
import { defineWriter, type GroupMembers, type PlatformOptions } from '../writer.ts'

/** Ours, since no source tells what the platform takes. */
const DESCRIPTION = 255
const RULES = 'PSTN_RULES'
/** So many members are in one command, which a terminal takes in one line. */
const IN_ONE = 100
const PROTOCOLS = ['tcp', 'udp'] as const
const OTHER = /[^A-Za-z0-9._/-]/g

export default defineWriter({
  meta: {
    id: 'f5-afm',
    name: 'F5 BIG-IP AFM',
    extension: 'tmsh',
    limits: {},
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    // What a client asks for: the address of the virtual server, before it is translated to a pool member.
    side: 'public',
    options: {
      list: { label: t`Policy`, usual: t`none: the rule list is written, and put into no policy` },
      fromInterface: { label: t`VLAN that the vendor’s servers come in by`, usual: t`any` },
      position: { label: t`Place in the policy (top, bottom, before NAME, after NAME)`, usual: 'bottom' },
    },
    basedOn: [
      'tmsh reference: security firewall address-list, rule-list and policy; F5’s Ansible modules bigip_firewall_address_list and bigip_firewall_rule name the same properties.',
      'Public tmsh scripts add rules one command each with place-before and place-after, and put a rule list into a policy by a rule with rule-list.',
      'Not confirmed on a device: how long a description may be, and what a terminal takes in one line.',
    ],
    warnings: [
      t`accept ends only the context that the rule is in: a packet that the global or route domain policy accepts is looked at by that of the virtual server, too.`,
      t`The rules work once the policy is enforced (not staged) on a virtual server, a route domain or globally.`,
      t`Names are looked up by the DNS resolver of the global FQDN policy; without one they match nothing. Logging needs a log profile where the policy is enforced.`,
    ],
  },
  write(rules, options) {
    const { policy, vlan, place, notes } = placeOf(options)
    const { groups } = objectsOf(rules, 'public')
    if (rules.length === 0) return { apply: '', rollback: '', notes }
    const apply = [
      ...groups.flatMap(listLines),
      `create security firewall rule-list ${RULES} description "Postern"`,
      ...rules.flatMap((rule) => ruleLines(rule, vlan)),
      ...(policy === ''
        ? []
        : [`modify security firewall policy ${policy} rules add { ${RULES} { rule-list ${RULES} ${place} } }`]),
    ]
    const rollback = [
      ...(policy === '' ? [] : [`modify security firewall policy ${policy} rules delete { ${RULES} }`]),
      `delete security firewall rule-list ${RULES}`,
      ...groups.map((group) => `delete security firewall address-list ${namesOfId.senders(group.id)}`),
    ]
    return {
      apply: textOf(apply),
      rollback: textOf(rollback),
      notes: [
        ...notes,
        ...(policy === ''
          ? [
              t`No policy is named: put the rule list into one with modify security firewall policy NAME rules add { ${RULES} { rule-list ${RULES} place-before NAME_OF_A_RULE } }, and take it out before the rollback.`,
            ]
          : []),
        ...shortenedByUs(rules, DESCRIPTION),
        promptNote(),
      ],
    }
  },
  writeChange(changes) {
    const text = (turned: boolean) =>
      textOf(
        changes.flatMap(({ after, added, removed }) => {
          const [more, less] = turned ? [removed, added] : [added, removed]
          const modify = `modify security firewall address-list ${namesOfId.senders(after.id)}`
          // What comes in stands first: a list is never empty.
          return [...memberParts(more, 'add'), ...memberParts(less, 'delete')].map((part) => `${modify} ${part}`)
        }),
      )
    return { apply: text(false), rollback: text(true), notes: [promptNote()] }
  },
})

function promptNote(): string {
  return t`The commands are for the prompt of tmsh, and make their objects in the partition that it stands in. Neither file saves: save sys config does, once the change was seen to work.`
}

function placeOf({ list, fromInterface, position }: PlatformOptions) {
  const policy = givenName(list, '', OTHER)
  const vlan = givenName(fromInterface, '', OTHER)
  const notes = [...policy.notes, ...vlan.notes]
  const place = readPlace(position?.trim() || 'bottom')
  const beside = place && typeof place === 'object' && 'side' in place ? place : undefined
  if (beside) {
    const named = givenName(beside.name, 'last', OTHER)
    notes.push(...named.notes)
    return { policy: policy.name, vlan: vlan.name, place: `place-${beside.side} ${named.name}`, notes }
  }
  if (place !== 'top' && place !== 'bottom')
    notes.push(t`“${oneLine(position ?? '', 60)}” is no place here, and the rules are put last.`)
  const ends = place === 'top' ? 'place-before first' : 'place-after last'
  return { policy: policy.name, vlan: vlan.name, place: ends, notes }
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

function listLines(group: ResolvedGroup): string[] {
  const name = namesOfId.senders(group.id)
  const words = consoleWords([group.provider, group.region ?? ''].join(' '), DESCRIPTION)
  const [first = '', ...more] = memberParts(group, 'add')
  return [
    `create security firewall address-list ${name} ${first}${words === '' ? '' : ` description "${words}"`}`,
    ...more.map((part) => `modify security firewall address-list ${name} ${part}`),
  ]
}

/** Members in commands that a terminal takes. An address stands without its length, as the list shows it. */
function memberParts({ four, six, names }: GroupMembers, act: 'add' | 'delete'): string[] {
  const addresses = [...four, ...six].map((cidr) => cidr.replace(cidr.includes(':') ? /\/128$/ : /\/32$/, ''))
  return [
    ...inParts(addresses).map((part) => `addresses ${act} { ${part.join(' ')} }`),
    ...inParts(names).map((part) => `fqdns ${act} { ${part.join(' ')} }`),
  ]
}

function inParts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / IN_ONE) }, (_, at) => all.slice(at * IN_ONE, (at + 1) * IN_ONE))
}

/** A rule has one protocol. Both families stand in it: a packet has one, and meets no address of the other. */
function ruleLines(resolved: ResolvedRule, vlan: string): string[] {
  const { rule, parts, services, names, host } = resolved
  const to = [...new Set(names.length > 0 ? host.public : parts.flatMap(({ destinations }) => destinations))]
  const from = filledGroups(resolved).map(({ id }) => namesOfId.senders(id))
  return PROTOCOLS.flatMap((protocol) => {
    const ports = [...new Set(services.filter((service) => service.protocol === protocol).map(({ port }) => port))]
    if (ports.length === 0) return []
    const words = [
      `action ${rule.action === 'allow' ? 'accept' : 'drop'}`,
      `ip-protocol ${protocol}`,
      `source { address-lists add { ${from.join(' ')} }${vlan === '' ? '' : ` vlans add { ${vlan} }`} }`,
      `destination { addresses add { ${to.join(' ')} } ports add { ${ports.join(' ')} } }`,
      `log ${rule.log ? 'yes' : 'no'}`,
      `status ${rule.enabled ? 'enabled' : 'disabled'}`,
      `description "${consoleComment(resolved, DESCRIPTION)}"`,
      'place-after last',
    ]
    const name = `${namesOfId.rule(rule.id)}-${protocol}`
    return [`modify security firewall rule-list ${RULES} rules add { ${name} { ${words.join(' ')} } }`]
  })
}
