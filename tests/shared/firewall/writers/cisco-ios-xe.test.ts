import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import iosXe from '../../../../shared/firewall/writers/cisco-ios-xe.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, type Flow, flowsOf } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, readsBack, rollsBack, writtenOf } from '../read-back.ts'

const readBack = (configurations: readonly string[]) => read(configurations).flows

describe('Cisco IOS XE', () => {
  it('says what the model says, read back', () => readsBack(iosXe, readBack))

  it('says it at numbers of its own', () => readsBack(iosXe, readBack, { list: 'IN4 IN6', position: '100' }))

  it('takes away what it added', () => rollsBack(iosXe, readBack))

  it('changes members alone', () => changesBack(iosXe, readBack))

  it('leaves nothing behind but the empty lists', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { apply, rollback } = writtenOf(iosXe, set)
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('takes no text for a command', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback, given } = writtenOf(iosXe, set, options)
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'public')))
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('writes what is switched off as comments alone', () => {
    const set = { ...exampleRules, rules: exampleRules.rules.map((rule) => ({ ...rule, enabled: false })) }
    const { apply } = writtenOf(iosXe, set)
    expect(apply).toContain('\n! off: ip access-list extended OUTSIDE_IN\n')
    expect(apply).not.toMatch(/^(ip|ipv6) access-list/m)
    expect(apply).not.toMatch(/^ (permit|deny)/m)
  })

  it.each([
    ['A', ['A', 'A6']],
    ['A A', ['A', 'A6']],
    ['A B', ['A', 'B']],
    ['A;reload B!', ['A_reload', 'B_']],
  ])('has of %j the lists %j', (list, lists) => {
    const { apply } = writtenOf(iosXe, { ...exampleRules, rules: exampleRules.rules.map(on) }, { list })
    expect(
      [...apply.matchAll(/^(?:ip access-list extended|ipv6 access-list) (.*)$/gm)].map(([, name]) => name),
    ).toEqual(lists)
  })

  it.each([
    ['EDGE IN6 clear', ['“EDGE IN6 clear” is not taken as it stands: “EDGE IN6” is written.']],
    ['EDGE EDGE', ['“EDGE EDGE” is not taken as it stands: “EDGE EDGE6” is written.']],
    ['EDGE IN;', ['“IN;” has characters that no name has here: “IN_” is written.']],
    ['A'.repeat(65), [expect.stringContaining('is not taken as it stands')]],
    ['EDGE IN6', []],
    ['EDGE', []],
    ['', []],
  ])('says where the lists %j are written otherwise', (list, said) => {
    const usual = writtenOf(iosXe, exampleRules).notes
    expect(writtenOf(iosXe, exampleRules, { list }).notes.filter((note) => !usual.includes(note))).toEqual(said)
  })

  it('clears nothing', () => {
    const { apply } = writtenOf(iosXe, exampleRules)
    expect(apply).not.toMatch(/^ ?(clear|no) /m)
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(iosXe, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/cisco-ios-xe.apply.txt')
    await expect(rollback).toMatchFileSnapshot('goldens/cisco-ios-xe.rollback.txt')
    const delta = deltaOf(iosXe, exampleRules, laterGroups)
    await expect(delta.apply).toMatchFileSnapshot('goldens/cisco-ios-xe.delta.txt')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/cisco-ios-xe.delta-rollback.txt')
  })
})

function on<Rule extends { enabled: boolean }>(rule: Rule): Rule {
  return { ...rule, enabled: true }
}

type Entry = {
  key: string
  /** Where it stood in what was read. */
  at: number
  sequence: number
  rule: string
  flow?: Omit<Flow, 'sources' | 'destination'>
  from?: string
  to?: string
}
type Within = { group: string; family: 4 | 6 } | { list: string; family: 4 | 6 } | undefined

const NAME = '[A-Za-z0-9._-]+'
const TEXT = "[A-Za-z0-9 .,:;/@()+=_#'&*-]{1,100}"
const MATCH = `(?<action>permit|deny) (?<protocol>tcp|udp) object-group (?<from>${NAME}) (?<to>host \\S+|object-group ${NAME}) eq (?<port>\\d+)`

