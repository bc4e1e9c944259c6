import { describe, expect, it } from 'vitest'
import { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import juniperSrx from '../../../../shared/firewall/writers/juniper-srx.ts'
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
  writtenOf,
} from '../read-back.ts'

const BEFORE = { position: 'before deny-all' }

describe('juniper-srx', () => {
  it.each([undefined, BEFORE])('says what the model says, read back: %j', (options) =>
    readsBack(juniperSrx, readFlows, options),
  )

  it('takes away all that it added', () => {
    rollsBack(juniperSrx, readFlows, BEFORE)
    clearsUp(juniperSrx, readNames)
  })

  it('changes the members of its address sets and nothing else', () => changesBack(juniperSrx, readFlows))

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(juniperSrx, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/juniper-srx.apply.txt')
    await expect(rollback).toMatchFileSnapshot('goldens/juniper-srx.rollback.txt')
    const change = exampleChange(juniperSrx)
    await expect(change.apply).toMatchFileSnapshot('goldens/juniper-srx.delta.txt')
    await expect(change.rollback).toMatchFileSnapshot('goldens/juniper-srx.delta-rollback.txt')
  })

  it('takes no other command in whatever zones and options say', () => keepsToItsGrammar(juniperSrx, readNames))

  it('inserts each policy in the order of the rules', () => {
    const order = (position: string) =>
      [
        ...writtenOf(juniperSrx, exampleRules, { position }).apply.matchAll(/^insert .* policy (PSTN_R_\d+) (.*)$/gm),
      ].map(([, name, words]) => `${name} ${words}`)
    expect(order('before deny-all')).toEqual(['001', '002', '003'].map((id) => `PSTN_R_${id} before policy deny-all`))
    expect(order('after x')).toEqual([
      'PSTN_R_001 after policy x',
      'PSTN_R_002 after policy PSTN_R_001',
      'PSTN_R_003 after policy PSTN_R_002',
    ])
  })

  it.each(['top', '4', 'somewhere'])('says that Junos has no place %s', (position) => {
    const { apply, notes } = writtenOf(juniperSrx, exampleRules, { position })
    expect(apply).not.toMatch(/^insert/m)
    expect(notes.join(' ')).toContain('none that Junos has')
  })

  it('says where a policy has more addresses than some models take', () => {
    const [us, ...others] = exampleRules.groups
    if (!us) throw new Error('The example has groups.')
    const entries = Array.from({ length: 256 }, (_, at) => `2600:1900:${(at * 2).toString(16)}::/48`)
    const notes = (some: readonly string[]) =>
      writtenOf(juniperSrx, { ...exampleRules, groups: [{ ...us, entries: [...some] }, ...others] }).notes.join(' ')
    expect(notes(entries)).toContain('counting as four: PSTN_R_001.')
    expect(notes(entries.slice(1))).not.toContain('counting as four')
  })

  it.each(['untrust"\ndelete security', 'a; commit', '\u202etsurtnu', '$(x) | no-more', `${'z'.repeat(64)}`])(
    'takes no other command in a zone or a place: %j',
    (hostile) => {
      const hosts = exampleRules.hosts.map((host) => ({ ...host, fromZone: hostile, toZone: hostile }))
      const { apply, rollback, notes } = writtenOf(juniperSrx, RuleSet.parse({ ...exampleRules, hosts }), {
        position: `after x${hostile}`,
      })
      expect(readNames([apply, rollback])).toEqual([])
      expect(notes.filter((note) => note.includes('put the right name there')).length).toBeGreaterThan(0)
      expect(notes.join('\n')).not.toMatch(/\u202e|"|\ndelete/)
    },
  )
})

const readFlows = (configurations: readonly string[]) => read(configurations).flows
const readNames = (configurations: readonly string[]) => read(configurations).names

/** One line of configuration mode; what stands between quotes has nothing in it that ends them. */
const POLICY =
  /^(?<act>set|delete|deactivate|insert) security policies from-zone (?<from>[\w.-]{1,63}) to-zone (?<to>[\w.-]{1,63}) policy (?<name>[\w.-]{1,63})(?: (?<rest>.+))?$/
const BOOK =
  /^(?<act>set|delete) security address-book global (?<kind>address|address-set) (?<name>[A-Za-z][\w.-]{0,62})(?: (?<rest>[\w.:/ -]+))?$/
const APPLICATION =
  /^(?<act>set|delete) applications application (?<name>[A-Za-z][\w.-]{0,62})(?: (?<key>protocol|destination-port) (?<value>[a-z]+|\d+))?$/

type Policy = { match: Record<string, string[]>; acts: string[]; active: boolean }

/** The candidate of an SRX: each line is checked, and each name that is spoken of where Junos would at the commit. */
class Candidate {
  readonly addresses = new Map<string, string>()
  readonly sets = new Map<string, Set<string>>()
  readonly applications = new Map<string, Map<string, string>>()
  readonly policies = new Map<string, Policy>()

  take(line: string): void {
    must(/^[\x20-\x7e]+$/.test(line), line)
    const policy = POLICY.exec(line)?.groups
    const book = BOOK.exec(line)?.groups
    const application = APPLICATION.exec(line)?.groups
    if (policy) this.policy(policy)
    else if (book) this.book(book)
    else if (application) this.application(application)
    else expect.unreachable(line)
  }

