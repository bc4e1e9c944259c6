import type { Socket } from 'node:net'
import { deadline } from './deadline.ts'
import { ownShortage } from './own-shortage.ts'
import { type HttpProxy, placeOfProxy } from './proxy.ts'
import { systemCode, WireError } from './wire-error.ts'

/** A proxy that lets a connection through says so in a few hundred bytes; one that does not, often with a page behind. */
const MOST_HEADER_BYTES = 16 * 1024

/**
 * Asks a proxy for a way to `authority` on a connection to it (RFC 9110 section 9.3.6), and leaves the socket as if it
 * led there: nothing has been read of what comes behind the proxy's answer. The socket is destroyed where there is no way.
 * Throws a WireError that names the proxy, never the server.
 */
export async function openTunnel(
  socket: Socket,
  proxy: HttpProxy,
  authority: string,
  options: { signal: AbortSignal; milliseconds: number },
): Promise<void> {
  const refuse = (code: 'proxy-refused' | 'proxy-sign-in' | 'proxy-unanswered' | 'proxy-malformed', why?: string) =>
    new WireError(code, placeOfProxy(proxy), `${why ? `${why}, ` : ''}asked for ${authority}`)
  const limit = deadline(options.signal, options.milliseconds)
  let settle: () => void = () => undefined
  try {
    const status = await new Promise<number>((resolve, reject) => {
      let read = ''
      const stop = () => reject(limit.timedOut() ? refuse('proxy-unanswered') : new WireError('cancelled', authority))
      const readOn = () => {
        for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
          read += (chunk as Buffer).toString('latin1')
          const answer = answerIn(read)
          if (answer === 'malformed') return reject(refuse('proxy-malformed', 'it is not HTTP'))
          if (answer === 'more-behind') return reject(refuse('proxy-malformed', 'more came behind its answer'))
          if (answer !== undefined) return resolve(answer)
          if (read.length > MOST_HEADER_BYTES) return reject(refuse('proxy-malformed', 'its header has no end'))
        }
      }
      const ended = () => reject(refuse('proxy-malformed', 'it closed the connection'))
      const failed = (error: Error) =>
        reject(ownShortage(error) ? error : refuse('proxy-malformed', systemCode(error) ?? error.message))
      settle = () => {
        limit.signal.removeEventListener('abort', stop)
        socket.off('readable', readOn).off('end', ended).off('close', ended).off('error', failed)
      }
      if (limit.signal.aborted) return stop()
      limit.signal.addEventListener('abort', stop, { once: true })
      socket.on('readable', readOn).once('end', ended).once('close', ended).on('error', failed)
      // RFC 9112 section 3.2.3: the authority form, and Host the same.
      socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
    })
    if (status === 407) throw refuse('proxy-sign-in', 'HTTP 407')
    if (status < 200 || status > 299) throw refuse('proxy-refused', `HTTP ${status}`)
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    settle()
    limit.clear()
  }
}

/**
 * The status of the answer once its header is whole; interim answers before it are passed over (RFC 9110 section 15.2).
 * A server says nothing before its client has, so that what comes behind a way that was opened is not the server's.
 */
function answerIn(read: string): number | 'malformed' | 'more-behind' | undefined {
  if (!'HTTP/1.'.startsWith(read.slice(0, 7))) return 'malformed'
  const end = /\r?\n\r?\n/.exec(read)
  const line = /^HTTP\/1\.\d ([1-5]\d\d)(?: [^\r\n]*)?\r?\n/.exec(read)
  if (!line) return end || read.includes('\n') ? 'malformed' : undefined
  if (!end) return undefined
  const behind = read.slice(end.index + end[0].length)
  const status = Number(line[1])
  if (status < 200) return status === 101 ? 'malformed' : answerIn(behind)
  return status < 300 && behind !== '' ? 'more-behind' : status
}
