import { t } from '../../language/translate.ts'
import { givenNumber, shortenedByUs } from '../console-words.ts'
import { namesOfId } from '../object-name.ts'
import { changedObjects, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { objectLine, removalLine, zoneNotes, zonesOfObjects } from '../sonicos-objects.ts'
import {
  accessRule,
  type Block,
  hostBlock,
  memberLines,
  ruleBlocks,
  senderBlock,
  senderHead,
  serviceBlock,
  sourceBlock,
} from '../sonicos-rules.ts'
import { defineWriter } from '../writer.ts'

/** Ours, since no source tells what the platform takes. */
const COMMENT = 255
const FAMILIES = [4, 6] as const

export default defineWriter({
  meta: {
    id: 'sonicwall',
    name: 'SonicWall SonicOS',
    extension: 'txt',
    limits: {},
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    // From the zone that the packet comes in by, to the zone of the host, and for the address before translation.
    side: 'public',
    options: { position: { label: t`Priority of the first rule`, usual: t`as the firewall ranks it` } },
    basedOn: [
      'The command line of SonicOS 6.5 and 7, as public scripts and SonicWall’s own test suites write it: address-object, address-group, service-object, service-group, access-rule and their no forms, commit.',
      'The model of SonicOS 7’s API, which has the same words: an address group of either family takes fqdn objects, an access rule has no name that it could be removed by, only a UUID that is known once it is there. So that what takes a rule away can be written beforehand, this is the command line and not the API; POST /api/sonicos/direct/cli takes the same text.',
      'Not confirmed on a device: IPv6 networks with /length as a word of its own, priority manual, and how long a comment may be.',
    ],
    warnings: [
      t`Where an address group of such a name is there, it grows by these members and keeps its old ones, which stay let in. For a newer list, apply the change (delta) or take the earlier sheet back first.`,
      t`The rules speak of the public address of a host and of the zone that it stands in; a NAT policy that translates the one to the other has to be there.`,
      t`The firewall ranks rules by how much they match, the narrowest first, where no priority is given.`,
      t`A rule that denies discards without an answer.`,
    ],
  },
  write(rules, options) {
    const { number, notes } = givenNumber(options.position, [1, 65_535])
    const { objects, groups, services } = objectsOf(rules, 'public')
    const zones = zonesOfObjects(groups, rules)
    const hosts = [...new Map(rules.map(({ host }) => [host.id, host] as const)).values()]
    const written = rules.flatMap((rule) => FAMILIES.flatMap((family) => accessRule(rule, family)))
    const blocks = [
      ...groups.flatMap((group) => FAMILIES.flatMap((family) => senderBlock(group, family))),
      ...hosts.flatMap((host) => FAMILIES.flatMap((family) => hostBlock(host, family))),
      ...written.flatMap(sourceBlock),
      ...rules.map(serviceBlock),
    ]
    const apply = sections(
      [
        ...objects.map((each) => objectLine(each, zones.get(each.entry))),
        ...services.map(
          ({ id, protocol, port }) =>
            `service-object "${namesOfId.service(id)}" ${protocol.toUpperCase()} ${port} ${port}`,
        ),
      ],
      blocks.flatMap(linesOf),
      ruleBlocks(written, number, COMMENT).flatMap(linesOf),
    )
    const rollback = sections(
      written.map(({ head }) => `no ${head}`),
      blocks.toReversed().map(({ head }) => `no ${head}`),
      [...services.map(({ id }) => `no service-object "${namesOfId.service(id)}"`), ...objects.map(removalLine)],
    )
    return {
      apply,
      rollback,
      notes: [...notes, ...zoneNotes(rules), ...shortenedByUs(rules, COMMENT), promptNote()],
    }
  },
  writeChange(changes, rules, _options, set, standing) {
    const { fresh, gone } = changedObjects(changes, set, standing)
    const zones = zonesOfObjects(
      changes.flatMap(({ before, after }) => [after, before]),
      rules,
    )
    const text = (into: readonly SheetObject[], out: readonly SheetObject[], turned: boolean) =>
      sections(
        into.map((each) => objectLine(each, zones.get(each.entry))),
        changes.flatMap(({ after, added, removed }) =>
          FAMILIES.flatMap((family) => {
            const [more, less] = turned ? [removed, added] : [added, removed]
            // What comes in stands first: a group is never empty.
            const members = [...memberLines(more, family), ...memberLines(less, family).map((line) => `no ${line}`)]
            return members.length === 0 ? [] : linesOf({ head: senderHead(after, family), members })
          }),
        ),
        out.map(removalLine),
      )
    return { apply: text(fresh, gone, false), rollback: text(gone, fresh, true), notes: [promptNote()] }
  },
})

function promptNote(): string {
  return t`The lines are for the prompt of an SSH session, without configure before them. What a commit does not take is told there, and nothing of that part is done.`
}

/** Parts that are committed one after the other, since each speaks of what the one before made. */
function sections(...parts: readonly string[][]): string {
  const lines = parts.flatMap((part) => (part.length === 0 ? [] : [...part, 'commit']))
  return lines.length === 0 ? '' : `${['configure', ...lines, 'end'].join('\n')}\n`
}

function linesOf({ head, members }: Block): string[] {
  return [head, ...members, 'exit']
}
