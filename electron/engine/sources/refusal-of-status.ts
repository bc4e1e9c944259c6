import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { counted } from '../../../shared/language/translate.ts'
import { retryAfterMilliseconds } from '../wire/retry-after.ts'
import { type AskRefusal, refuseAsk } from './ask-refusal.ts'
import { repeatsSecret } from './repeats-secret.ts'

/** Why an answer of this status is no list; undefined where it may be one. Nothing is told of what such an answer says. */
export function refusalOfStatus(
  exchange: HttpExchange,
  url: URL,
  { secret, now }: { secret: string | null; now: Date },
): AskRefusal | undefined {
  const { status = 0 } = exchange
  const { host } = url
  if (status === 200) return undefined
  if (status >= 300 && status < 400) {
    const to = URL.parse(headerValues(exchange, 'location')[0] ?? '', url.href)?.host
    return refuseAsk('redirected', host, { to: to && to.length <= 255 && !repeatsSecret(to, secret) ? to : undefined })
  }
  if (status === 401 || status === 407) return refuseAsk('secret-rejected', host)
  if (status === 402 || status === 403) return refuseAsk('forbidden', host)
  if (status === 404 || status === 410) return refuseAsk('not-found', host)
  const wait = retryAfterMilliseconds(headerValues(exchange, 'retry-after')[0], now)
  const waiting = wait === undefined ? {} : { waitMilliseconds: wait }
  if (status === 429) {
    const minutes = wait === undefined ? undefined : counted(Math.max(1, Math.ceil(wait / 60_000)), 'minute')
    return { ...refuseAsk('too-often', host, { wait: minutes }), ...waiting }
  }
  if (status >= 500) return { ...refuseAsk('server-trouble', host, { status }), ...waiting }
  return refuseAsk('other-status', host, { status })
}
