import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import sophos from '../../../../shared/firewall/writers/sophos.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, type Flow, flowsOf } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, readsBack, rollsBack, writtenOf } from '../read-back.ts'

const readBack = (configurations: readonly string[]) => read(configurations).flows

describe('Sophos Firewall', () => {
  it('says what the model says, read back', () => readsBack(sophos, readBack))

  it.each(['top', 'bottom', 'before Drop all', 'after Mail in'])('says it in the same order at %j', (position) =>
    readsBack(sophos, readBack, { position }),
  )

  it('takes away what it added', () => rollsBack(sophos, readBack))

  it('changes members alone, and objects that nobody has any more', () => changesBack(sophos, readBack))

  it('leaves nothing behind', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { apply, rollback } = writtenOf(sophos, set)
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('takes no text for an element', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback, given } = writtenOf(sophos, set, options)
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'public')))
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('has places for an account and its password, and neither of them', () => {
    const { apply, rollback } = writtenOf(sophos, exampleRules)
    for (const text of [apply, rollback]) {
      expect(text.match(/<Username>.*|<Password.*/g)).toEqual([
        '<Username>ACCOUNT</Username>',
        '<Password>PASSWORD</Password>',
      ])
    }
  })

  it.each([
    ['top', ['Top', 'After', 'After']],
    ['after Mail in', ['After', 'After', 'After']],
    ['before Drop all', ['Before', 'Before', 'Before']],
    ['in the middle', ['Bottom', 'Bottom', 'Bottom']],
    ['', ['Bottom', 'Bottom', 'Bottom']],
  ])('puts three rules at %j', (position, places) => {
    const { apply } = writtenOf(sophos, exampleRules, { position })
    const rules = treeOf(apply).children.flatMap((set) => set.children.filter(({ name }) => name === 'FirewallRule'))
    const four = rules.filter((rule) => textOf(rule, 'IPFamily') === 'IPv4')
    expect(four.map((rule) => textOf(rule, 'Position'))).toEqual(places)
  })

  it('keeps a zone as it is called, and leaves out what is no character of a name', () => {
    const [host, ...hosts] = exampleRules.hosts
    if (!host) throw new Error('There is no host.')
    const set = {
      ...exampleRules,
      hosts: [{ ...host, fromZone: 'Außen & <WAN>', toZone: 'D,M\u0000Z\u202e' }, ...hosts],
    }
    const { apply, notes } = writtenOf(sophos, set)
    expect(apply).toContain('<Zone>Außen &amp; &lt;WAN&gt;</Zone>')
    expect(apply).toContain('<Zone>D M Z</Zone>')
    expect(notes.filter((note) => note.includes('no zone has here'))).toHaveLength(1)
  })

  it.skipIf(!hasXmllint())('is read by xmllint', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback } = writtenOf(sophos, set, options)
        for (const text of [apply, rollback].filter((each) => each !== ''))
          execFileSync('xmllint', ['--nonet', '--noout', '-'], { input: text, stdio: ['pipe', 'pipe', 'pipe'] })
      }),
      { numRuns: 20 },
    )
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(sophos, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/sophos.apply.xml')
    await expect(rollback).toMatchFileSnapshot('goldens/sophos.rollback.xml')
    const delta = deltaOf(sophos, exampleRules, laterGroups)
    await expect(delta.apply).toMatchFileSnapshot('goldens/sophos.delta.xml')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/sophos.delta-rollback.xml')
  })
})

function hasXmllint(): boolean {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }

function treeOf(text: string): Node {
  const top: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  for (const event of ['doctype', 'comment', 'cdata', 'processinginstruction'] as const)
    parser.on(event, () => expect(event).toBe('an element or a text'))
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes }, children: [], text: '' }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => {
    const node = open.pop()
    if (node && node.children.length > 0) expect(node.text.trim()).toBe('')
  })
  parser.on('text', (part) => {
    const node = open.at(-1)
    if (node) node.text += part
  })
  parser.write(text).close()
  const [whole, ...more] = top.children
  expect([whole?.name, more]).toEqual(['Request', []])
  return whole ?? top
}

function textOf(node: Node, name: string): string {
  const own = node.children.filter((child) => child.name === name)
  expect([node.name, name, own.length]).toEqual([node.name, name, 1])
  return own[0]?.text ?? ''
}

function textsOf(node: Node, list: string, name: string): string[] {
  const own = node.children.filter((child) => child.name === list)
  expect([node.name, list, own.length]).toEqual([node.name, list, 1])
  for (const child of own[0]?.children ?? []) expect([list, child.name, child.children]).toEqual([list, name, []])
  // An empty list would stand for any.
  expect([list, own[0]?.children.length]).not.toEqual([list, 0])
  return own[0]?.children.map(({ text }) => text) ?? []
}

