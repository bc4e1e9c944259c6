import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import afm from '../../../../shared/firewall/writers/f5-afm.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, type Flow, flowsOf } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, readsBack, rollsBack, writtenOf } from '../read-back.ts'

const readBack = (configurations: readonly string[]) => read(configurations).flows

describe('F5 AFM', () => {
  it('says what the model says, read back', () => readsBack(afm, readBack))

  it('says it in a policy', () => readsBack(afm, readBack, { list: '/Common/edge', position: 'before deny_all' }))

  it('takes away what it added', () => rollsBack(afm, readBack))

  it('changes members alone', () => changesBack(afm, readBack))

  it('leaves nothing behind', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { apply, rollback } = writtenOf(afm, set, { list: 'edge' })
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it('takes no text for a command', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback, given } = writtenOf(afm, set, options)
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'public')))
        expect(read([apply, rollback]).left).toEqual([])
      }),
    )
  })

  it.each([
    [{}, null],
    [{ list: 'edge' }, 'edge rules add { PSTN_RULES { rule-list PSTN_RULES place-after last } }'],
    [{ list: 'edge', position: 'top' }, 'edge rules add { PSTN_RULES { rule-list PSTN_RULES place-before first } }'],
    [{ list: 'edge', position: 'before x' }, 'edge rules add { PSTN_RULES { rule-list PSTN_RULES place-before x } }'],
    [{ list: 'edge', position: 'after x' }, 'edge rules add { PSTN_RULES { rule-list PSTN_RULES place-after x } }'],
    [{ list: 'edge', position: 'before' }, 'edge rules add { PSTN_RULES { rule-list PSTN_RULES place-after last } }'],
    [{ list: 'a b{}' }, 'a_b__ rules add { PSTN_RULES { rule-list PSTN_RULES place-after last } }'],
  ])('with %j puts its rules at %j', (options, place) => {
    const { apply } = writtenOf(afm, exampleRules, options)
    const [, found = null] = /^modify security firewall policy (.*)$/m.exec(apply) ?? []
    expect(found).toBe(place)
  })

  it('looks at one VLAN where one is named', () => {
    const { apply } = writtenOf(afm, exampleRules, { fromInterface: '/Common/external' })
    expect(apply.match(/ vlans add \{ \/Common\/external \} /g)).toHaveLength(3)
  })

  it('writes one address without its length', () => {
    const entries = ['34.1.1.1/32', '34.1.2.0/31', '2600::1/128']
    const set = { ...exampleRules, groups: exampleRules.groups.map((group) => ({ ...group, entries })) }
    expect(writtenOf(afm, set).apply).toContain('addresses add { 34.1.1.1 34.1.2.0/31 2600::1 }')
  })

  it('replaces nothing', () => {
    const { apply } = writtenOf(afm, exampleRules, { list: 'edge' })
    expect(apply).not.toMatch(/replace-all-with|none|delete/)
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(afm, exampleRules, { list: '/Common/edge' })
    await expect(apply).toMatchFileSnapshot('goldens/f5-afm.apply.tmsh')
    await expect(rollback).toMatchFileSnapshot('goldens/f5-afm.rollback.tmsh')
    const delta = deltaOf(afm, exampleRules, laterGroups)
    await expect(delta.apply).toMatchFileSnapshot('goldens/f5-afm.delta.tmsh')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/f5-afm.delta-rollback.tmsh')
  })
})

type Tree = (string | Tree)[]
type Rule = { flow: Omit<Flow, 'sources' | 'destination'>; ports: number[]; lists: string[]; to: string[] }

