import { randomBytes } from 'node:crypto'
import type { Handlers } from '../../shared/contract/contract.ts'
import { bugOfThrown, type ContractBug } from '../../shared/contract/contract-bug.ts'
import { type SetTimer, setPlatformTimer } from '../../shared/contract/set-timer.ts'
import { openRendererRoot } from '../api/renderer-files.ts'
import { listenOnLoopback } from './bounded-server.ts'
import { createOneTimeToken } from './one-time-token.ts'
import { createPageServer } from './page-server.ts'
import { createSessions } from './sessions.ts'
import { createSocketServer } from './socket-server.ts'

const MOST_CONNECTIONS = 64

export type LoopbackHostOptions = {
  handlers: Handlers
  /** Where the built renderer is: out/renderer. */
  rendererDirectory: string
  random?: (length: number) => Buffer
  now?: () => Date
  setTimer?: SetTimer
  /** Told of bugs of ours; never of what a window sent. */
  onBug?: (bug: ContractBug) => void
  /** Replaces the time in which a request's headers must have come. */
  headersMilliseconds?: number
}

export type LoopbackHost = {
  /** `http://127.0.0.1:PORT/?token=…`: opens the app once, within ten minutes. */
  url: string
  port: number
  /** Ends everything at once: what is being served, each WebSocket, each connection. */
  close(): Promise<void>
}

/**
 * Serves the app and the contract to a browser on this machine: on 127.0.0.1 alone, at a random port, to whoever has
 * the one-time token and to the browser that exchanged it. Rejects when the renderer is not built.
 */
export async function startLoopbackHost(options: LoopbackHostOptions): Promise<LoopbackHost> {
  const { handlers, rendererDirectory, random = randomBytes, now = () => new Date(), onBug } = options
  const root = await openRendererRoot(rendererDirectory)

  const { server, port, close } = await listenOnLoopback({
    port: 0,
    mostConnections: MOST_CONNECTIONS,
    headersMilliseconds: options.headersMilliseconds,
  })

  const token = createOneTimeToken(random, now)
  const sessions = createSessions(port, random)
  const answer = createPageServer({ port, root, token, sessions, random })
  server.on('request', (request, response) => {
    answer(request, response).catch((thrown) => {
      onBug?.(bugOfThrown('page', thrown, false))
      response.destroy()
    })
  })
  server.on(
    'upgrade',
    createSocketServer({
      port,
      sessions,
      handlers,
      serveOptions: onBug ? { onBug } : {},
      random,
      setTimer: options.setTimer ?? setPlatformTimer,
    }),
  )

  return { url: `http://127.0.0.1:${port}/?token=${token.text}`, port, close }
}
