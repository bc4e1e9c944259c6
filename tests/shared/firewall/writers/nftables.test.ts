import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import nftables from '../../../../shared/firewall/writers/nftables.ts'
import { comparable, type Flow, flowsOf } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'

describe('nftables', () => {
  it('says what the model says, read back', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { rules } = resolveRules(set, nftables.meta.side)
        const { apply } = nftables.write(rules, {}, set)
        expect(comparable(readBack(apply))).toEqual(comparable(flowsOf(rules, nftables.meta.carries)))
      }),
    )
  })

  it('takes away each set that it added, and each rule', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { rules } = resolveRules(set, nftables.meta.side)
        const { apply, rollback } = nftables.write(rules, {}, set)
        const added = [...apply.matchAll(/^add set inet filter (\S+) /gm)].map(([, name]) => name)
        expect([...rollback.matchAll(/^delete set inet filter (\S+)$/gm)].map(([, name]) => name)).toEqual(added)
        expect(apply).not.toMatch(/^(flush|delete|destroy)/m)
        expect(rollback.startsWith('flush chain inet filter PSTN_RULES\n')).toBe(true)
      }),
    )
  })
})

/** Reads the lines that nft reads, each by a grammar of its own. */
function readBack(text: string): Flow[] {
  const sets = new Map<string, string[]>()
  const flows: Flow[] = []
  for (const line of text.trimEnd().split('\n')) {
    const [, set = '', elements = ''] =
      /^add set inet filter (\S+) \{ type ipv[46]_addr; flags interval; elements = \{ (.*) \}; \}$/.exec(line) ?? []
    if (set !== '') {
      sets.set(set, elements.split(', '))
      continue
    }
    const rule =
      /^(?<off># off: )?add rule inet filter PSTN_RULES ip6? saddr @(?<set>\S+) ip6? daddr (?<to>\{ .* \}|\S+) (?<protocol>tcp|udp) dport (?<port>\d+) ct state new(?: log prefix "[^"]*")? (?<verdict>accept|drop) comment "(?<rule>PSTN_R_[A-Z0-9_]+)[^"]*"$/.exec(
        line,
      )?.groups
    if (!rule) {
      expect(line).toMatch(
        /^(add chain|insert rule) inet filter (PSTN_RULES|forward jump PSTN_RULES comment "Postern")$/,
      )
      continue
    }
    const { rule: name = '', off, set: from = '', to = '', protocol = '', port, verdict } = rule
    for (const destination of to.replaceAll(/[{} ]/g, '').split(','))
      flows.push({
        ...{ rule: name, destination, protocol, port: Number(port), action: verdict === 'accept' ? 'allow' : 'deny' },
        ...{ enabled: off === undefined, sources: sets.get(from) ?? [] },
      })
  }
  return flows
}
