import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import asa from '../../../../shared/firewall/writers/cisco-asa.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, type Flow, flowsOf } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, readsBack, rollsBack, writtenOf } from '../read-back.ts'

const readBack = (configurations: readonly string[]) => read(configurations).flows

describe('Cisco ASA', () => {
  it('says what the model says, read back', () => readsBack(asa, readBack))

  it('says it at a place in the list', () => readsBack(asa, readBack, { list: 'FROM_NET', position: '3' }))

  it('takes away what it added', () => rollsBack(asa, readBack))

  it('changes members alone, and names that nobody has any more', () => changesBack(asa, readBack))

  it('leaves nothing behind', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { apply, rollback } = writtenOf(asa, set)
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('takes no text for a command', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback, given } = writtenOf(asa, set, options)
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'internal')))
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('clears nothing', () => {
    const { apply, rollback } = writtenOf(asa, exampleRules)
    expect(apply).not.toMatch(/^(clear|no) /m)
    expect(rollback).not.toMatch(/clear|access-group/)
  })

  it('counts lines from the place that is asked for', () => {
    const { apply } = writtenOf(asa, exampleRules, { position: '7' })
    const numbers = [...apply.matchAll(/^access-list OUTSIDE_IN line (\d+) /gm)].map(([, number]) => Number(number))
    expect(numbers).toEqual(numbers.map((_, index) => 7 + index))
  })

  it.each([
    ['0', '“0” is no position'],
    ['first', '“first” is no position'],
    ['1\nreload', 'is no position'],
  ])('takes no %j for a place, and says so', (position, said) => {
    const { apply, notes } = writtenOf(asa, exampleRules, { position })
    expect(apply).not.toContain(' line ')
    expect(notes.join('\n')).toContain(said)
  })

  it('writes an access list’s name in the signs that it has there, and says so', () => {
    const { apply, rollback, notes } = writtenOf(asa, exampleRules, { list: 'EDGE IN; clear' })
    expect(`${apply}${rollback}`).not.toContain('EDGE IN')
    expect(apply).toMatch(/^access-list EDGE_IN__clear remark /m)
    expect(notes).toContain('“EDGE IN; clear” has characters that no name has here: “EDGE_IN__clear” is written.')
    expect(writtenOf(asa, exampleRules, { list: 'EDGE_IN' }).notes.join()).not.toContain('EDGE')
  })

  it('does not switch a rule off by one that says the same and is off', () => {
    const [first] = exampleRules.rules
    if (!first) throw new Error('There is no rule.')
    const set = { ...exampleRules, rules: [first, { ...first, id: '009', enabled: true }] }
    const { apply } = writtenOf(asa, set)
    expect(apply).toMatch(/^! PSTN_R_001 repeats PSTN_R_009: access-list /m)
    expect(apply).not.toMatch(/^access-list .* inactive$/m)
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(asa, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/cisco-asa.apply.txt')
    await expect(rollback).toMatchFileSnapshot('goldens/cisco-asa.rollback.txt')
    const delta = deltaOf(asa, exampleRules, laterGroups)
    await expect(delta.apply).toMatchFileSnapshot('goldens/cisco-asa.delta.txt')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/cisco-asa.delta-rollback.txt')
  })
})

type Line = { key: string; rule: string } & (
  | { kind: 'remark' }
  | { kind: 'entry' | 'repeated'; from: string; to: string; end: Omit<Flow, 'sources' | 'destination'> }
)

type Within = { object: string } | { group: string } | undefined

const NAME = '[A-Za-z0-9._-]+'
const TEXT = "[A-Za-z0-9 .,:;/@()+=_#'&*-]{1,100}"
const ENTRY = `(?<action>permit|deny) (?<protocol>tcp|udp) object-group (?<from>${NAME}) (?<to>host \\S+|object-group ${NAME}) eq (?<port>\\d+)`

