import { expect } from 'vitest'
import type { Flow } from '../flows.ts'
import { must } from '../must.ts'

type Settings = Map<string, string[]>
const TABLES = [
  ...['firewall address', 'firewall address6', 'firewall addrgrp', 'firewall addrgrp6'],
  ...['firewall service custom', 'firewall policy'],
]
/** What each table has, and how long a value may be. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  'firewall address': ['subnet', 'type', 'fqdn'],
  'firewall address6': ['ip6', 'type', 'fqdn'],
  'firewall addrgrp': ['member'],
  'firewall addrgrp6': ['member'],
  'firewall service custom': ['tcp-portrange', 'udp-portrange'],
  'firewall policy': [
    ...['name', 'srcintf', 'dstintf', 'srcaddr', 'dstaddr', 'srcaddr6', 'dstaddr6', 'action', 'match-vip', 'schedule'],
    ...['service', 'logtraffic', 'status', 'comments'],
  ],
}
const MANY = ['member', 'srcaddr', 'dstaddr', 'srcaddr6', 'dstaddr6', 'service']

/** The words of a line: bare, or between double quotes without any character that FortiOS refuses in text. */
function wordsOf(line: string): string[] {
  must(/^ *[\x21-\x7e]/.test(line) && line.length < 1100, line)
  return [...line.trim().matchAll(/"([^"'<>()#\\?|$]*)"(?= |$)|([\w.:/-]+)(?= |$)|( )|(.)/g)].flatMap(
    ([, quoted, bare, space, other]) => {
      must(other === undefined, line)
      return space === undefined ? [quoted ?? bare ?? ''] : []
    },
  )
}

/** A FortiGate that takes lines as its console does, keeps what they make, and refuses what it would refuse. */
export class FortiGate {
  readonly tables = new Map<string, Map<string, Settings>>(TABLES.map((table) => [table, new Map()]))
  #path: string[] = []
  #entry: { name: string; settings: Settings } | undefined
  #numbers = 0

  take(line: string): void {
    if (line.startsWith('# ')) return
    const [, named] = /^ *delete <number of (PSTN_R_[A-Z0-9_]+)>$/.exec(line) ?? []
    if (named !== undefined) this.#deletePolicy(named)
    else this.#takeWords(wordsOf(line))
  }

  #takeWords([act = '', ...words]: string[]): void {
    if (act === 'config') this.#config(words)
    else if (act === 'edit') this.#edit(words)
    else if (act === 'next') this.#next(words)
    else if (act === 'end') this.#end(words)
    else if (act === 'delete') this.#delete(words)
    else this.#change(act, words)
  }

  done(): void {
    expect(this.#path).toEqual([])
    expect(this.#entry).toBeUndefined()
  }

  #config(words: string[]): void {
    expect(this.#entry).toBeUndefined()
    const table = words.join(' ')
    if (table === 'vdom') expect(this.#path).toEqual([])
    else {
      expect(TABLES).toContain(table)
      expect(this.#path.filter((each) => each !== 'vdom')).toEqual([])
    }
    this.#path.push(table)
  }

  #table(): Map<string, Settings> {
    const table = this.tables.get(this.#path.at(-1) ?? '')
    if (!table) throw new Error(`There is no table at ${this.#path.join(', ')}.`)
    return table
  }

  #edit([name = '', ...more]: string[]): void {
    must(more.length === 0 && this.#entry === undefined, name)
    if (this.#path.at(-1) === 'vdom') {
      expect(name).toMatch(/^[\w-]{1,31}$/)
      return
    }
    const policy = this.#path.at(-1) === 'firewall policy'
    must(policy ? name === '0' : /^[\w.-]{1,79}$/.test(name), name)
    this.#entry = {
      name: policy ? String(++this.#numbers) : name,
      settings: policy ? new Map() : (this.#table().get(name) ?? new Map()),
    }
  }

  #change(act: string, [setting = '', ...values]: string[]): void {
    const table = this.#path.at(-1) ?? ''
    must(/^(set|append|unselect)$/.test(act) && SETTINGS[table]?.includes(setting) === true, [table, act, setting])
    must(values.length > 0, setting)
    const settings = this.#entry?.settings
    if (!settings) throw new Error('A setting stands in an entry.')
    const had = settings.get(setting) ?? []
    if (act !== 'set') must(MANY.includes(setting), setting)
    if (act === 'set') settings.set(setting, values)
    else if (act === 'append') settings.set(setting, [...had, ...values])
    else {
      for (const value of values) must(had.includes(value), value)
      settings.set(
        setting,
        had.filter((value) => !values.includes(value)),
      )
    }
    const now = settings.get(setting) ?? []
    if (MANY.includes(setting)) must(new Set(now).size === now.length, now)
    else must(now.length === (setting === 'subnet' ? 2 : 1), now)
  }

  #next(words: string[]): void {
    expect(words).toEqual([])
    const entry = this.#entry
    if (!entry) throw new Error('There is no entry to end.')
    const table = this.#path.at(-1) ?? ''
    for (const name of this.#spokenOf(table, entry.settings)) must(this.#has(name), name)
    if (table.startsWith('firewall addrgrp')) must((entry.settings.get('member')?.length ?? 0) > 0, entry.name)
    if (table === 'firewall policy') this.#checkPolicy(entry.settings)
    this.#table().set(entry.name, entry.settings)
    this.#entry = undefined
  }

  #end(words: string[]): void {
    expect(words).toEqual([])
    expect(this.#entry).toBeUndefined()
    expect(this.#path.pop()).toBeDefined()
  }

  #delete([name = '', ...more]: string[]): void {
    must(more.length === 0, more)
    const gone = `${this.#path.at(-1)}\n${name}`
    for (const [table, entries] of this.tables)
      for (const settings of entries.values()) must(!this.#spokenOf(table, settings).includes(gone), gone)
    must(this.#table().delete(name), gone)
  }

  #deletePolicy(name: string): void {
    expect(this.#path.at(-1)).toBe('firewall policy')
    const found = [...this.#table()].filter(([, settings]) => settings.get('name')?.[0] === name)
    expect(found).toHaveLength(1)
    this.#table().delete(found[0]?.[0] ?? '')
  }

  /** What an entry speaks of, each with the tables that it may be in. */
  #spokenOf(table: string, settings: Settings): string[] {
    const six = table.endsWith('6') ? '6' : ''
    if (table.startsWith('firewall addrgrp'))
      return (settings.get('member') ?? []).map((name) => `firewall address${six}\n${name}`)
    if (table !== 'firewall policy') return []
    const of = (kind: string, ...keys: string[]) =>
      keys.flatMap((key) => (settings.get(key) ?? []).map((name) => `firewall ${kind}\n${name}`))
    return [
      ...of('addrgrp', 'srcaddr', 'dstaddr'),
      ...of('addrgrp6', 'srcaddr6', 'dstaddr6'),
      ...of('service custom', 'service').filter((each) => !/\nHTTPS?$/.test(each)),
    ]
  }

  #has(spoken: string): boolean {
    const [table = '', name = ''] = spoken.split('\n')
    return this.tables.get(table)?.has(name) ?? false
  }

  #checkPolicy(settings: Settings): void {
    const one = (key: string) => settings.get(key)?.[0] ?? ''
    expect(one('name')).toMatch(/^[\w.-]{1,35}$/)
    const others = [...this.#table().values()].map((each) => each.get('name')?.[0])
    expect(others).not.toContain(one('name'))
    expect(one('srcintf')).toMatch(/^.{1,35}$/)
    expect(one('dstintf')).toMatch(/^.{1,35}$/)
    expect(one('action')).toMatch(/^(accept|deny)$/)
    // Both ends of a family, or neither; and one family at least.
    expect(settings.has('srcaddr')).toBe(settings.has('dstaddr'))
    expect(settings.has('srcaddr6')).toBe(settings.has('dstaddr6'))
    expect(settings.has('srcaddr') || settings.has('srcaddr6')).toBe(true)
    // Only a policy that denies knows it.
    expect(settings.has('match-vip')).toBe(one('action') === 'deny')
    expect(one('schedule')).toBe('always')
    expect(one('logtraffic')).toMatch(/^(all|disable)$/)
    expect(one('status')).toMatch(/^(enable|disable)$/)
    expect(one('comments').length).toBeLessThanOrEqual(1023)
  }

  flows(): Flow[] {
    const policies = [...(this.tables.get('firewall policy')?.values() ?? [])]
    return policies.flatMap((policy) => {
      const one = (key: string) => policy.get(key)?.[0] ?? ''
      const end = {
        rule: one('name'),
        action: one('action') === 'accept' ? 'allow' : 'deny',
        enabled: one('status') === 'enable',
      } as const
      return ['', '6'].flatMap((six) =>
        this.#entries(six, policy.get(`dstaddr${six}`)).flatMap((destination) =>
          (policy.get('service') ?? []).map((service) => ({
            ...end,
            ...this.#port(service),
            destination: destination.split('/', 1)[0] ?? '',
            sources: this.#entries(six, policy.get(`srcaddr${six}`)),
          })),
        ),
      )
    })
  }

  #entries(six: string, groups: readonly string[] = []): string[] {
    return groups.flatMap((group) =>
      (this.tables.get(`firewall addrgrp${six}`)?.get(group)?.get('member') ?? []).map((name) => {
        const settings = this.tables.get(`firewall address${six}`)?.get(name)
        const [subnet = '', mask = ''] = settings?.get('subnet') ?? []
        if (subnet !== '') return `${subnet}/${bitsOf(mask)}`
        return settings?.get('ip6')?.[0] ?? settings?.get('fqdn')?.[0] ?? ''
      }),
    )
  }

  #port(service: string): { protocol: string; port: number } {
    if (service === 'HTTPS') return { protocol: 'tcp', port: 443 }
    if (service === 'HTTP') return { protocol: 'tcp', port: 80 }
    const settings = this.tables.get('firewall service custom')?.get(service)
    const protocol = settings?.has('tcp-portrange') ? 'tcp' : 'udp'
    return { protocol, port: Number(settings?.get(`${protocol}-portrange`)?.[0]) }
  }
}

function bitsOf(mask: string): number {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
  must(/^1*0*$/.test(bits) && bits.length === 32, mask)
  return bits.lastIndexOf('1') + 1
}
