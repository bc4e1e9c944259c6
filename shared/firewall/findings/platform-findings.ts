import { addressName, lookedUpName, namesOfId, prefixName } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import { membersOf, type ResolvedGroup } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { RuleFinding } from '../rule-finding.ts'
import type { FirewallRule, RuleSet } from '../rule-set.ts'
import type { Writer, WriterMeta } from '../writer.ts'
import { type RuleFindingCode, ruleFinding } from './finding-words.ts'

/** Names of prefixes and looked-up names have at most so many characters; below that each is looked at. */
const LONGEST_NAME = 31

/** What platforms do not take or carry: once for each platform and kind, however many rules it hits. */
export function platformFindings(
  set: RuleSet,
  groups: ReadonlyMap<string, ResolvedGroup>,
  writers: readonly Pick<Writer, 'meta'>[],
): RuleFinding[] {
  const used = new Set(set.rules.flatMap(({ sources }) => sources))
  const written = {
    set,
    groups: [...groups.values()].filter(({ id }) => used.has(id)),
    comments: commentsOf(set.rules),
  }
  return [
    ...charactersFinding(set.rules, written.comments),
    ...writers.flatMap(({ meta }) => [...limitFindings(meta, written), ...carryFindings(meta, set.rules, groups)]),
  ]
}

type ToWrite = { set: RuleSet; groups: readonly ResolvedGroup[]; comments: ReadonlyMap<string, string> }

function commentsOf(rules: readonly FirewallRule[]): ReadonlyMap<string, string> {
  return new Map(rules.map((rule) => [rule.id, ruleComment(rule)]))
}

/** Comments are written in ASCII for every platform; a space in the place of a line break is no loss. */
function charactersFinding(rules: readonly FirewallRule[], comments: ReadonlyMap<string, string>): RuleFinding[] {
  const lossy = rules.filter(({ id }) => /[^\s\x20-\x7e]/.test(comments.get(id) ?? ''))
  return told('comment-characters', lossy)
}

function limitFindings({ id, name, limits, carries }: WriterMeta, { set, groups, comments }: ToWrite): RuleFinding[] {
  const platform = { platform: name, platformId: id }
  const found: RuleFinding[] = []
  const { comment, ruleName, members, rules, objectName } = limits
  if (comment !== undefined) {
    const long = set.rules.filter(
      (rule) => oneLine(comments.get(rule.id) ?? '', Number.MAX_SAFE_INTEGER).length > comment,
    )
    found.push(...told('comment-too-long', long, { ...platform, most: comment }))
  }
  if (ruleName !== undefined) {
    const long = set.rules.filter((rule) => namesOfId.rule(rule.id).length > ruleName)
    found.push(...told('rule-name-too-long', long, { ...platform, most: ruleName }))
  }
  if (objectName !== undefined) {
    const long = objectNames(set, groups, objectName < LONGEST_NAME).filter((each) => each.length > objectName)
    const [text] = long
    if (text !== undefined)
      found.push(ruleFinding('object-name-too-long', { ...platform, text, count: long.length, most: objectName }))
  }
  if (members !== undefined) {
    const sizes = groups.map((group) => [group.id, countOfMembers(group, carries)] as const)
    const [group, count] = sizes.toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0]
    if (count > members) found.push(ruleFinding('too-many-members', { ...platform, group, count, most: members }))
  }
  if (rules !== undefined && set.rules.length > rules)
    found.push(ruleFinding('too-many-rules', { ...platform, count: set.rules.length, most: rules }))
  return found
}

function countOfMembers({ four, six, names }: ResolvedGroup, carries: WriterMeta['carries']): number {
  return (carries.four ? four.length : 0) + (carries.six ? six.length : 0) + (carries.names ? names.length : 0)
}

/** The names of objects that a sheet makes; `withMembers`: also those of prefixes and names, which are made to be short. */
function objectNames(set: RuleSet, groups: readonly ResolvedGroup[], withMembers: boolean): string[] {
  return [
    ...groups.map(({ id }) => namesOfId.sendersOf(6, id)),
    ...set.hosts.map(({ id }) => namesOfId.hostOf(6, id)),
    ...set.services.map(({ id }) => namesOfId.service(id)),
    ...(withMembers
      ? [
          ...groups.flatMap(({ four, six, names }) => [
            ...[...four, ...six].map(prefixName),
            ...names.map(lookedUpName),
          ]),
          ...set.hosts.flatMap((host) => [...host.public, ...host.internal].map(addressName)),
        ]
      : []),
  ]
}

function carryFindings(
  { id, name, carries }: WriterMeta,
  rules: readonly FirewallRule[],
  groups: ReadonlyMap<string, ResolvedGroup>,
): RuleFinding[] {
  const platform = { platform: name, platformId: id }
  const withSenders = (has: (group: ResolvedGroup) => boolean) => {
    const ids = new Set([...groups.values()].filter(has).map((group) => group.id))
    return rules.filter(({ sources }) => sources.some((source) => ids.has(source)))
  }
  const lacking = ([4, 6] as const).flatMap((family) =>
    (family === 4 ? carries.four : carries.six)
      ? []
      : told(
          'family-not-carried',
          withSenders((group) => membersOf(group, family).length > 0),
          {
            ...{ ...platform, text: family === 4 ? 'IPv4' : 'IPv6' },
          },
        ),
  )
  const wanted = (isLacking: boolean, code: RuleFindingCode, which: () => readonly FirewallRule[]) =>
    isLacking ? told(code, which(), platform) : []
  return [
    ...lacking,
    ...wanted(!carries.names, 'names-not-carried', () => withSenders((group) => group.names.length > 0)),
    ...wanted(!carries.deny, 'deny-not-carried', () => rules.filter(({ action }) => action === 'deny')),
    ...wanted(carries.disabled === 'left-out', 'off-not-carried', () => rules.filter(({ enabled }) => !enabled)),
    ...wanted(!carries.log, 'log-not-carried', () => rules.filter(({ log }) => log)),
  ]
}

/** One finding for all rules that it hits, none where there are none. */
function told(
  code: RuleFindingCode,
  hit: readonly FirewallRule[],
  detail: { platform?: string; platformId?: string; most?: number; text?: string } = {},
): RuleFinding[] {
  const [first] = hit
  if (!first) return []
  // The rule is named as an example: the finding is about the platform.
  return [{ ...ruleFinding(code, { ...detail, rule: first.id, count: hit.length }), rule: null }]
}
