import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import sonicwall from '../../../../shared/firewall/writers/sonicwall.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, type Flow, flowsOf } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, readsBack, rollsBack, writtenOf } from '../read-back.ts'

const readBack = (configurations: readonly string[]) => read(configurations).flows

describe('SonicWall', () => {
  it('says what the model says, read back', () => readsBack(sonicwall, readBack))

  it('says it with priorities', () => readsBack(sonicwall, readBack, { position: '5' }))

  it('takes away what it added', () => rollsBack(sonicwall, readBack))

  it('changes members alone, and objects that nobody has any more', () => changesBack(sonicwall, readBack))

  it('leaves nothing behind', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { apply, rollback } = writtenOf(sonicwall, set)
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('takes no text for a command', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback, given } = writtenOf(sonicwall, set, options)
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'public')))
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('quotes a zone with a space, and says of one that it could not write', () => {
    const [host, ...hosts] = exampleRules.hosts
    if (!host) throw new Error('There is no host.')
    const set = { ...exampleRules, hosts: [{ ...host, fromZone: 'My WAN', toZone: 'D"M\nZ' }, ...hosts] }
    const { apply, notes } = writtenOf(sonicwall, set)
    expect(apply).toContain('access-rule ipv4 from "My WAN" to "D_M Z" action ')
    expect(notes.join('\n')).toContain('“D"M Z” has characters that no name has here: “D_M Z” is written.')
  })

  it('keeps the object of a published host that a list had, too', () => {
    const [group, ...groups] = exampleRules.groups
    if (!group) throw new Error('There is no group.')
    const had = { ...exampleRules, groups: [{ ...group, entries: [...group.entries, '198.51.100.25/32'] }, ...groups] }
    const delta = deltaOf(sonicwall, had, exampleRules.groups)
    expect(delta.apply).toContain('\nno address-object ipv4 "PSTN_198_51_100_25_32"\nexit\n')
    expect(readBack([writtenOf(sonicwall, had).apply, delta.apply])).toEqual(
      readBack([writtenOf(sonicwall, exampleRules).apply]),
    )
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(sonicwall, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/sonicwall.apply.txt')
    await expect(rollback).toMatchFileSnapshot('goldens/sonicwall.rollback.txt')
    const delta = deltaOf(sonicwall, exampleRules, laterGroups)
    await expect(delta.apply).toMatchFileSnapshot('goldens/sonicwall.delta.txt')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/sonicwall.delta-rollback.txt')
  })
})

/** Objects and groups by their kind and name: `address-object ipv4 X`. */
type Things = Map<string, string | Set<string>>
type Rule = {
  family: 4 | 6
  zones: string
  action: string
  source: string
  service: string
  destination: string
  name?: string
  enabled?: boolean
  logging?: boolean
  comment?: string
  priority?: number
}

const QUOTED = '"(PSTN_[A-Z0-9_]+)"'

/** The words of a line; what is in quotes is one. */
function wordsOf(line: string): string[] {
  expect(line).toMatch(
    /^(?:[A-Za-z0-9.:/_-]+|"[A-Za-z0-9 .,:;/@()+=_#'&*-]+")(?: (?:[A-Za-z0-9.:/_-]+|"[A-Za-z0-9 .,:;/@()+=_#'&*-]+"))*$/,
  )
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map(([all, text]) => text ?? all)
}