/** The elements that an entity has, in their order; those that may be missing end in a question mark. */
const shapes: Readonly<Record<string, readonly string[]>> = {
  IPHost: ['Name', 'IPFamily', 'HostType', 'IPAddress', 'Subnet?'],
  FQDNHost: ['Name', 'FQDN'],
  IPHostGroup: ['Name', 'IPFamily', 'Description', 'HostList'],
  FQDNHostGroup: ['Name', 'Description', 'FQDNHostList'],
  Services: ['Name', 'Type', 'ServiceDetails'],
  FirewallRule: [
    'Name',
    'Description',
    'IPFamily',
    'Status',
    'Position',
    'PolicyType',
    'After?',
    'Before?',
    'NetworkPolicy',
  ],
  NetworkPolicy: [
    ...['Action', 'LogTraffic', 'SkipLocalDestined', 'SourceZones', 'DestinationZones', 'Schedule'],
    ...['SourceNetworks', 'DestinationNetworks', 'Services'],
  ],
}

function hasShape(node: Node): void {
  const wanted = shapes[node.name] ?? []
  const names = node.children.map(({ name }) => name)
  expect([node.name, ...names]).toEqual([
    node.name,
    ...wanted
      .filter((name) => !name.endsWith('?') || names.includes(name.slice(0, -1)))
      .map((name) => name.replace('?', '')),
  ])
}

type Rule = {
  flow: Omit<Flow, 'sources' | 'destination' | 'protocol' | 'port'>
  from: string[]
  to: string[]
  services: string[]
}