/** Reads lines as IOS XE does at its prompt; comments tell of entries that are off, or that are there already. */
function read(configurations: readonly string[]): { flows: Flow[]; left: string[] } {
  const groups = new Map<string, { family: 4 | 6; members: Set<string> }>()
  const lists = new Map<string, { family: 4 | 6; entries: Entry[] }>()
  const told: (Entry & { list: string; kind: 'off' | 'repeats' })[] = []
  let [remark, at] = ['', 0]
  for (const text of configurations) {
    if (text === '') continue
    expect(text).toMatch(/^configure terminal\n[\s\S]*end\n$/)
    let within: Within
    for (const line of text.split('\n').slice(1, -2)) {
      if (line.startsWith('!')) readComment(line, within)
      else if (!line.startsWith(' ')) within = readHead(line)
      else if (within && 'group' in within) readMember(line.slice(1), within)
      else if (within) readEntry(line.slice(1), within)
      else expect(line).toBe('a line of a group or a list')
    }
    for (const [name, { members }] of groups) expect([name, members.size]).not.toEqual([name, 0])
  }

  function readHead(line: string): Within {
    const group = new RegExp(`^(no )?object-group (network|v6-network) (${NAME})$`).exec(line)
    if (group) {
      const [, no, kind, name = ''] = group
      const family = kind === 'network' ? 4 : 6
      if (no) {
        const used = [...lists.values()]
          .flatMap(({ entries }) => entries)
          .some(({ from, to }) => [from, to].includes(name))
        expect([line, used, groups.get(name)?.family]).toEqual([line, false, family])
        groups.delete(name)
        for (const each of told.filter(({ from }) => from === name)) told.splice(told.indexOf(each), 1)
        return undefined
      }
      const known = groups.get(name)
      expect(known?.family ?? family).toBe(family)
      groups.set(name, known ?? { family, members: new Set() })
      return { group: name, family }
    }
    const list = new RegExp(`^(?:ip access-list extended|(ipv6) access-list) (${NAME})$`).exec(line)
    expect([line, list !== null]).toEqual([line, true])
    const [, six, name = ''] = list ?? []
    const family = six ? 6 : 4
    const known = lists.get(name)
    // One name has one list, whatever its family.
    expect([line, known?.family ?? family]).toEqual([line, family])
    lists.set(name, known ?? { family, entries: [] })
    return { list: name, family }
  }

  function readMember(line: string, { group, family }: { group: string; family: 4 | 6 }): void {
    if (new RegExp(`^description ${TEXT}$`).test(line)) return
    const member = (
      family === 4 ? /^(no )?(host [\d.]+|[\d.]+ 255\.[\d.]+)$/ : /^(no )?(host [\da-f:]+|[\da-f:]+\/\d+)$/
    ).exec(line)
    expect([line, member !== null]).toEqual([line, true])
    const [, no, what = ''] = member ?? []
    const members = groups.get(group)?.members
    expect([line, members?.has(what)]).toEqual([line, no !== undefined])
    if (no) members?.delete(what)
    else members?.add(what)
    // An empty group is deleted, and one in use can't be.
    expect([line, members?.size === 0]).toEqual([line, false])
  }

  function readEntry(line: string, { list, family }: { list: string; family: 4 | 6 }): void {
    const number = family === 4 ? '(?<sequence>\\d+) ' : 'sequence (?<sequence>\\d+) '
    const found = new RegExp(
      `^(?<no>no )?(?:${number})?(?:remark (?<remark>${TEXT})|(?<match>${MATCH})(?<log> log)?)$`,
    ).exec(line)?.groups
    expect([line, found !== undefined]).toEqual([line, true])
    const entries = lists.get(list)?.entries ?? []
    const key = found?.remark === undefined ? `${found?.match}${found?.log ?? ''}` : `remark ${found.remark}`
    if (found?.no) {
      const place = entries.findIndex((each) => each.key === key)
      expect([line, place >= 0]).toEqual([line, true])
      entries.splice(place, 1)
      for (const each of told.filter((other) => other.kind === 'repeats' && other.list === list && other.key === key))
        told.splice(told.indexOf(each), 1)
      return
    }
    const sequence = found?.sequence ? Number(found.sequence) : (entries.at(-1)?.sequence ?? 0) + 10
    expect([line, entries.some((each) => each.sequence === sequence)]).toEqual([line, false])
    if (found?.remark !== undefined) {
      ;[remark = ''] = found.remark.split(' ')
      expect(remark).toMatch(/^PSTN_R_\w+$/)
      entries.push({ key, at: at++, sequence, rule: remark })
      return
    }
    // What differs in its log alone is the same entry.
    const same = (each: Entry) => each.key.replace(/ log$/, '') === found?.match
    expect([line, entries.some(same)]).toEqual([line, false])
    entries.push({ key, at: at++, sequence, ...entryOf(found ?? {}, family, true, remark) })
  }

  function entryOf(found: Record<string, string | undefined>, family: 4 | 6, enabled: boolean, rule: string) {
    const { action, protocol = '', from = '', to = '', port } = found
    expect([from, groups.get(from)?.family]).toEqual([from, family])
    const target = to.replace('object-group ', '')
    if (to.startsWith('object-group')) expect([target, groups.get(target)?.family]).toEqual([target, family])
    else expect(target.includes(':')).toBe(family === 6)
    const flow = {
      rule,
      protocol,
      port: Number(port),
      action: action === 'permit' ? 'allow' : 'deny',
      enabled,
    } as const
    return { rule, flow, from, to: target }
  }

  function readComment(line: string, within: Within): void {
    if (new RegExp(`^! off: (?:ip access-list extended|ipv6 access-list) ${NAME}$`).test(line)) return
    const off = new RegExp(`^! off:  (?:remark (?<remark>${TEXT})|(?<match>${MATCH})(?: log)?)$`).exec(line)?.groups
    if (off?.remark !== undefined) {
      ;[remark = ''] = off.remark.split(' ')
      return
    }
    const repeats = new RegExp(`^! (?<rule>PSTN_R_\\w+) repeats PSTN_R_\\w+: (?<match>${MATCH})(?: log)?$`).exec(
      line,
    )?.groups
    const found = off ?? repeats ?? {}
    expect([line, found.match !== undefined]).toEqual([line, true])
    const family = groups.get(found.from ?? '')?.family ?? 4
    const entry = entryOf(found, family, repeats !== undefined, repeats?.rule ?? remark)
    const list = within && 'list' in within ? within.list : ''
    const key = repeats
      ? (lists.get(list)?.entries.find((each) => each.key.replace(/ log$/, '') === found.match)?.key ??
        found.match ??
        '')
      : (found.match ?? '')
    told.push({ key, at: at++, sequence: 0, list, kind: repeats ? 'repeats' : 'off', ...entry })
  }

  const sourcesOf = (name: string) =>
    [...(groups.get(name)?.members ?? [])].map((member) => {
      const [first = '', second = ''] = member.split(' ')
      if (first === 'host') return `${second}/${second.includes(':') ? 128 : 32}`
      return second === '' ? member : `${first}/${bitsOf(second)}`
    })
  const entries = [...lists.values()].flatMap((list) => list.entries)
  const flows = [...entries, ...told]
    .toSorted((one, other) => one.at - other.at)
    .flatMap(({ flow, from = '', to = '' }) => {
      if (!flow) return []
      const sources = sourcesOf(from)
      if (to.startsWith('host ')) return [{ ...flow, destination: to.slice(5), sources }]
      return [...(groups.get(to)?.members ?? [])].map((member) => ({ ...flow, destination: member.slice(5), sources }))
    })
  return { flows, left: [...groups.keys(), ...entries.map(({ key }) => key)] }
}

function bitsOf(mask: string): number {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
  expect(bits).toMatch(/^1*0*$/)
  return bits.includes('0') ? bits.indexOf('0') : 32
}
