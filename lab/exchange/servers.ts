import { addressOfNode } from '../dns/zone.ts'
import { createBalancer } from '../network/balancer.ts'
import type { Settings } from '../settings.ts'
import { type ExchangeServer, type ExchangeServerOptions, PUBLISHED, startExchangeServer } from './exchange-server.ts'

/** The Exchange servers of the organisation. */
export interface Servers {
  /** Of HTTPS, at the published address and at each server's own. */
  readonly port: number
  /** Takes up settings that reach further than the next request: how many servers there are, listeners, certificates. */
  applySettings(): Promise<void>
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
  const balancer = createBalancer(() => {
    const { balancing, stayAt, nodes } = settingsOf().network
    if (balancing === 'by-source') return servers[stayAt - 1]
    turn += 1
    return servers[(turn - 1) % nodes]
  })
  const applySettings = async (): Promise<void> => {
    const { nodes, listening, serversReachable } = settingsOf().network
    await balancer.stop()
    await Promise.all(servers.map((server) => server.stopListening()))
    for (let node = servers.length + 1; node <= nodes; node++) {
      servers.push(await start(node, { host: addressOfNode(node), port }))
    }
    const own = (node: number): string => (serversReachable ? addressOfNode(node) : hiddenAddressOfNode(node))
    const host = (node: number): string => (nodes > 1 ? own(node) : PUBLISHED)
    await Promise.all(servers.slice(0, nodes).map((server, at) => server.applySettings({ host: host(at + 1), port })))
    if (nodes > 1 && listening) await balancer.listen(PUBLISHED, port)
  }
  await applySettings()
  return {
    port,
    applySettings,
    close: async () => {
      await Promise.all([balancer.stop(), ...servers.map((server) => server.close())])
    },
  }
}

/** EXCH01, EXCH02… as Windows names them. */
function nameOfNode(node: number): string {
  return `EXCH${String(node).padStart(2, '0')}`
}
/** Where a server listens for the balancer alone, in a network of theirs that no name leads to. */
function hiddenAddressOfNode(node: number): string {
  return `127.0.1.${10 + node}`
}

