import { t } from '../../language/translate.ts'
import { familyOfEntry, prefixesOf } from '../list-entry.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import { aggregated } from '../prefixes.ts'
import type { FamilyPart, ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService, SenderGroup } from '../rule-set.ts'
import { defineWriter } from '../writer.ts'

const COMMENT = 128
const CHAIN = 'PSTN_RULES'
/** The table and the chain that decide about what is passed on, in the usual configuration. */
const USUAL = 'inet filter forward'

export default defineWriter({
  meta: {
    id: 'nftables',
    name: 'nftables',
    extension: 'nft',
    limits: { comment: COMMENT, objectName: 255 },
    carries: { four: true, six: true, names: false, deny: true, log: true, disabled: true },
    side: 'internal',
    basedOn: ['nft(8), 1.0.6; a test has nft -c read generated rules where it is installed.'],
    warnings: [
      t`An accept ends the chain that it stands in, not those of other tables on the same hook. The rules are put into a chain of their own, and the chain that is named jumps to it first.`,
    ],
  },
  write(rules, { list = USUAL }) {
    const [family = 'inet', table = 'filter', chain = 'forward'] = list.split(/\s+/)
    const place = `${family} ${table}`
    const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
    const sets = [...groups.values()].flatMap((group) =>
      ([4, 6] as const).flatMap((family) => {
        const members = membersOf(group, family)
        return members.length === 0 ? [] : [{ name: namesOfId.sendersOf(family, group.id), family, members }]
      }),
    )
    const apply = [
      `add chain ${place} ${CHAIN}`,
      ...sets.map(
        ({ name, family, members }) =>
          `add set ${place} ${name} { type ipv${family}_addr; flags interval; elements = { ${members.join(', ')} }; }`,
      ),
      ...rules.flatMap((rule) => ruleLines(rule, place)),
      `insert rule ${place} ${chain} jump ${CHAIN} comment "Postern"`,
    ]
    const rollback = [`flush chain ${place} ${CHAIN}`, ...sets.map(({ name }) => `delete set ${place} ${name}`)]
    return {
      apply: `${apply.join('\n')}\n`,
      rollback: `${rollback.join('\n')}\n`,
      notes: [
        t`The rollback empties the chain ${CHAIN} and leaves the jump to it, since nft takes a rule away by its handle alone: nft -a list chain ${place} ${chain}, then nft delete rule ${place} ${chain} handle N, then nft delete chain ${place} ${CHAIN}.`,
      ],
    }
  },
})

/** The members of a group of one family, in the fewest prefixes. */
function membersOf({ entries }: SenderGroup, family: 4 | 6): string[] {
  return aggregated(prefixesOf(entries).filter((entry) => familyOfEntry(entry) === family))
}

function ruleLines(resolved: ResolvedRule, place: string): string[] {
  const { rule, groups, parts, services } = resolved
  const comment = oneLine(ruleComment(rule), COMMENT).replaceAll('"', "'")
  return parts.flatMap((part) =>
    groups
      .filter((group) => membersOf(group, part.family).length > 0)
      .flatMap((group) =>
        services.map((service) => {
          const matches = matchesOf(part, group, service)
          const log = rule.log ? ` log prefix "${namesOfId.rule(rule.id)} "` : ''
          const verdict = rule.action === 'allow' ? 'accept' : 'drop'
          const line = `add rule ${place} ${CHAIN} ${matches} ct state new${log} ${verdict} comment "${comment}"`
          return rule.enabled ? line : `# off: ${line}`
        }),
      ),
  )
}

function matchesOf(
  { family, destinations }: FamilyPart,
  group: SenderGroup,
  { protocol, port }: NeededService,
): string {
  const ip = family === 4 ? 'ip' : 'ip6'
  const to = destinations.length === 1 ? destinations[0] : `{ ${destinations.join(', ')} }`
  return `${ip} saddr @${namesOfId.sendersOf(family, group.id)} ${ip} daddr ${to} ${protocol} dport ${port}`
}