/** Does what a request says, element by element, as the firewall does it. */
function read(configurations: readonly string[]): { flows: Flow[]; left: string[] } {
  /** Hosts and names by their own name: what they stand for. */
  const hosts = new Map<string, { kind: string; family: string; value: string }>()
  const groups = new Map<string, { kind: string; family: string; members: string[] }>()
  const services = new Map<string, { protocol: string; port: number }>()
  let rules: (Rule & { name: string; family: string })[] = []
  for (const text of configurations) {
    if (text === '') continue
    const [login, ...operations] = treeOf(text).children
    expect(login?.children.map(({ name, text: own }) => [name, own])).toEqual([
      ['Username', 'ACCOUNT'],
      ['Password', 'PASSWORD'],
    ])
    expect(operations.length).toBeGreaterThan(0)
    for (const { name, attributes, children } of operations) {
      const operation = name === 'Set' ? attributes.operation : name
      for (const entity of children) {
        expect(Object.hasOwn(shapes, entity.name)).toBe(true)
        if (operation === 'Remove') remove(entity)
        else {
          expect([operation, entity.attributes]).toEqual([
            expect.stringMatching(/^(add|update)$/),
            { transactionid: '' },
          ])
          hasShape(entity)
          set(entity, operation === 'update')
        }
      }
    }
  }

  function set(entity: Node, update: boolean): void {
    const name = textOf(entity, 'Name')
    expect(name).toMatch(/^[^#,][^,]{0,59}$/)
    const there = hosts.has(name) || groups.has(name) || services.has(name) || rules.some((rule) => rule.name === name)
    expect([name, there]).toEqual([name, update])
    if (entity.name === 'IPHost') hosts.set(name, { kind: 'IPHost', ...hostOf(entity) })
    else if (entity.name === 'FQDNHost')
      hosts.set(name, { kind: 'FQDNHost', family: '', value: textOf(entity, 'FQDN') })
    else if (entity.name === 'IPHostGroup' || entity.name === 'FQDNHostGroup') {
      const list = entity.name === 'IPHostGroup' ? 'HostList' : 'FQDNHostList'
      const members = textsOf(entity, list, list.replace('List', ''))
      const family = entity.name === 'IPHostGroup' ? textOf(entity, 'IPFamily') : ''
      for (const member of members) {
        const { kind, family: own } = hosts.get(member) ?? {}
        expect([member, `${kind}Group`, own]).toEqual([member, entity.name, family])
      }
      expect(new Set(members).size).toBe(members.length)
      groups.set(name, { kind: entity.name, family, members })
    } else if (entity.name === 'Services') {
      expect(textOf(entity, 'Type')).toBe('TCPorUDP')
      const [detail, ...more] = entity.children.find((child) => child.name === 'ServiceDetails')?.children ?? []
      expect([detail?.name, detail?.children.length, more]).toEqual(['ServiceDetail', 3, []])
      if (!detail) return
      expect(textOf(detail, 'SourcePort')).toBe('1:65535')
      expect(textOf(detail, 'Protocol')).toMatch(/^(TCP|UDP)$/)
      services.set(name, {
        protocol: textOf(detail, 'Protocol').toLowerCase(),
        port: Number(textOf(detail, 'DestinationPort')),
      })
    } else {
      expect([name, update]).toEqual([name, false])
      addRule(entity, name)
    }
  }

  function hostOf(entity: Node): { family: string; value: string } {
    const family = textOf(entity, 'IPFamily')
    const address = textOf(entity, 'IPAddress')
    expect([address, address.includes(':')]).toEqual([address, family === 'IPv6'])
    if (textOf(entity, 'HostType') === 'IP') return { family, value: `${address}/${family === 'IPv6' ? 128 : 32}` }
    expect(textOf(entity, 'HostType')).toBe('Network')
    const subnet = textOf(entity, 'Subnet')
    return { family, value: `${address}/${family === 'IPv6' ? Number(subnet) : bitsOf(subnet)}` }
  }

  function addRule(entity: Node, name: string): void {
    const policy = entity.children.find((child) => child.name === 'NetworkPolicy')
    if (!policy) throw new Error('There is no policy.')
    hasShape(policy)
    const family = textOf(entity, 'IPFamily')
    expect(textOf(entity, 'PolicyType')).toBe('Network')
    expect(textOf(entity, 'Status')).toMatch(/^(Enable|Disable)$/)
    expect(textOf(policy, 'Action')).toMatch(/^(Accept|Drop)$/)
    expect(textOf(policy, 'LogTraffic')).toMatch(/^(Enable|Disable)$/)
    expect(textOf(policy, 'Schedule')).toBe('All The Time')
    for (const zones of ['SourceZones', 'DestinationZones']) expect(textsOf(policy, zones, 'Zone')).toHaveLength(1)
    const [id = ''] = name.split('-v')
    expect(textOf(entity, 'Description')).toMatch(new RegExp(`^${id}( |$)`))
    const from = textsOf(policy, 'SourceNetworks', 'Network')
    const to = textsOf(policy, 'DestinationNetworks', 'Network')
    const own = textsOf(policy, 'Services', 'Service')
    for (const each of from)
      expect([each, groups.get(each)?.family]).toEqual([each, expect.stringMatching(new RegExp(`^(${family})?$`))])
    for (const each of to) expect([each, hosts.get(each)?.family]).toEqual([each, family])
    for (const each of own) expect([each, services.has(each)]).toEqual([each, true])
    const action = textOf(policy, 'Action') === 'Accept' ? 'allow' : 'deny'
    const enabled = textOf(entity, 'Status') === 'Enable'
    rules.splice(placeOf(entity), 0, { name, family, flow: { rule: id, action, enabled }, from, to, services: own })
  }

  /** Among the rules that are ours alone: what stands beside somebody else's rule is behind or before all that was put there. */
  function placeOf(entity: Node): number {
    const position = textOf(entity, 'Position')
    const beside = entity.children.filter(({ name }) => name === 'After' || name === 'Before')
    if (position === 'Top' || position === 'Bottom') {
      expect(beside).toEqual([])
      return position === 'Top' ? 0 : rules.length
    }
    expect(beside.map(({ name }) => name)).toEqual([position])
    const at = rules.findIndex(({ name }) => name === beside[0]?.children[0]?.text)
    if (at === -1) return position === 'After' ? 0 : rules.length
    return position === 'After' ? at + 1 : at
  }

  function remove(entity: Node): void {
    expect([entity.name, entity.attributes, entity.children.map(({ name }) => name)]).toEqual([
      entity.name,
      {},
      ['Name'],
    ])
    const name = textOf(entity, 'Name')
    const used =
      rules.some((rule) => [...rule.from, ...rule.to, ...rule.services].includes(name)) ||
      [...groups.values()].some(({ members }) => members.includes(name))
    expect([name, used]).toEqual([name, false])
    if (entity.name === 'FirewallRule') {
      const left = rules.filter((rule) => rule.name !== name)
      expect([name, rules.length - left.length]).toEqual([name, 1])
      rules = left
    } else if (entity.name === 'Services') expect([name, services.delete(name)]).toEqual([name, true])
    else {
      const all = entity.name.endsWith('Group') ? groups : hosts
      expect([name, all.get(name)?.kind, all.delete(name)]).toEqual([name, entity.name, true])
    }
  }

  const flows = rules.flatMap(({ flow, from, to, services: own }) => {
    const sources = from.flatMap((name) => groups.get(name)?.members ?? []).map((name) => hosts.get(name)?.value ?? '')
    return own.flatMap((service) =>
      to.map((name) => ({
        ...{ ...flow, protocol: '', port: 0, ...services.get(service), sources },
        destination: hosts.get(name)?.value.replace(/\/\d+$/, '') ?? '',
      })),
    )
  })
  return { flows, left: [...hosts.keys(), ...groups.keys(), ...services.keys(), ...rules.map(({ name }) => name)] }
}

function bitsOf(mask: string): number {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
  expect(bits).toMatch(/^1*0*$/)
  return bits.includes('0') ? bits.indexOf('0') : 32
}
