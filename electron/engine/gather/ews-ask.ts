import type { EwsAnswer } from '../../../shared/artifacts/ews.ts'
import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import type { XmlElement } from '../wire/xml.ts'
import { unlessLeftAlone } from './ews-left-alone.ts'
import type { GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

type Seen = Omit<EwsAnswer, 'userAgent' | 'impersonated' | 'folder'>

/** One signed-in EWS request, repeated once at most. `root` is the XML, where some came. */
type EwsAsked = { seen: Seen; root?: XmlElement; withheld?: WithheldReason }

type EwsQuestion = {
  url: URL
  target: TlsTarget
  request: HttpRequest
  scheme: SignedInScheme
  gatherer: string
  /** How long this question waits at most; as long as the run still does when left out. */
  patienceMilliseconds?: number
}

/**
 * Sends one EWS request as the account. Where the server asks to be left alone for no longer than this run waits, it is
 * left alone that long and asked once more. Trouble on the wire is in `seen.failure`.
 */
export async function askEws(question: EwsQuestion, context: GatherContext): Promise<EwsAsked> {
  const first = await askOnce(question, context)
  const { backOffMilliseconds } = first.seen
  if (backOffMilliseconds === undefined) return first
  const second = await askOnce(question, context)
  if (second.withheld === 'told-to-wait') return first
  return {
    ...second,
    seen: {
      ...second.seen,
      waitedMilliseconds: backOffMilliseconds,
      exchanges: [...first.seen.exchanges, ...second.seen.exchanges],
    },
  }
}

async function askOnce(
  { url, target, request, scheme, gatherer, patienceMilliseconds }: EwsQuestion,
  context: GatherContext,
): Promise<EwsAsked> {
  const found = await orUnsent(target, request, context, () =>
    unlessLeftAlone({ url: url.href, gatherer, patienceMilliseconds }, context, () =>
      requestAsAccount(target, request, { scheme, url: url.href, gatherer }, context),
    ),
  )
  if ('unsent' in found) return { seen: { exchanges: [found.unsent], failure: found.failure } }
  const { withheld, said, exchanges } = found.asked
  const { status, response, root, failure } = said
  return {
    seen: { exchanges, ...(status !== undefined && { status }), ...response, ...(failure && { failure }) },
    ...(root && { root }),
    ...(withheld && { withheld }),
  }
}