/** Words, texts in quotes and groups in braces; nothing else is a command of tmsh. */
function treeOf(line: string): Tree {
  expect(line.length).toBeLessThan(8_000)
  const whole: Tree = []
  const open: Tree[] = [whole]
  let rest = line
  while (rest !== '') {
    const [all = '', word, text, brace] =
      /^(?:([A-Za-z0-9_.:/-]+)|"([A-Za-z0-9 .,:;/@()+=_#'&*-]+)"|([{}]))(?: |$)/.exec(rest) ?? []
    expect([rest, all]).not.toEqual([rest, ''])
    rest = rest.slice(all.length)
    const here = open.at(-1)
    if (brace === '{') {
      const inner: Tree = []
      here?.push(inner)
      open.push(inner)
    } else if (brace === '}') open.pop()
    else here?.push(word ?? text ?? '')
  }
  expect([line, open.length]).toEqual([line, 1])
  return whole
}

/** Runs commands as tmsh does: all in order, and each fails that speaks of what is not there. */
function read(configurations: readonly string[]): { flows: Flow[]; left: string[] } {
  const lists = new Map<string, Set<string>>()
  const ruleLists = new Map<string, Map<string, Rule>>()
  const policies = new Map<string, string[]>()
  for (const line of configurations.flatMap((text) => text.split('\n').slice(0, -1))) {
    const [act, security, firewall, kind, name, ...more] = treeOf(line)
    expect([line, security, firewall, typeof name]).toEqual([line, 'security', 'firewall', 'string'])
    const own = String(name)
    if (act === 'delete') {
      expect([line, more]).toEqual([line, []])
      if (kind === 'rule-list') {
        expect([...policies.values()].flat()).not.toContain(own)
        expect([line, ruleLists.delete(own)]).toEqual([line, true])
      } else {
        expect([line, kind]).toEqual([line, 'address-list'])
        const used = [...ruleLists.values()]
          .flatMap((rules) => [...rules.values()])
          .some((rule) => rule.lists.includes(own))
        expect([line, used, lists.delete(own)]).toEqual([line, false, true])
      }
    } else if (kind === 'address-list') {
      expect([line, lists.has(own)]).toEqual([line, act === 'modify'])
      readMembers(line, own, more)
    } else if (kind === 'rule-list' && act === 'create') {
      expect([line, ruleLists.has(own), more]).toEqual([line, false, ['description', 'Postern']])
      ruleLists.set(own, new Map())
    } else {
      expect([line, act, more.length, more[0]]).toEqual([line, 'modify', 3, 'rules'])
      if (kind === 'rule-list') readRule(line, own, more[1], more[2])
      else readPolicy(line, own, more[1], more[2])
    }
  }

  function readMembers(line: string, name: string, words: Tree): void {
    const members = lists.get(name) ?? new Set()
    lists.set(name, members)
    for (let at = 0; at < words.length; ) {
      if (words[at] === 'description') {
        expect(typeof words[at + 1]).toBe('string')
        at += 2
        continue
      }
      const [what, act, all] = words.slice(at, at + 3)
      expect([line, what, act]).toEqual([
        line,
        expect.stringMatching(/^(addresses|fqdns)$/),
        expect.stringMatching(/^(add|delete)$/),
      ])
      for (const member of Array.isArray(all) ? all.flat() : []) {
        const written = String(member)
        // The list shows an address without its length, and is asked for it so.
        expect(written).not.toMatch(written.includes(':') ? /\/128$/ : /\/32$/)
        expect(written).toMatch(what === 'fqdns' ? /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ : /^([\d.]+|[\da-f:]+)(\/\d+)?$/)
        expect([line, members.has(written)]).toEqual([line, act === 'delete'])
        if (act === 'add') members.add(written)
        else members.delete(written)
      }
      at += 3
    }
    // A list without a member is refused.
    expect([line, members.size]).not.toEqual([line, 0])
  }

  function readRule(line: string, list: string, act: unknown, body: unknown): void {
    expect([line, act, Array.isArray(body)]).toEqual([line, 'add', true])
    const [name, words, ...rest] = Array.isArray(body) ? body : []
    expect([line, rest]).toEqual([line, []])
    const found = pairsOf(line, words)
    const {
      action,
      'ip-protocol': protocol,
      source,
      destination,
      log,
      status,
      description,
      'place-after': after,
      ...other
    } = found
    expect([line, other, after, typeof description]).toEqual([line, {}, 'last', 'string'])
    expect(['accept', 'drop']).toContain(action)
    expect(['tcp', 'udp']).toContain(protocol)
    expect(['yes', 'no']).toContain(log)
    expect(['enabled', 'disabled']).toContain(status)
    const { 'address-lists': from, vlans: _, ...noneElse } = addedOf(line, source)
    const { addresses: to, ports, ...noOther } = addedOf(line, destination)
    expect([line, noneElse, noOther]).toEqual([line, {}, {}])
    expect(from?.length && to?.length && ports?.length).toBeGreaterThan(0)
    for (const each of from ?? []) expect([each, lists.has(each)]).toEqual([each, true])
    const rules = ruleLists.get(list)
    expect([line, rules?.has(String(name))]).toEqual([line, false])
    const rule = String(name).replace(new RegExp(`-${protocol}$`), '')
    expect(description).toMatch(new RegExp(`^${rule}( |$)`))
    rules?.set(String(name), {
      flow: {
        rule,
        protocol: String(protocol),
        port: 0,
        action: action === 'accept' ? 'allow' : 'deny',
        enabled: status === 'enabled',
      },
      ports: (ports ?? []).map(Number),
      lists: from ?? [],
      to: to ?? [],
    })
  }

  function readPolicy(line: string, policy: string, act: unknown, body: unknown): void {
    const [name, words] = Array.isArray(body) ? body : []
    const has = policies.get(policy) ?? []
    if (act === 'delete') {
      expect([line, has.includes(String(name))]).toEqual([line, true])
      policies.delete(policy)
      return
    }
    const { 'rule-list': list, 'place-before': before, 'place-after': after, ...other } = pairsOf(line, words)
    expect([line, act, ruleLists.has(String(list)), other]).toEqual([line, 'add', true, {}])
    expect([line, typeof (before ?? after)]).toEqual([line, 'string'])
    policies.set(policy, [...has, String(list)])
  }

  const flows = [...ruleLists.values()]
    .flatMap((rules) => [...rules.values()])
    .flatMap(({ flow, ports, lists: from, to }) => {
      const members = from.flatMap((name) => [...(lists.get(name) ?? [])])
      return ports.flatMap((port) =>
        to.map((destination) => ({
          ...flow,
          port,
          destination,
          sources: members.flatMap((member) => {
            if (/[g-z]/.test(member)) return [member]
            const six = member.includes(':')
            if (six !== destination.includes(':')) return []
            return [member.includes('/') ? member : `${member}/${six ? 128 : 32}`]
          }),
        })),
      )
    })
  return { flows, left: [...lists.keys(), ...ruleLists.keys(), ...policies.keys()] }
}

function pairsOf(line: string, words: unknown): Record<string, string | Tree> {
  expect([line, Array.isArray(words)]).toEqual([line, true])
  const found: Record<string, string | Tree> = {}
  const all: Tree = Array.isArray(words) ? words : []
  expect([line, all.length % 2]).toEqual([line, 0])
  for (let at = 0; at < all.length; at += 2) {
    const key = String(all[at])
    expect([line, Object.hasOwn(found, key)]).toEqual([line, false])
    found[key] = all[at + 1] ?? ''
  }
  return found
}

/** `a add { x y } b add { z }` */
function addedOf(line: string, words: unknown): Record<string, string[]> {
  const all: Tree = Array.isArray(words) ? words : []
  expect([line, all.length % 3]).toEqual([line, 0])
  return Object.fromEntries(
    Array.from({ length: all.length / 3 }, (_, at) => {
      const [what, act, list] = all.slice(at * 3, at * 3 + 3)
      expect([line, act, Array.isArray(list)]).toEqual([line, 'add', true])
      return [String(what), (Array.isArray(list) ? list : []).map(String)]
    }),
  )
}
