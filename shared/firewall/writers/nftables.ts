import { t } from '../../language/translate.ts'
import { writtenOtherwise } from '../console-words.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import { type FamilyPart, membersOf, type ResolvedGroup, type ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService } from '../rule-set.ts'
import { defineWriter, type GroupMembers, type PlatformOptions } from '../writer.ts'

const COMMENT = 128
const CHAIN = 'PSTN_RULES'
/** The table and the chain that decide about what is passed on, in the usual configuration. */
const USUAL = 'inet filter forward'
const FAMILIES = [4, 6] as const

export default defineWriter({
  meta: {
    id: 'nftables',
    name: 'nftables',
    extension: 'nft',
    limits: { comment: COMMENT, objectName: 255 },
    carries: { four: true, six: true, names: false, deny: true, log: true, disabled: 'comment' },
    side: 'internal',
    options: { list: { label: t`Family, table and chain`, usual: USUAL } },
    basedOn: ['nft(8), 1.0.6; a test has nft -c read generated rules where it is installed.'],
    warnings: [
      t`The table and the chain that are named have to be there, and to let answers pass already (ct state established). nft -f does all of the file or nothing; what it did is gone after a restart until it is saved as the distribution does it.`,
      t`An accept ends the chain that it stands in, not those of other tables on the same hook. The rules are put into a chain of their own, and the chain that is named jumps to it first.`,
    ],
  },
  write(rules, options) {
    const { place, chain } = placeOf(options)
    const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
    const sets = [...groups.values()].flatMap((group) =>
      FAMILIES.flatMap((family) => {
        const members = membersOf(group, family)
        return members.length === 0 ? [] : [{ name: namesOfId.sendersOf(family, group.id), family, members }]
      }),
    )
    const apply = [
      `add chain ${place} ${CHAIN}`,
      // Made by create, so that nothing is done where an earlier sheet stands, whose senders would stay. Elements in the same command
      // could not be deleted later (seen with nft 1.0.6).
      ...sets.flatMap(({ name, family, members }) => [
        `create set ${place} ${name} { type ipv${family}_addr; flags interval; }`,
        `add element ${place} ${name} { ${members.join(', ')} }`,
      ]),
      ...rules.flatMap((rule) => ruleLines(rule, place)),
      `insert rule ${place} ${chain} jump ${CHAIN} comment "Postern"`,
    ]
    const rollback = [`flush chain ${place} ${CHAIN}`, ...sets.map(({ name }) => `delete set ${place} ${name}`)]
    return {
      apply: `${apply.join('\n')}\n`,
      rollback: `${rollback.join('\n')}\n`,
      notes: [
        ...cutComments(rules, COMMENT),
        ...writtenOtherwise(options.list?.trim().split(/\s+/).join(' '), `${place} ${chain}`),
        t`The rollback empties the chain ${CHAIN} and leaves the jump to it, since nft takes a rule away by its handle alone: nft -a list chain ${place} ${chain}, then nft delete rule ${place} ${chain} handle N, then nft delete chain ${place} ${CHAIN}. A jump that is left would stand twice once the sheet is applied again.`,
        t`The sets are made by create: where an earlier sheet stands, nft changes nothing and says that a set exists. Apply the change (delta), or take the earlier sheet back first.`,
      ],
    }
  },
  writeChange(changes, _rules, options) {
    const { place } = placeOf(options)
    return {
      apply: changes.map(({ after, added, removed }) => elementLines(place, after.id, removed, added)).join(''),
      rollback: changes.map(({ after, added, removed }) => elementLines(place, after.id, added, removed)).join(''),
      notes: [],
    }
  },
})

/** Each is reduced to what a name is made of: a sign would end the command or begin another. */
function placeOf({ list = USUAL }: PlatformOptions): { place: string; chain: string } {
  const [family = 'inet', table = 'filter', chain = 'forward'] = list
    .split(/\s+/)
    .map((word) => word.replace(/[^\w.-]/g, '').replace(/^[^A-Za-z]+/, ''))
    .filter((word) => word !== '')
  return { place: `${family} ${table}`, chain }
}

/** What goes out stands first: intervals of a set may not overlap, and nft -f does all of a file or nothing. */
function elementLines(place: string, id: string, out: GroupMembers, into: GroupMembers): string {
  return (
    [
      ['delete', out],
      ['add', into],
    ] as const
  )
    .flatMap(([act, members]) =>
      FAMILIES.flatMap((family) => {
        const own = family === 4 ? members.four : members.six
        return own.length === 0
          ? []
          : [`${act} element ${place} ${namesOfId.sendersOf(family, id)} { ${own.join(', ')} }\n`]
      }),
    )
    .join('')
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
  group: ResolvedGroup,
  { protocol, port }: NeededService,
): string {
  const ip = family === 4 ? 'ip' : 'ip6'
  const to = destinations.length === 1 ? destinations[0] : `{ ${destinations.join(', ')} }`
  return `${ip} saddr @${namesOfId.sendersOf(family, group.id)} ${ip} daddr ${to} ${protocol} dport ${port}`
}