/** Takes lines as the command line does; what was not committed when the next part speaks of it is not there. */
function read(configurations: readonly string[]): { flows: Flow[]; left: string[] } {
  const things: Things = new Map()
  const rules = new Map<string, Rule>()
  let within: Set<string> | Rule | undefined
  for (const text of configurations) {
    if (text === '') continue
    expect(text).toMatch(/^configure\n[\s\S]*\ncommit\nend\n$/)
    for (const line of text.split('\n').slice(1, -2)) {
      const words = wordsOf(line)
      if (line === 'commit') expect(within).toBeUndefined()
      else if (line === 'exit') {
        expect(within).toBeDefined()
        if (within instanceof Set) expect(within.size).toBeGreaterThan(0)
        within = undefined
      } else if (within instanceof Set) readMember(line, within)
      else if (within) readSetting(line, words, within)
      else readLine(line)
    }
  }

  function inUse(name: string): boolean {
    const groups = [...things.values()].filter((thing) => thing instanceof Set)
    return (
      groups.some((group) => group.has(name)) ||
      [...rules.values()].some((rule) => [rule.source, rule.service, rule.destination].includes(name))
    )
  }

  function add(key: string, thing: string | Set<string>): void {
    expect([key, things.has(key)]).toEqual([key, false])
    things.set(key, thing)
  }

  function readLine(line: string): void {
    const object = new RegExp(
      `^address-object (ipv4|ipv6|fqdn) ${QUOTED} (?:host (\\S+)|network (\\S+) (\\S+)|domain (\\S+)) zone (?:[A-Za-z0-9._-]+|"[A-Za-z0-9 ._-]+")$`,
    ).exec(line)
    const service = new RegExp(`^service-object ${QUOTED} (TCP|UDP) (\\d+) (\\d+)$`).exec(line)
    const group = new RegExp(`^(address-group ipv[46]|service-group) ${QUOTED}$`).exec(line)
    const gone = new RegExp(
      `^no (address-object (?:ipv4|ipv6|fqdn)|address-group ipv[46]|service-object|service-group) ${QUOTED}$`,
    ).exec(line)
    if (object) {
      const [, type = '', name = '', host, network, mask = '', domain] = object
      expect([line, domain !== undefined]).toEqual([line, type === 'fqdn'])
      const six = type === 'ipv6'
      const prefix =
        network === undefined ? `${host}/${six ? 128 : 32}` : `${network}/${six ? lengthOf(mask) : bitsOf(mask)}`
      if (type !== 'fqdn') expect([line, prefix.includes(':')]).toEqual([line, six])
      add(`address-object ${type} ${name}`, domain ?? prefix)
    } else if (service) {
      const [, name = '', protocol = '', begin, end] = service
      expect(begin).toBe(end)
      add(`service-object ${name}`, `${protocol.toLowerCase()} ${begin}`)
    } else if (group) {
      const [, type = '', name = ''] = group
      const known = things.get(`${type} ${name}`)
      within = known instanceof Set ? known : new Set<string>()
      things.set(`${type} ${name}`, within)
    } else if (gone) {
      const [, type = '', name = ''] = gone
      const key = `${type} ${name}`
      expect([line, inUse(key), things.delete(key)]).toEqual([line, false, true])
    } else readRule(line)
  }

  function readRule(line: string): void {
    const zone = '(?:[A-Za-z0-9._-]+|"[A-Za-z0-9 ._-]+")'
    const found = new RegExp(
      `^(?<no>no )?(?<head>access-rule ipv(?<family>[46]) from (?<zones>${zone} to ${zone}) action (?<action>allow|discard) source address group "(?<source>\\w+)" service group "(?<service>\\w+)" destination address (?<kind>group|name) "(?<destination>\\w+)")$`,
    ).exec(line)?.groups
    expect([line, found !== undefined]).toEqual([line, true])
    const { no, head = '', family, zones = '', action = '', source, service, kind, destination } = found ?? {}
    if (no) {
      expect([line, rules.delete(head)]).toEqual([line, true])
      return
    }
    const type = `ipv${family}`
    const rule: Rule = {
      ...{ family: family === '6' ? 6 : 4, zones, action, service: `service-group ${service}` },
      source: `address-group ${type} ${source}`,
      destination: `address-${kind === 'group' ? 'group' : 'object'} ${type} ${destination}`,
    }
    for (const key of [rule.source, rule.service, rule.destination]) expect([key, things.has(key)]).toEqual([key, true])
    // The same beginning would change the rule that is there.
    expect([line, rules.has(head)]).toEqual([line, false])
    rules.set(head, rule)
    within = rule
  }

  function readMember(line: string, group: Set<string>): void {
    const member = new RegExp(
      `^(no )?(address-object (?:ipv4|ipv6|fqdn)|address-group ipv[46]|service-object) ${QUOTED}$`,
    ).exec(line)
    expect([line, member !== null]).toEqual([line, true])
    const key = `${member?.[2]} ${member?.[3]}`
    expect([line, things.has(key), group.has(key)]).toEqual([line, true, member?.[1] !== undefined])
    if (member?.[1]) group.delete(key)
    else group.add(key)
    expect([line, group.size]).not.toEqual([line, 0])
  }

  function readSetting(line: string, words: string[], rule: Rule): void {
    const [first = '', second = '', third] = words
    if (first === 'name') rule.name = second
    else if (first === 'comment') rule.comment = second
    else if (/^(no )?enable$/.test(line)) rule.enabled = first === 'enable'
    else if (/^(no )?logging$/.test(line)) rule.logging = first === 'logging'
    else {
      expect([line, first, second, Number(third)]).toEqual([line, 'priority', 'manual', expect.any(Number)])
      const others = [...rules.values()].filter((other) => other.family === rule.family && other.zones === rule.zones)
      expect(others.map((other) => other.priority)).not.toContain(Number(third))
      rule.priority = Number(third)
    }
  }

  const leavesOf = (key: string): string[] => {
    const thing = things.get(key)
    return thing instanceof Set ? [...thing].flatMap(leavesOf) : [thing ?? '']
  }
  const flows = [...rules.values()].flatMap((rule) => {
    expect(rule.comment).toMatch(new RegExp(`^${rule.name?.replace(/-v[46]$/, '')}( |$)`))
    return leavesOf(rule.service).flatMap((service) => {
      const [protocol = '', port] = service.split(' ')
      return leavesOf(rule.destination).map((destination) => ({
        rule: rule.name?.replace(/-v[46]$/, '') ?? '',
        destination: destination.replace(/\/\d+$/, ''),
        protocol,
        port: Number(port),
        action: rule.action === 'allow' ? ('allow' as const) : ('deny' as const),
        enabled: rule.enabled ?? true,
        sources: leavesOf(rule.source),
      }))
    })
  })
  return { flows, left: [...things.keys(), ...rules.keys()] }
}

function lengthOf(mask: string): string {
  expect(mask).toMatch(/^\/\d+$/)
  return mask.slice(1)
}

function bitsOf(mask: string): number {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
  expect(bits).toMatch(/^1*0*$/)
  return bits.includes('0') ? bits.indexOf('0') : 32
}
