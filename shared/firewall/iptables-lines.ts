import { counted, t } from '../language/translate.ts'
import { writtenOtherwise } from './console-words.ts'
import { cutComments } from './cut-comments.ts'
import { namesOfId } from './object-name.ts'
import { oneLine } from './one-line.ts'
import { membersOf, type ResolvedGroup, type ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'
import { defineWriter, type PlatformOptions, type Writer } from './writer.ts'

/** What xt_comment keeps; iptables-restore cuts what is longer without a word. */
const COMMENT = 255
/** Of a chain, without the zero that ends it. */
const CHAIN_NAME = 28
/** From so many lines on somebody should know what they cost. */
const MANY = 5_000
const CHAIN = 'PSTN_RULES'
const USUAL_CHAIN = 'FORWARD'

/** The chain with the senders of a rule, and the one that says what becomes of what they send. */
const sendersChain = (id: string) => namesOfId.rule(id)
const verdictChain = (id: string) => `PSTN_V_${id}`

/**
 * The writer for iptables-restore of one family. A rule is a line for each destination and service, which jumps to the chain of
 * its senders; a sender is a line there, once, however many services there are. That line is the same whatever the rule allows
 * or logs, so that a change of the lists finds it by its text alone.
 */
export function iptablesWriter(family: 4 | 6): Writer {
  const tool = family === 4 ? 'iptables' : 'ip6tables'
  return defineWriter({
    meta: {
      id: tool,
      name: family === 4 ? 'iptables-restore (IPv4)' : 'ip6tables-restore (IPv6)',
      extension: 'rules',
      limits: { comment: COMMENT, ruleName: CHAIN_NAME },
      carries: { four: family === 4, six: family === 6, names: false, deny: true, log: true, disabled: 'comment' },
      side: 'internal',
      options: {
        list: { label: t`Chain of the table filter: FORWARD, or INPUT on the host itself`, usual: USUAL_CHAIN },
        position: { label: t`Place of the jump in that chain`, usual: '1' },
      },
      basedOn: [
        'iptables-restore(8), iptables(8), iptables-extensions(8), 1.8.9. Tests have it read generated rules with --test, nf_tables and legacy, where it is installed, and send packets through a network of their own.',
      ],
      warnings: [
        t`Apply it with ${tool}-restore --noflush: without --noflush, everything that is in the table goes.`,
        t`The chain has to let answers pass already (conntrack ESTABLISHED), and the rules are gone after a restart until they are saved as the distribution does it. Where firewalld, ufw or a script of your own writes the table, it may write over them.`,
        family === 4
          ? t`IPv6 is a sheet of its own, for ip6tables-restore.`
          : t`IPv4 is a sheet of its own, for iptables-restore.`,
      ],
    },
    write(rules, options) {
      const { chain, position } = placeOf(options)
      const written = rules.filter(({ parts }) => parts.length > 0)
      const own = [CHAIN, ...written.flatMap(({ rule }) => [verdictChain(rule.id), sendersChain(rule.id)])]
      const senders = written.flatMap((rule) => senderLines(rule, family))
      const jump = `${chain} -m comment --comment "Postern" -j ${CHAIN}`
      return {
        apply: table([
          ...own.map((name) => `-N ${name}`),
          ...written.flatMap(verdictLines),
          ...senders,
          ...written.flatMap(ruleLines),
          position === '1' ? `-I ${jump}` : `-I ${jump.replace(' ', ` ${position} `)}`,
        ]),
        rollback: table([
          `-D ${jump}`,
          ...own.map((name) => `-F ${name}`),
          // Nothing speaks of a chain any more once all are empty.
          ...own.map((name) => `-X ${name}`),
        ]),
        notes: [
          ...writtenOtherwise(options.list, chain),
          ...writtenOtherwise(options.position, position),
          t`The sheet makes each of its chains, and ${tool}-restore does all of a file or nothing: where an earlier sheet stands, it changes nothing and says that a chain exists. Take that one back first.`,
          ...(written.some(({ rule }) => !rule.enabled)
            ? [
                t`A rule that is off has its senders, and nothing jumps to them. To switch it on, take the words "# off: " away, take the sheet back, and apply it again.`,
              ]
            : []),
          ...(senders.length > MANY ? [manyNote(senders.length)] : []),
          ...cutComments(written, COMMENT),
        ],
      }
    },
    writeChange(changes, rules) {
      const changed = rules.filter(({ parts }) => parts.length > 0)
      const lines = (undo: boolean) =>
        changed.flatMap(({ rule, groups }) =>
          groups.flatMap(({ id }) =>
            changes
              .filter(({ after }) => after.id === id)
              .flatMap(({ after, added, removed }) => [
                ...listOf(undo ? added : removed, family).map(
                  (member) => `-D ${senderLine(rule.id, after, family, member)}`,
                ),
                ...listOf(undo ? removed : added, family).map(
                  (member) => `-A ${senderLine(rule.id, after, family, member)}`,
                ),
              ]),
          ),
        )
      return {
        ...{ apply: table(lines(false)), rollback: table(lines(true)) },
        notes: [
          t`Where a line that goes is not there as the earlier sheet wrote it, nothing is changed, and ${tool}-restore names the line.`,
        ],
      }
    },
  })
}

function manyNote(count: number): string {
  const lines = counted(count, 'line')
  return t`The senders come to ${lines}, which iptables goes through for each new connection to these services, and which its nf_tables variant has to load as root of the machine itself: in a container it may say "Message too long". nftables looks a sender up at once.`
}

function table(lines: readonly string[]): string {
  return ['*filter', ...lines, 'COMMIT', ''].join('\n')
}

/** A chain's name is reduced to what one is made of, so that nothing else gets into the line. */
function placeOf({ list = '', position = '' }: PlatformOptions): { chain: string; position: string } {
  const chain = list
    .replace(/[^\w.-]/g, '')
    .replace(/^[^\w]+/, '')
    .slice(0, CHAIN_NAME)
  return { chain: chain || USUAL_CHAIN, position: /^[1-9]\d{0,5}$/.test(position) ? position : '1' }
}

function listOf({ four, six }: { four: readonly string[]; six: readonly string[] }, family: 4 | 6): readonly string[] {
  return family === 4 ? four : six
}

function verdictLines({ rule }: ResolvedRule): string[] {
  const chain = verdictChain(rule.id)
  return [
    ...(rule.log ? [`-A ${chain} -j LOG --log-prefix "${namesOfId.rule(rule.id)} "`] : []),
    `-A ${chain} -j ${rule.action === 'allow' ? 'ACCEPT' : 'DROP'}`,
  ]
}

function senderLines({ rule, groups }: ResolvedRule, family: 4 | 6): string[] {
  return groups.flatMap((group) =>
    membersOf(group, family).map((member) => `-A ${senderLine(rule.id, group, family, member)}`),
  )
}

/** The group is part of the line: where two have the same member, a change of one leaves the other's. */
function senderLine(rule: string, { id }: ResolvedGroup, family: 4 | 6, member: string): string {
  const comment = `-m comment --comment "${namesOfId.sendersOf(family, id)}"`
  return `${sendersChain(rule)} -s ${member} ${comment} -j ${verdictChain(rule)}`
}

function ruleLines({ rule, parts, services }: ResolvedRule): string[] {
  // Neither a quote nor a backslash, which are what iptables-restore reads in a quoted text.
  const comment = oneLine(ruleComment(rule), COMMENT).replaceAll('"', "'").replaceAll('\\', '/')
  return parts.flatMap(({ family, destinations }) =>
    destinations.flatMap((destination) =>
      services.map(({ protocol, port }) => {
        const to = `-d ${destination}/${family === 4 ? 32 : 128} -p ${protocol} -m ${protocol} --dport ${port}`
        const line = `-A ${CHAIN} ${to} -m conntrack --ctstate NEW -m comment --comment "${comment}" -j ${sendersChain(rule.id)}`
        return rule.enabled ? line : `# off: ${line}`
      }),
    ),
  )
}
