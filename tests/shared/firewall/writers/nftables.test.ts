import { describe, expect, it } from 'vitest'
import nftables from '../../../../shared/firewall/writers/nftables.ts'
import { exampleRules } from '../example-rules.ts'
import type { Flow } from '../flows.ts'
import { changesBack, readsBack, rollsBack, writtenOf } from '../read-back.ts'

describe('nftables', () => {
  it('says what the model says, read back', () => readsBack(nftables, readBack))

  it('takes away each set that it added, and each rule', () => rollsBack(nftables, readBack))

  it('changes the members of its sets and nothing else', () => changesBack(nftables, readBack))

  it('clears nothing that is not its own', () => {
    const { apply, rollback } = writtenOf(nftables, exampleRules)
    expect(apply).not.toMatch(/^(flush|delete|destroy)/m)
    expect([...rollback.matchAll(/^(?:flush|destroy) .*$/gm)].map(([line]) => line)).toEqual([
      'flush chain inet filter PSTN_RULES',
    ])
  })

  it.each(['inet filter;flush ruleset', '{ } ;\nflush ruleset', '"#', ''])('lets %j out of no place', (list) => {
    const { apply, rollback } = writtenOf(nftables, exampleRules, { list })
    for (const line of [...apply.split('\n'), ...rollback.split('\n')].filter((each) => each !== ''))
      expect(line).toMatch(
        /^(# off: )?(add|create|insert|flush|delete) (chain|set|element|rule) [A-Za-z][\w.-]* [A-Za-z][\w.-]* [A-Za-z][\w.-]*( |$)/,
      )
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(nftables, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/nftables.apply.nft')
    await expect(rollback).toMatchFileSnapshot('goldens/nftables.rollback.nft')
  })
})

/** Reads the lines that nft reads, each by a grammar of its own. */
function readBack(configurations: readonly string[]): Flow[] {
  const sets = new Map<string, Set<string>>()
  let rules: Omit<Flow, 'sources'>[] = []
  const setOf = new Map<Omit<Flow, 'sources'>, string>()
  for (const line of configurations.flatMap((text) => text.split('\n').slice(0, -1))) {
    const added = /^create set inet filter (\S+) \{ type ipv[46]_addr; flags interval; \}$/.exec(line)
    const changed = /^(add|delete) element inet filter (\S+) \{ (.*) \}$/.exec(line)
    const gone = /^delete set inet filter (\S+)$/.exec(line)
    const rule =
      /^(?<off># off: )?add rule inet filter PSTN_RULES ip6? saddr @(?<set>\S+) ip6? daddr (?<to>\{ .* \}|\S+) (?<protocol>tcp|udp) dport (?<port>\d+) ct state new(?: log prefix "[^"]*")? (?<verdict>accept|drop) comment "(?<rule>PSTN_R_[A-Z0-9_]+)[^"]*"$/.exec(
        line,
      )?.groups
    if (added) {
      expect(sets.has(added[1] ?? '')).toBe(false)
      sets.set(added[1] ?? '', new Set())
    } else if (changed) {
      const set = sets.get(changed[2] ?? '')
      for (const element of changed[3]?.split(', ') ?? []) {
        // nft fails on an element that is there already, and on one that is not.
        expect(set?.has(element)).toBe(changed[1] === 'delete')
        if (changed[1] === 'delete') set?.delete(element)
        else set?.add(element)
      }
    } else if (gone) {
      expect(rules.some((each) => setOf.get(each) === gone[1])).toBe(false)
      expect(sets.delete(gone[1] ?? '')).toBe(true)
    } else if (line === 'flush chain inet filter PSTN_RULES') rules = []
    else if (rule) {
      const { rule: name = '', off, set = '', to = '', protocol = '', port, verdict } = rule
      for (const destination of to.replaceAll(/[{} ]/g, '').split(',')) {
        const action = verdict === 'accept' ? 'allow' : 'deny'
        const flow = {
          rule: name,
          destination,
          protocol,
          port: Number(port),
          action,
          enabled: off === undefined,
        } as const
        rules.push(flow)
        setOf.set(flow, set)
      }
    } else
      expect(line).toMatch(
        /^(add chain|insert rule) inet filter (PSTN_RULES|forward jump PSTN_RULES comment "Postern")$/,
      )
  }
  return rules.map((rule) => ({ ...rule, sources: [...(sets.get(setOf.get(rule) ?? '') ?? [])] }))
}
