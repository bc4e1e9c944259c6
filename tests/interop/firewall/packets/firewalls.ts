import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet, writeSheet } from '../../../../shared/firewall/write-sheet.ts'
import type { Writer } from '../../../../shared/firewall/writer.ts'
import ip6tables from '../../../../shared/firewall/writers/ip6tables.ts'
import iptables from '../../../../shared/firewall/writers/iptables.ts'
import nftables from '../../../../shared/firewall/writers/nftables.ts'
import { TODAY } from '../../../shared/firewall/read-back.ts'
import type { Change } from './expected.ts'

type Load = { argv: string[]; input: string }
type Part = readonly [of: 'sheet' | 'delta', what: 'apply' | 'rollback']

/** A firewall: what it has before, and how a part of what is written gets into it. */
export type Firewall = { name: string; usual(change: Change): Load[]; load(change: Change, part: Part): Load[] }

function textOf(writer: Writer, { set, later }: Change, [of, what]: Part): string {
  if (of === 'sheet') return writeSheet(writer, set, resolveRules(set, writer.meta.side), { today: TODAY })[what]
  const resolved = resolveRules(later, writer.meta.side)
  return writeDeltaSheet(writer, later, resolved, { before: set.groups, today: TODAY })[what]
}

function translations({ published }: Change, family: 4 | 6, line: (from: string, to: string) => string): string {
  return Object.entries(published)
    .filter(([address]) => address.includes(':') === (family === 6))
    .map(([from, to]) => line(from, to))
    .join('\n')
}

/** Refuses at once what no rule lets in, so that nobody waits; answers come back; published addresses are translated. */
const usualOfNft = (change: Change) => `table inet filter {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    meta l4proto tcp reject with tcp reset
  }
  chain published {
    type nat hook prerouting priority dstnat;
${translations(change, 4, (from, to) => `    ip daddr ${from} dnat ip to ${to}`)}
${translations(change, 6, (from, to) => `    ip6 daddr ${from} dnat ip6 to ${to}`)}
  }
}
`
const usualOfIptables = (change: Change, family: 4 | 6) => `*filter
:FORWARD DROP [0:0]
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -p tcp -j REJECT --reject-with tcp-reset
COMMIT
*nat
${translations(change, family, (from, to) => `-A PREROUTING -d ${from} -j DNAT --to-destination ${to}`)}
COMMIT
`

const nft = (input: string): Load[] => [{ argv: ['nft', '-f', '-'], input }]
const restore = (backend: string, what: (writer: Writer) => string, ...flags: string[]): Load[] =>
  [iptables, ip6tables].map((writer) => ({
    ...{ argv: [`${writer.meta.id}-${backend}-restore`, ...flags], input: what(writer) },
  }))

export const FIREWALLS: readonly Firewall[] = [
  {
    name: 'nft',
    usual: (change) => nft(usualOfNft(change)),
    load: (change, part) => nft(textOf(nftables, change, part)),
  },
  ...['nft', 'legacy'].map(
    (backend): Firewall => ({
      name: `iptables and ip6tables (${backend})`,
      usual: (change) => restore(backend, (writer) => usualOfIptables(change, writer.meta.carries.six ? 6 : 4)),
      load: (change, part) => restore(backend, (writer) => textOf(writer, change, part), '--noflush'),
    }),
  ),
]
