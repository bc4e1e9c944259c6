import { z } from 'zod'
import { WireError } from './wire-error.ts'
import { maskUserinfo, withoutUserinfo } from './without-userinfo.ts'

const MAXIMUM_BYTES = 64 * 1024

export type JsonProtocol = 'ActiveSync' | 'EWS'

/** Path and query of an Autodiscover v2 question; the mailbox's characters are all escaped. */
export function jsonPath(mailbox: string, protocol: JsonProtocol, redirectCount = 1): string {
  const email = encodeURIComponent(mailbox)
  return `/autodiscover/autodiscover.json?Email=${email}&Protocol=${protocol}&RedirectCount=${redirectCount}`
}

export type JsonResponse = { kind: 'url'; url: string } | { kind: 'error'; code: string; message: string }

const text = z.string().max(2_000)
const Body = z.union([
  z.object({ Url: text.min(1) }),
  z.object({ ErrorCode: text, ErrorMessage: z.string().optional() }),
])

/**
 * Reads an Autodiscover v2 answer: `{"Protocol":"EWS","Url":"https://…"}`, or ErrorCode and ErrorMessage. Throws a
 * WireError: `json-malformed` for anything else, `response-too-large` past 64 KiB.
 */
export function readJsonResponse(bytes: Uint8Array, where: string): JsonResponse {
  if (bytes.length > MAXIMUM_BYTES) {
    throw new WireError('response-too-large', where, `over ${MAXIMUM_BYTES} bytes of JSON`)
  }
  const body = Body.safeParse(parsed(bytes, where))
  if (!body.success) throw new WireError('json-malformed', where, 'it has neither a Url nor an ErrorCode')
  if ('Url' in body.data) return { kind: 'url', url: withoutUserinfo(body.data.Url) }
  const message = maskUserinfo(body.data.ErrorMessage ?? '')
  return { kind: 'error', code: body.data.ErrorCode.slice(0, 60), message: message.slice(0, 500) }
}

function parsed(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes))
  } catch {
    // A parser's message repeats the text, which is whatever somebody sent.
    throw new WireError('json-malformed', where, 'it does not parse')
  }
}
