import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import panos from '../../../../shared/firewall/writers/panos.ts'
import { exampleRules } from '../example-rules.ts'
import type { Flow } from '../flows.ts'
import { must } from '../must.ts'
import {
  changesBack,
  clearsUp,
  exampleChange,
  keepsToItsGrammar,
  readsBack,
  rollsBack,
  TODAY,
  writtenOf,
} from '../read-back.ts'

const PANORAMA = { list: 'Branch firewalls', position: 'before Deny all' }
const places = [undefined, PANORAMA, { list: 'vsys2', position: 'top' }] as const

describe('panos', () => {
  it.each(places)('says what the model says, read back: %j', (options) => readsBack(panos, readFlows, options))

  it.each(places)('takes away all that it added: %j', (options) => {
    rollsBack(panos, readFlows, options)
    clearsUp(panos, readNames, options)
  })

  it.each(places)('changes the members of its groups and nothing else: %j', (options) =>
    changesBack(panos, readFlows, options),
  )

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(panos, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/panos.apply.txt')
    await expect(rollback).toMatchFileSnapshot('goldens/panos.rollback.txt')
    const change = exampleChange(panos)
    await expect(change.apply).toMatchFileSnapshot('goldens/panos.delta.txt')
    await expect(change.rollback).toMatchFileSnapshot('goldens/panos.delta-rollback.txt')
    await expect(writtenOf(panos, exampleRules, PANORAMA).apply).toMatchFileSnapshot('goldens/panos.panorama.txt')
  })

  it('keeps an object that another group still has', () => {
    const [us, eu] = exampleRules.groups
    if (!us || !eu) throw new Error('The example has two groups.')
    const shared = { ...exampleRules, groups: [us, { ...eu, entries: [...eu.entries, '34.67.39.103/32'] }] }
    const held = exampleChange(panos)
    expect(held.apply).toContain('delete address PSTN_34_67_39_103_32\n')
    const set = { ...shared, groups: [{ ...us, entries: us.entries.slice(1) }, ...shared.groups.slice(1)] }
    const { apply } = writtenChange(set, shared)
    expect(apply).toContain('delete address-group PSTN_S_NYLAS_US static PSTN_34_67_39_103_32\n')
    expect(apply).not.toContain('delete address PSTN_34_67_39_103_32')
  })

  it.each([
    ['evil"\nset shared admin x', 'PSTN'],
    ['$(reboot) ; commit | no-confirm', 'x'],
    ['\u202etsurtnu', '-'],
    ['a'.repeat(64), 'before \u202e"'],
  ])('takes no other command in a zone, a group or a place: %j', (hostile, rule) => {
    const hosts = exampleRules.hosts.map((host) => ({ ...host, fromZone: hostile, toZone: hostile }))
    const set = RuleSet.parse({ ...exampleRules, hosts })
    const written = writtenOf(panos, set, { list: hostile, position: `after ${rule}${hostile}` })
    const { flows } = read([written.apply, written.rollback])
    expect(flows).toEqual([])
    expect(written.notes.filter((note) => note.includes('put the right name there')).length).toBeGreaterThan(0)
    expect(written.notes.join('\n')).not.toMatch(/\u202e|"|\nset/)
  })

  it('takes no other command in whatever zones and options say', () => keepsToItsGrammar(panos, readNames))

  it('says where a place is none that it knows', () => {
    const { apply, notes } = writtenOf(panos, exampleRules, { position: '17' })
    expect(apply).not.toMatch(/^move/m)
    expect(notes.join(' ')).toContain('none that PAN-OS has')
  })

  it('puts rules into their order at the place', () => {
    const order = (position: string) =>
      [...writtenOf(panos, exampleRules, { position }).apply.matchAll(/^move rulebase security rules (.*)$/gm)].map(
        ([, words]) => words,
      )
    expect(order('top')).toEqual(['PSTN_R_001 top', 'PSTN_R_002 after PSTN_R_001', 'PSTN_R_003 after PSTN_R_002'])
    expect(order('before Deny all')).toEqual(['001', '002', '003'].map((id) => `PSTN_R_${id} before "Deny all"`))
    expect(order('after x')[0]).toBe('PSTN_R_001 after x')
  })
})

