import type { IncomingMessage } from 'node:http'
import { t } from '../../shared/language/translate.ts'

export type Refusal = { status: 400 | 403 | 405 | 414; sentence: string }

/** Longer request targets are refused: the longest of ours is the one with the token. */
const LONGEST_TARGET = 2048

/**
 * Why a request is refused before anything else is looked at; undefined when it is not. The Host must be exactly this
 * server's address, so that no other name leads here (DNS rebinding). An Origin must be exactly this server's, and
 * `originRequired` where a page of another origin could otherwise ask without reading the answer.
 */
export function refusalOf(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headersDistinct'>,
  port: number,
  originRequired: boolean,
): Refusal | undefined {
  const { host, origin } = request.headersDistinct
  const authority = `127.0.0.1:${port}`
  if (host?.length !== 1 || host[0] !== authority) {
    return { status: 403, sentence: t`Postern answers only at http://${authority}, not under another name.` }
  }
  if (origin === undefined ? originRequired : origin.length !== 1 || origin[0] !== `http://${authority}`) {
    return { status: 403, sentence: t`Postern answers only to its own page, not to one from another address.` }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, sentence: t`Postern’s pages can only be read: the methods accepted are GET and HEAD.` }
  }
  const target = request.url ?? ''
  if (target.length > LONGEST_TARGET) return { status: 414, sentence: t`This address is too long.` }
  if (!target.startsWith('/')) return { status: 400, sentence: t`This is not an address that Postern serves.` }
  if (hasBody(request)) return { status: 400, sentence: t`Postern’s pages are asked for without a body.` }
  return undefined
}

function hasBody({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): boolean {
  const lengths = headersDistinct['content-length']
  return headersDistinct['transfer-encoding'] !== undefined || (lengths !== undefined && lengths.join() !== '0')
}
