import { type Node, NodeSignIns, Nodes } from '../../../shared/artifacts/nodes.ts'
import { certificate, exchange, SEEN_AT } from './artifact-builders.ts'

/** One healthy server: EXCH01 at 10.20.0.11, and so on. */
export function node(number: number, changes: Partial<Node> = {}): Node {
  const name = `EXCH${String(number).padStart(2, '0')}`
  return {
    address: `10.20.0.${10 + number}`,
    names: [`${name.toLowerCase()}.contoso.test`],
    published: false,
    listed: true,
    connectMilliseconds: 1,
    protocol: 'TLSv1.2',
    certificate: certificate(),
    nameMatches: true,
    trusted: true,
    status: 401,
    schemes: ['negotiate', 'ntlm'],
    server: name,
    version: '15.2.1748.10',
    exchange: exchange(401),
    health: ['/ews/healthcheck.htm', '/autodiscover/healthcheck.htm'].map((path) => ({ path, status: 200 })),
    ...changes,
  }
}

/** A server to which no connection comes about, or whose connection breaks off. */
export function failing(
  number: number,
  code: NonNullable<Node['failure']>['code'],
  connected: 'connected' | 'not-connected',
): Node {
  const { address, names, published, listed } = node(number)
  const failure = { code, where: 'mail.contoso.test:443' }
  const seen = connected === 'connected' ? { connectMilliseconds: 1 } : {}
  return { address, names, published, listed, trusted: false, schemes: [], health: [], failure, ...seen }
}

/** One of several addresses of the published name, with nobody named in the organisation. */
export function published(number: number, changes: Partial<Node> = {}): Node {
  return node(number, { published: true, listed: false, names: ['mail.contoso.test'], ...changes })
}

export function nodes(all: Node[], changes: Partial<Nodes> = {}) {
  const usual = { host: 'mail.contoso.test', port: 443, seenAt: SEEN_AT, nodes: all, unresolved: [], leftOut: 0 }
  return { nodes: Nodes.parse({ ...usual, ...changes }) }
}

/** The account's sign-ins, by the number of the server. */
export function nodeSignIns(...results: [number: number, result: NodeSignIns['attempts'][number]['result']][]) {
  const attempts = results.map(([number, result]) => ({ address: node(number).address, result, exchanges: [] }))
  return { nodeSignIns: NodeSignIns.parse({ scheme: 'ntlm', attempts, notTried: [] }) }
}
