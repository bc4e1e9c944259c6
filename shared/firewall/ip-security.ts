import { namesOfId } from './object-name.ts'
import { oneLine } from './one-line.ts'
import { membersOf, type ResolvedRule } from './resolved-rule.ts'
import { xmlComment } from './xml-text.ts'

/** One path of one host's site, with who is let in, each entry once and by the group that has it first. */
export type Block = {
  host: string
  path: string
  rules: readonly string[]
  /** By prefix; the name of the group. */
  entries: ReadonlyMap<string, string>
}

/** A path below the site: the site itself is none, since that would close everything. */
const PATH = /^(?:\/[A-Za-z0-9._~-]+)+$/

/** The mask of each length. */
const MASKS = Array.from({ length: 33 }, (_, length) =>
  [24, 16, 8, 0].map((shift) => Math.floor((2 ** 32 - 2 ** (32 - length)) / 2 ** shift) % 256).join('.'),
)

/** What the rules come to, and which of their services have no path that a list can stand at. */
export function blocksOf(rules: readonly ResolvedRule[]): { blocks: readonly Block[]; without: readonly string[] } {
  const blocks = new Map<string, { host: string; path: string; rules: Set<string>; entries: Map<string, string> }>()
  const without = new Set<string>()
  for (const { rule, host, groups, services, parts } of rules) {
    if (!parts.some(({ family }) => family === 4)) continue
    for (const { id, protocol, paths } of services) {
      const taken = protocol === 'tcp' ? paths.map(withoutSlash).filter((path) => PATH.test(path)) : []
      if (taken.length < paths.length || taken.length === 0) without.add(id)
      for (const path of taken) {
        // IIS tells paths apart by their letters alone, not by their case.
        const key = `${host.id} ${path.toLowerCase()}`
        const block = blocks.get(key) ?? { host: host.name, path, rules: new Set(), entries: new Map() }
        blocks.set(key, block)
        block.rules.add(namesOfId.rule(rule.id))
        for (const group of groups)
          for (const member of membersOf(group, 4))
            if (!block.entries.has(member)) block.entries.set(member, namesOfId.sendersOf(4, group.id))
      }
    }
  }
  return { blocks: [...blocks.values()].map((each) => ({ ...each, rules: [...each.rules] })), without: [...without] }
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '')
}

/** What is done to the list of a block, in the order in which IIS reads it. */
export type BlockLines = Block & { out: readonly string[]; into: readonly string[] }

/**
 * The file: a block for each path, after the words for whoever reads it. `allowUnlisted` is true in each, with which IIS answers
 * everybody as before.
 */
export function ipSecurityFile(site: string, words: readonly string[], blocks: readonly BlockLines[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...words.map(xmlComment),
    '<configuration>',
    ...blocks.flatMap((block) => blockLines(site, block)),
    '</configuration>',
    '',
  ].join('\n')
}

function blockLines(site: string, { host, path, rules, entries, out, into }: BlockLines): string[] {
  const groups = Map.groupBy(into, (member) => entries.get(member) ?? '')
  return [
    `  ${xmlComment(`On the server of ${host}, for ${rules.join(', ')}`)}`,
    `  <location path="${attribute(`${site}${path}`)}">`,
    '    <system.webServer>',
    '      <security>',
    '        <ipSecurity allowUnlisted="true">',
    ...out.map((member) => `          <remove ${addressOf(member)} />`),
    ...[...groups].flatMap(([group, members]) => [
      ...(group === '' ? [] : [`          <!-- ${group} -->`]),
      ...members.map((member) => `          <add ${addressOf(member)} allowed="true" />`),
    ]),
    '        </ipSecurity>',
    '      </security>',
    '    </system.webServer>',
    '  </location>',
  ]
}

/** Of a prefix as the lists have it: its own first address and its length. */
function addressOf(prefix: string): string {
  const [address, length] = prefix.split('/')
  return `ipAddress="${address}" subnetMask="${MASKS[Number(length)]}"`
}

function attribute(text: string): string {
  return oneLine(text, 300).replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