  policy({ act, from, to, name = '', rest }: Record<string, string | undefined>): void {
    const key = `${from}\n${to}\n${name}`
    if (act === 'delete') {
      expect(rest).toBeUndefined()
      expect(this.policies.delete(key)).toBe(true)
    } else if (act === 'deactivate') {
      expect(rest).toBeUndefined()
      const policy = this.policies.get(key)
      if (!policy) throw new Error(`There is no ${name}.`)
      policy.active = false
    } else if (act === 'insert') {
      expect(this.policies.has(key)).toBe(true)
      const [, other = ''] = /^(?:before|after) policy ([\w.-]{1,63})$/.exec(rest ?? '') ?? []
      expect(other, rest).not.toBe('')
      if (other.startsWith('PSTN_R_')) expect(this.policies.has(`${from}\n${to}\n${other}`)).toBe(true)
    } else this.set(key, rest ?? '')
  }

  set(key: string, rest: string): void {
    const policy = this.policies.get(key) ?? { match: {}, acts: [], active: true }
    this.policies.set(key, policy)
    const [, field, value = ''] = /^match (source-address|destination-address|application) (\S+)$/.exec(rest) ?? []
    if (field) policy.match[field] = [...(policy.match[field] ?? []), value]
    else if (/^then (permit|deny|log session-(init|close))$/.test(rest)) policy.acts.push(rest.slice(5))
    else expect(rest).toMatch(/^description "[^"\\]{0,900}"$/)
  }

  book({ act, kind, name = '', rest }: Record<string, string | undefined>): void {
    if (kind === 'address' && act === 'set') {
      must(/^(dns-name [\w.-]+|[\d.]+\/\d+|[\da-f:]+\/\d+)$/.test(rest ?? ''), rest)
      this.addresses.set(name, (rest ?? '').replace('dns-name ', ''))
    } else if (kind === 'address') {
      must(rest === undefined && this.addresses.delete(name), name)
    } else if (rest === undefined) {
      expect(act).toBe('delete')
      expect(this.sets.delete(name), name).toBe(true)
    } else {
      const [, member = ''] = /^address ([\w.-]+)$/.exec(rest) ?? []
      const members = this.sets.get(name) ?? new Set()
      if (act === 'set') members.add(member)
      else must(members.delete(member), member)
      this.sets.set(name, members)
    }
  }

  application({ act, name = '', key, value = '' }: Record<string, string | undefined>): void {
    if (act === 'delete') {
      expect(key).toBeUndefined()
      expect(this.applications.delete(name)).toBe(true)
    } else this.applications.set(name, (this.applications.get(name) ?? new Map()).set(key ?? '', value))
  }

  /** What a commit checks: everything that is spoken of is there, and each policy is whole. */
  commit(): void {
    for (const members of this.sets.values()) {
      expect(members.size).toBeGreaterThan(0)
      for (const member of members) must(this.addresses.has(member), member)
    }
    for (const { match, acts } of this.policies.values()) {
      for (const field of ['source-address', 'destination-address'])
        expect(match[field]?.every((name) => this.sets.has(name)) ?? false).toBe(true)
      for (const name of match.application ?? [])
        expect(/^junos-https?$/.test(name) || this.applications.get(name)?.size === 2).toBe(true)
      expect(match.application?.length).toBeGreaterThan(0)
      expect(acts.filter((each) => !each.startsWith('log'))).toHaveLength(1)
      // A denied session never closes.
      if (acts.includes('deny')) expect(acts).not.toContain('log session-close')
    }
  }

  flows(): Flow[] {
    const entries = (names: readonly string[] = []) =>
      names.flatMap((name) => [...(this.sets.get(name) ?? [])].map((each) => this.addresses.get(each) ?? ''))
    return [...this.policies].flatMap(([key, { match, acts, active }]) =>
      entries(match['destination-address']).flatMap((destination) =>
        (match.application ?? []).map((name) => {
          const own = this.applications.get(name)
          return {
            rule: key.split('\n').at(-1) ?? '',
            destination: destination.split('/', 1)[0] ?? '',
            protocol: own?.get('protocol') ?? 'tcp',
            port: Number(own?.get('destination-port') ?? (name === 'junos-https' ? 443 : 80)),
            action: acts.includes('permit') ? ('allow' as const) : ('deny' as const),
            enabled: active,
            // A policy carries both families; an address only meets one of its own.
            sources: entries(match['source-address']).filter(
              (each) => !each.includes('/') || each.includes(':') === destination.includes(':'),
            ),
          }
        }),
      ),
    )
  }
}

function read(configurations: readonly string[]): { flows: Flow[]; names: string[] } {
  const candidate = new Candidate()
  for (const text of configurations) {
    expect(text === '' || text.endsWith('\n')).toBe(true)
    for (const line of text.split('\n').slice(0, -1)) candidate.take(line)
    candidate.commit()
  }
  const { addresses, sets, applications, policies } = candidate
  return {
    flows: candidate.flows(),
    names: [addresses, sets, applications, policies].flatMap((each) => [...each.keys()]).toSorted(),
  }
}
