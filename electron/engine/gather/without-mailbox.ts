import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'

/**
 * An exchange with EWS without its body, where that is SOAP: what comes back well, or cut, can hold ids and names of what
 * is in the mailbox. Pages are kept.
 */
export function withoutMailbox(exchange: HttpExchange): HttpExchange {
  if (!/^\s*<(?:\?xml|\w+:Envelope)/.test(exchange.bodyExcerpt ?? '')) return exchange
  const { bodyExcerpt: _left, ...rest } = exchange
  return rest
}
