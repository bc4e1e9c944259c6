import { z } from 'zod'
import { Failure } from './failure.ts'

/** Milliseconds spent in each phase; a phase that did not happen (a kept connection, an early failure) is absent. */
const Phases = z.strictObject({
  connect: z.number().optional(),
  handshake: z.number().optional(),
  /** From the last byte of the request to the first of the response's head. */
  firstByte: z.number().optional(),
  total: z.number(),
})

/**
 * One request and what came back, redacted: an Authorization header is kept as its scheme alone.
 * `failure` stands where the response is missing or broken off; what was seen before it stays.
 */
export const HttpExchange = z.strictObject({
  method: z.string(),
  url: z.string(),
  address: z.string().optional(),
  requestHeaders: z.array(z.tuple([z.string(), z.string()])),
  /** Of the answer, where that is not HTTP/1.1: a connection ends behind it then. */
  version: z.literal('1.0').optional(),
  status: z.int().optional(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** The first 2,000 characters of the body, as text. */
  bodyExcerpt: z.string().optional(),
  startedAt: z.string(),
  milliseconds: Phases,
  failure: Failure.optional(),
})
export type HttpExchange = z.infer<typeof HttpExchange>

/** The values of one header, in order; names compare without case (RFC 9110 section 5.1). */
export function headerValues(exchange: Pick<HttpExchange, 'headers'>, name: string): string[] {
  const wanted = name.toLowerCase()
  const values: string[] = []
  for (const [header, value] of exchange.headers) {
    if (header.length === wanted.length && header.toLowerCase() === wanted) values.push(value)
  }
  return values
}
