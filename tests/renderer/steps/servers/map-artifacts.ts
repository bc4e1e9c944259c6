import type { ArtifactRecords, Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import type { Node, Nodes } from '../../../../shared/artifacts/nodes.ts'

/** A record of something that was gathered. */
export function gathered<V>(value: V): { state: 'gathered'; startedAt: string; milliseconds: number; value: V } {
  return { state: 'gathered', startedAt: '2026-11-24T22:41:07.000Z', milliseconds: 12, value }
}

/** What DNS says of a name: its addresses, or why there are none. */
export function answer(
  name: string,
  purpose: NameAnswer['purpose'],
  addresses: string[],
  more: Partial<NameAnswer> = {},
): NameAnswer {
  return {
    name,
    purpose,
    resolver: '10.20.0.2:53',
    addresses: addresses.map((address) => ({ address, family: address.includes(':') ? (6 as const) : (4 as const) })),
    aliases: [],
    milliseconds: 3,
    ...more,
  }
}

/** A server that answers as it should, but for what a test says. */
export function nodeAt(address: string, more: Partial<Node> = {}): Node {
  return {
    address,
    names: [],
    published: false,
    listed: true,
    connectMilliseconds: 1,
    trusted: true,
    status: 401,
    schemes: ['ntlm'],
    version: '15.2.2562.53',
    health: [],
    ...more,
  }
}

type Seen = { names: NameAnswer[]; nodes?: Node[]; more?: Partial<Nodes>; others?: ArtifactRecords }

/** The artifacts of a run that saw these names and servers. */
export function artifactsOf({ names, nodes, more, others }: Seen): ArtifactRecords {
  const host = names[0]?.name ?? 'mail.contoso.test'
  const endpoints: Artifacts['endpoints'] = {
    ews: { url: `https://${host}/EWS/Exchange.asmx`, source: 'organisation' },
    activeSync: { url: `https://${host}/Microsoft-Server-ActiveSync`, source: 'same-host' },
  }
  return {
    endpoints: gathered(endpoints),
    dnsAnswers: gathered({ names }),
    ...(nodes && {
      nodes: gathered({
        host,
        port: 443,
        seenAt: '2026-11-24T22:41:07.000Z',
        nodes,
        unresolved: [],
        leftOut: 0,
        ...more,
      }),
    }),
    ...others,
  }
}

/** So many servers behind one address. */
export function manyServers(count: number, more: (place: number) => Partial<Node> = () => ({})): Node[] {
  return Array.from({ length: count }, (_, place) =>
    nodeAt(`10.20.${Math.floor(place / 200)}.${(place % 200) + 21}`, {
      server: `EXCH${String(place + 1).padStart(2, '0')}`,
      names: [`exch${String(place + 1).padStart(2, '0')}.contoso.test`],
      ...more(place),
    }),
  )
}
