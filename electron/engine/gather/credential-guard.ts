import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { asksAsExchange, isFromExchange } from './exchange-signs.ts'
import type { GatherContext } from './gatherer.ts'
import { isExchangeName } from './own-host.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'

/** Who says that a credential belongs somewhere: the administrator, or the network alone by any of its answers. */
export type NamedBy = 'administrator' | 'network'

/** Who named the address of a service: what stands beside EWS is named by whoever named that. */
export function whoNamed({ ews, activeSync }: Artifacts['endpoints'], service: 'ews' | 'activeSync'): NamedBy {
  const { source } = service === 'ews' || activeSync.source === 'same-host' ? ews : activeSync
  return source === 'organisation' ? 'administrator' : 'network'
}

/**
 * Whether a host needs no sign of Exchange to be given a credential: the administrator named it for Exchange, every client
 * asks it for Autodiscover, or the account was let in there before in this run.
 */
export function isVouchedFor({ hostname, host }: URL, { organisation, budget }: GatherContext): boolean {
  if (isExchangeName(hostname, organisation)) return true
  return budget.record().attempts.some(({ url, result }) => result === 'accepted' && new URL(url).host === host)
}

/**
 * Whether a credential may go to a host that the network named: by DNS, a redirect, an answer of Autodiscover or a 451 of
 * ActiveSync. Being a host of the organisation's is not enough, since a wiki is one as well; unless it is vouched for, what
 * asks there must look like Exchange. For Basic, which is the password itself, that is the front end's own mark; for NTLM,
 * whose answer has to be cracked first, a server of Windows' kind (Exchange 2010 bears no mark).
 */
export function maySignInAt(
  url: URL,
  asking: Pick<HttpExchange, 'headers'>,
  scheme: SignedInScheme | undefined,
  context: GatherContext,
): boolean {
  if (isVouchedFor(url, context)) return true
  return scheme === 'basic' ? isFromExchange(asking) : asksAsExchange(asking)
}
