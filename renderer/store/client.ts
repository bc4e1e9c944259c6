import { type ConnectOptions, connect } from '../../shared/contract/connect.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { openPreloadPort } from './preload-port.ts'
import { openWebSocketPort } from './web-socket-port.ts'

/** The client of this page: over the preload's bridge in Postern's own window, over a WebSocket in a browser. */
export function openClient(options: ConnectOptions = {}): Client {
  const bridge = window.postern
  if (bridge === undefined) return connect(() => openWebSocketPort(), options)
  return connect(async () => openPreloadPort(bridge), options)
}
