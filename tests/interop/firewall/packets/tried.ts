import { connect, type Socket } from 'node:net'
import type { Attempt } from './network.ts'

/**
 * What became of connections: of `attempts` each until it is known, some at a time; and of those that are to be dropped, begun
 * before all others, whether they stand when the others are done.
 */
export async function tried(attempts: readonly Attempt[], silent: readonly Attempt[]) {
  const waiting = silent.map((attempt) => begun(attempt))
  const results: string[] = []
  for (let at = 0; at < attempts.length; at += 100)
    results.push(...(await Promise.all(attempts.slice(at, at + 100).map((attempt) => begun(attempt).done))))
  const still = waiting.map(({ socket, known }) => {
    socket.destroy()
    return known() ?? 'silent'
  })
  return { attempts: results, silent: still }
}

function begun({ source, destination, port }: Attempt): {
  socket: Socket
  known: () => string | undefined
  done: Promise<string>
} {
  const socket = connect({ host: destination, port, localAddress: source })
  let result: string | undefined
  const done = new Promise<string>((resolve) => {
    const settle = (what: string) => {
      result ??= what
      socket.destroy()
      resolve(result)
    }
    socket.once('connect', () => settle('connected'))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ECONNREFUSED' ? 'refused' : `${error.code}`),
    )
  })
  return { socket, known: () => result, done }
}