function writtenChange(now: RuleSet, before: RuleSet) {
  return writeDeltaSheet(panos, now, resolveRules(now, panos.meta.side), {
    ...{ before: before.groups, today: TODAY },
  })
}

const readFlows = (configurations: readonly string[]) => read(configurations).flows
const readNames = (configurations: readonly string[]) => read(configurations).names

/** The words of a line as a set command has them: bare, between double quotes, or a list in brackets. */
function wordsOf(line: string): (string | string[])[] {
  must(/^[\x20-\x7e]+$/.test(line), line)
  const tokens = [...line.matchAll(/"([^"\\?|$]*)"|([\w.:/-]+)|([[\]])|(\s)|(.)/g)].flatMap(
    ([, quoted, bare, bracket, space, other]) => {
      must(other === undefined, line)
      return space === undefined ? [{ text: quoted ?? bare ?? '', bracket }] : []
    },
  )
  const words: (string | string[])[] = []
  let list: string[] | undefined
  for (const { text, bracket } of tokens) {
    if (bracket === '[') {
      expect(list).toBeUndefined()
      list = []
    } else if (bracket === ']') {
      expect(list?.length).toBeGreaterThan(0)
      words.push(list ?? [])
      list = undefined
    } else if (list) list.push(text)
    else words.push(text)
  }
  expect(list).toBeUndefined()
  return words
}

type Rule = Map<string, string[]>
const RULE_WORDS = [
  ...['from', 'to', 'source', 'destination', 'application', 'service'],
  ...['action', 'log-end', 'disabled', 'description'],
]

/** A candidate configuration as PAN-OS keeps one: what is spoken of has to be there, and is not deleted. */
class Candidate {
  readonly addresses = new Map<string, string>()
  readonly groups = new Map<string, Set<string>>()
  readonly services = new Map<string, { protocol: string; port: number }>()
  rules = new Map<string, Rule>()

  take(line: string): void {
    const [act, ...rest] = wordsOf(line)
    const words = rest[0] === 'vsys' || rest[0] === 'device-group' ? rest.slice(2) : rest
    const rulebase = words[0] === 'pre-rulebase' || words[0] === 'rulebase'
    if (rulebase) {
      expect(words[0] === 'pre-rulebase').toBe(rest[0] === 'device-group')
      expect(words.slice(1, 3)).toEqual(['security', 'rules'])
      this.takeRule(String(act), words.slice(3).map((word) => word) as string[])
    } else if (act === 'set') this.set(words as string[])
    else if (act === 'delete') this.delete(words as string[])
    else expect.unreachable(line)
  }

  set([kind, name = '', type, ...more]: string[]): void {
    must(/^[A-Za-z0-9][\w .-]{0,62}$/.test(name), name)
    if (kind === 'address') {
      must(type === (more[0]?.includes('/') ? 'ip-netmask' : 'fqdn') && more.length === 1, more)
      must((this.addresses.get(name) ?? more[0]) === more[0], name)
      this.addresses.set(name, more[0] ?? '')
    } else if (kind === 'address-group') {
      must(type === 'static', type)
      const members = this.groups.get(name) ?? new Set()
      for (const member of more.flat()) {
        must(this.addresses.has(member), member)
        members.add(member)
      }
      this.groups.set(name, members)
    } else if (kind === 'service') {
      const [protocol = '', word, port] = more
      expect([type, word]).toEqual(['protocol', 'port'])
      expect(protocol).toMatch(/^(tcp|udp)$/)
      this.services.set(name, { protocol, port: Number(port) })
    } else expect.unreachable(kind)
  }

