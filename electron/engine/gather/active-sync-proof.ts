import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { targetOf } from './addressing.ts'
import { requestWithBestScheme } from './best-scheme.ts'
import { whoNamed } from './credential-guard.ts'
import type { GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'

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
  const about = { url: url.href, gatherer, namedBy: whoNamed(endpoints, 'activeSync') }
  const options = { ...about, schemes: ['basic'] } as const
  await orUnsent(target, request, context, () => requestWithBestScheme(target, request, options, context))
}