/** Reads lines as an ASA does at its prompt, with what it has then. */
function read(configurations: readonly string[]): { flows: Flow[]; left: string[] } {
  const objects = new Map<string, { family: 4 | 6; fqdn: string }>()
  const groups = new Map<string, Set<string>>()
  const lists = new Map<string, Line[]>()
  for (const text of configurations) {
    if (text === '') continue
    expect(text).toMatch(/^configure terminal\n[\s\S]*end\n$/)
    let within: Within
    for (const line of text.split('\n').slice(1, -2)) {
      expect(line.length).toBeLessThan(500)
      if (line.startsWith(' ')) within = readWithin(line.slice(1), within)
      else within = readLine(line)
    }
    for (const [name, { fqdn }] of objects) expect([name, fqdn]).not.toContain('')
    for (const [name, members] of groups) expect([name, members.size]).not.toEqual([name, 0])
  }

  function readLine(line: string): Within {
    const object = new RegExp(`^(no )?object network (${NAME})$`).exec(line)
    if (object) {
      const [, no, name = ''] = object
      if (!no) {
        expect(objects.has(name)).toBe(false)
        objects.set(name, { family: 4, fqdn: '' })
        return { object: name }
      }
      expect([...groups.values()].some((members) => members.has(`object ${name}`))).toBe(false)
      expect(objects.delete(name)).toBe(true)
      return undefined
    }
    const group = new RegExp(`^(no )?object-group network (${NAME})$`).exec(line)
    if (group) {
      const [, no, name = ''] = group
      if (!no) {
        if (!groups.has(name)) groups.set(name, new Set())
        return { group: name }
      }
      const used = [...lists.values()]
        .flat()
        .some((each) => each.kind === 'entry' && [each.from, each.to].includes(name))
      expect([name, used]).toEqual([name, false])
      expect(groups.delete(name)).toBe(true)
      return undefined
    }
    const repeated = new RegExp(
      `^! (?<rule>PSTN_R_\\w+) repeats PSTN_R_\\w+: access-list (?<list>${NAME}) extended (?<match>${ENTRY})(?: log)?(?<off> inactive)?$`,
    ).exec(line)?.groups
    if (repeated) {
      const own = lists.get(repeated.list ?? '') ?? []
      own.push(lineOf(repeated, 'repeated', repeated.rule ?? ''))
      lists.set(repeated.list ?? '', own)
      return undefined
    }
    const ace = new RegExp(
      `^(?<no>no )?access-list (?<list>${NAME})(?: line (?<line>\\d+))? (?:remark (?<remark>${TEXT})|extended (?<match>${ENTRY})(?<log> log)?(?<off> inactive)?)$`,
    ).exec(line)?.groups
    expect([line, ace !== undefined]).toEqual([line, true])
    const { no, list = '', line: number, remark, match = '' } = ace ?? {}
    const own = lists.get(list) ?? []
    lists.set(list, own)
    if (no) {
      const at = own.findIndex(
        (each) => each.key === (remark === undefined ? match : `remark ${remark}`) && each.kind !== 'repeated',
      )
      expect([line, at >= 0]).toEqual([line, true])
      const [gone] = own.splice(at, 1)
      if (gone?.kind === 'entry')
        lists.set(
          list,
          own.filter((each) => each.kind !== 'repeated' || each.key !== gone.key),
        )
      if (lists.get(list)?.length === 0) lists.delete(list)
      return undefined
    }
    // A list that is shorter takes the line at its end.
    const real = own.filter((each) => each.kind !== 'repeated')
    const before = number === undefined ? undefined : real[Number(number) - 1]
    const at = before ? own.indexOf(before) : own.length
    const rule = own.slice(0, at).findLast((each) => each.kind === 'remark')?.rule ?? ''
    if (remark !== undefined) {
      const [name = ''] = remark.split(' ')
      expect(name).toMatch(/^PSTN_R_\w+$/)
      own.splice(at, 0, { kind: 'remark', key: `remark ${remark}`, rule: name })
      return undefined
    }
    expect([line, own.some((each) => each.kind === 'entry' && each.key === match)]).toEqual([line, false])
    own.splice(at, 0, lineOf(ace ?? {}, 'entry', rule))
    return undefined
  }

  function lineOf(found: Record<string, string | undefined>, kind: 'entry' | 'repeated', rule: string): Line {
    const { match = '', action, protocol = '', from = '', to = '', port, off } = found
    const target = to.replace('object-group ', '')
    expect([from, groups.has(from)]).toEqual([from, true])
    if (to.startsWith('object-group')) expect([to, groups.has(target)]).toEqual([to, true])
    const end = {
      rule,
      protocol,
      port: Number(port),
      action: action === 'permit' ? 'allow' : 'deny',
      enabled: !off,
    } as const
    return { kind, key: match, rule, from, to: target, end }
  }

  function readWithin(line: string, within: Within): Within {
    if (within && 'object' in within) {
      const [, family, fqdn = ''] = /^fqdn v([46]) ([a-z0-9.-]+)$/.exec(line) ?? []
      expect([line, fqdn]).not.toEqual([line, ''])
      objects.set(within.object, { family: family === '6' ? 6 : 4, fqdn })
      return within
    }
    const members = groups.get(within?.group ?? '')
    if (new RegExp(`^description ${TEXT}$`).test(line)) return within
    const member =
      /^(no )?network-object (object \S+|host (?:[\d.]+|[\da-f:]+)|[\d.]+ 255\.[\d.]+|[\da-f:]+\/\d+)$/.exec(line)
    expect([line, member !== null]).toEqual([line, true])
    const [, no, what = ''] = member ?? []
    if (what.startsWith('object ')) expect([what, objects.has(what.slice(7))]).toEqual([what, true])
    // A member that is there already is refused, and so is one that is not.
    expect([line, members?.has(what)]).toEqual([line, no !== undefined])
    if (no) members?.delete(what)
    else members?.add(what)
    expect([line, members?.size === 0]).toEqual([line, false])
    return within
  }

  const sourcesOf = (group: string) =>
    [...(groups.get(group) ?? [])].map((member) => {
      const [kind, value = ''] = member.split(' ')
      if (kind === 'object') return objects.get(value)?.fqdn ?? ''
      if (kind === 'host') return `${value}/${value.includes(':') ? 128 : 32}`
      return value === '' ? member : `${kind}/${bitsOf(value)}`
    })
  const flows = [...lists.values()].flat().flatMap((line) => {
    if (line.kind === 'remark') return []
    const sources = sourcesOf(line.from)
    return line.to.startsWith('host ')
      ? [{ ...line.end, destination: line.to.slice(5), sources }]
      : [...(groups.get(line.to) ?? [])].map((member) => ({ ...line.end, destination: member.slice(5), sources }))
  })
  return { flows, left: [...objects.keys(), ...groups.keys(), ...lists.keys()] }
}

function bitsOf(mask: string): number {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
  expect(bits).toMatch(/^1*0*$/)
  return bits.indexOf('0') === -1 ? 32 : bits.indexOf('0')
}