  delete([kind, name = '', type, member]: string[]): void {
    if (kind === 'address-group' && type !== undefined) {
      must(type === 'static' && this.groups.get(name)?.delete(member ?? '') === true, member)
      must(this.groups.get(name)?.size !== 0, name)
      return
    }
    const spokenOf = [...this.rules.values()].some((rule) => [...rule.values()].flat().includes(name))
    must(type === undefined && !spokenOf, name)
    if (kind === 'address') {
      must(![...this.groups.values()].some((members) => members.has(name)), name)
      must(this.addresses.delete(name), name)
    } else if (kind === 'address-group') expect(this.groups.delete(name), name).toBe(true)
    else if (kind === 'service') expect(this.services.delete(name), name).toBe(true)
    else expect.unreachable(kind)
  }

  takeRule(act: string, [name = '', ...words]: (string | string[])[]): void {
    if (typeof name !== 'string') throw new Error('A rule has one name.')
    if (act === 'delete') {
      expect(words).toEqual([])
      expect(this.rules.delete(name)).toBe(true)
    } else if (act === 'move') {
      const [where, other] = words
      expect(this.rules.has(name)).toBe(true)
      expect(where).toMatch(/^(top|before|after)$/)
      expect(words).toHaveLength(where === 'top' ? 1 : 2)
      // Another rule of ours is there already; one of the administrator's is none that we know.
      if (String(other).startsWith('PSTN_R_')) expect([...this.rules.keys()].indexOf(String(other))).toBeGreaterThan(-1)
    } else {
      expect(act).toBe('set')
      expect(name).toMatch(/^[A-Za-z0-9][\w .-]{0,62}$/)
      const rule: Rule = new Map()
      for (let at = 0; at < words.length; at += 2) {
        const key = String(words[at])
        expect(RULE_WORDS).toContain(key)
        rule.set(key, [words[at + 1] ?? []].flat())
      }
      expect([...rule.keys()].toSorted()).toEqual([...RULE_WORDS].toSorted())
      expect(rule.get('from')?.join('')).toMatch(/^[\w .-]{1,31}$/)
      expect(rule.get('to')?.join('')).toMatch(/^[\w .-]{1,31}$/)
      expect(rule.get('description')?.join('').length).toBeLessThanOrEqual(1024)
      for (const group of [...(rule.get('source') ?? []), ...(rule.get('destination') ?? [])])
        expect(this.groups.get(group)?.size, group).toBeGreaterThan(0)
      this.rules.set(name, rule)
    }
  }

  flows(): Flow[] {
    return [...this.rules].flatMap(([name, rule]) => {
      const of = (key: string) => rule.get(key) ?? []
      const entries = (key: string) =>
        of(key).flatMap((group) => [...(this.groups.get(group) ?? [])].map((each) => this.addresses.get(each) ?? ''))
      expect(of('action').join('')).toMatch(/^(allow|deny)$/)
      expect([of('log-end').join(''), of('disabled').join('')].every((word) => /^(yes|no)$/.test(word))).toBe(true)
      return entries('destination').flatMap((destination) =>
        of('service').map((service) => {
          const ends = service === 'service-https' ? { protocol: 'tcp', port: 443 } : this.services.get(service)
          const six = destination.includes(':')
          return {
            ...{ rule: name, destination: destination.split('/', 1)[0] ?? '', port: ends?.port ?? Number.NaN },
            ...{ protocol: ends?.protocol ?? '', action: of('action').join('') as Flow['action'] },
            enabled: of('disabled').join('') === 'no',
            // A rule carries both families; an address only meets one of its own.
            sources: entries('source').filter((each) => !each.includes('/') || each.includes(':') === six),
          }
        }),
      )
    })
  }
}

function read(configurations: readonly string[]): { flows: Flow[]; names: string[] } {
  const candidate = new Candidate()
  for (const text of configurations) {
    expect(text === '' || text.endsWith('\n')).toBe(true)
    for (const line of text.split('\n').slice(0, -1)) candidate.take(line)
  }
  const { addresses, groups, services, rules } = candidate
  const names = [addresses, groups, services, rules].flatMap((each) => [...each.keys()])
  return { flows: candidate.flows(), names: names.toSorted() }
}
