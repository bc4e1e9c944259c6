import { addressOfNode } from '../dns/zone.ts'
import { createBalancer } from '../network/balancer.ts'
import { createTlsBridge, type TlsBridge } from '../network/tls-bridge.ts'
import type { Settings } from '../settings.ts'
import { type ExchangeServer, type ExchangeServerOptions, PUBLISHED, startExchangeServer } from './exchange-server.ts'

/** The Exchange servers of the organisation. */
export interface Servers {
  /** Of HTTPS, at the published address and at each server's own. */
  readonly port: number
  /** Takes up settings that reach further than the next request: how many servers there are, listeners, certificates. */
  applySettings(): Promise<void>
  /** Closes every port, and cuts what stands, until settings are taken up again. */
  stopListening(): Promise<void>
  close(): Promise<void>
}

type Shared = Omit<ExchangeServerOptions, 'name' | 'settings' | 'place'>

/**
 * Starts as many servers as the settings name, more when they come to name more. `settingsOf` gives what holds for one
 * server by its number; without one, for all.
 */
export async function startServers(shared: Shared, settingsOf: (node?: number) => Settings): Promise<Servers> {
  const start = (node: number, place: { host: string; port: number }): Promise<ExchangeServer> =>
    startExchangeServer({ name: nameOfNode(node), settings: () => settingsOf(node), place, ...shared })
  const first = await start(1, { host: PUBLISHED, port: 0 })
  const { port } = first
  const servers = [first]
  let turn = 0
  const next = (): number => {
    const { balancing, stayAt, nodes } = settingsOf().network
    if (balancing === 'by-source') return stayAt
    turn += 1
    return ((turn - 1) % nodes) + 1
  }
  const ownAddressOf = (node: number): string =>
    settingsOf().network.serversReachable ? addressOfNode(node) : hiddenAddressOfNode(node)
  let bridge: TlsBridge | undefined
  const balancer = createBalancer(() => {
    const node = next()
    const bridging = bridge
    if (!bridging) return servers[node - 1]
    return { take: (socket) => bridging(socket, { host: ownAddressOf(node), port }) }
  })
  const stopListening = async (): Promise<void> => {
    await Promise.all([balancer.stop(), ...servers.map((server) => server.stopListening())])
  }
  const applySettings = async (): Promise<void> => {
    const { network, tls } = settingsOf()
    const { nodes, listening, opensTlsAs } = network
    await stopListening()
    bridge = opensTlsAs && createTlsBridge(await shared.certificates.serve(opensTlsAs), tls)
    for (let node = servers.length + 1; node <= nodes; node++) {
      servers.push(await start(node, { host: addressOfNode(node), port }))
    }
    const host = (node: number): string => (nodes > 1 ? ownAddressOf(node) : PUBLISHED)
    await Promise.all(servers.slice(0, nodes).map((server, at) => server.applySettings({ host: host(at + 1), port })))
    if (nodes > 1 && listening) await balancer.listen(PUBLISHED, port)
  }
  await applySettings()
  return {
    port,
    applySettings,
    stopListening,
    close: async () => {
      await Promise.all([balancer.stop(), ...servers.map((server) => server.close())])
    },
  }
}

/** Where a server listens for the balancer alone, in a network of theirs that no name leads to. */
function hiddenAddressOfNode(node: number): string {
  return `127.0.1.${10 + node}`
}

/** EXCH01, EXCH02… as Windows names them. */
export function nameOfNode(node: number): string {
  return `EXCH${String(node).padStart(2, '0')}`
}
