import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { targetOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import type { GatherContext } from './gatherer.ts'
import { offeredSchemes } from './offered-schemes.ts'
import { orUnsent } from './or-unsent.ts'
import { requestAsAccount } from './signed-in-request.ts'

/**
 * Tries the password by Basic at ActiveSync, where that is beside EWS and asks for it. By OPTIONS, which leaves no device
 * behind; the budget's record says what came of it.
 */
export async function proveAtActiveSync(
  { endpoints, dnsAnswers }: Pick<Artifacts, 'endpoints' | 'dnsAnswers'>,
  gatherer: string,
  context: GatherContext,
): Promise<void> {
  const url = new URL(endpoints.activeSync.url)
  if (url.host !== new URL(endpoints.ews.url).host) return
  const target = targetOf(url, dnsAnswers, context)
  const headers = { 'user-agent': context.profile.userAgent }
  const request: HttpRequest = { method: 'OPTIONS', path: url.pathname + url.search, headers }
  await orUnsent(target, request, context, async () => {
    const { exchange } = await withConnection(target, context, (connection) => connection.request(request, context))
    if (exchange.status !== 401 || !offeredSchemes(exchange).includes('basic')) return
    await requestAsAccount(target, request, { scheme: 'basic', url: url.href, gatherer }, context)
  })
}
