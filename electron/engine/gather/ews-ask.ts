import type { EwsAnswer } from '../../../shared/artifacts/ews.ts'
import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import { readEwsResponse } from '../wire/ews-response.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { retryAfterMilliseconds } from '../wire/retry-after.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import type { XmlElement } from '../wire/xml.ts'
import { unlessLeftAlone } from './ews-left-alone.ts'
import type { GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'
import type { SignedAnswer, SignedInScheme } from './sign-in-conversation.ts'
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
  const { withheld } = found.asked
  return { ...describe(found.asked, url.host, context.now()), ...(withheld && { withheld }) }
}

function describe(signedIn: SignedAnswer, where: string, now: Date): Omit<EwsAsked, 'withheld'> {
  const exchange = signedIn.answer?.exchange ?? signedIn.exchanges.at(-1)
  const status = exchange?.status
  const asked =
    exchange && (status === 503 || status === 429)
      ? retryAfterMilliseconds(headerValues(exchange, 'retry-after')[0], now)
      : undefined
  const seen: Seen = {
    exchanges: signedIn.exchanges,
    ...(status === undefined ? {} : { status }),
    ...(asked !== undefined && { backOffMilliseconds: asked }),
    ...(exchange?.failure && { failure: exchange.failure }),
  }
  const body = signedIn.answer?.body
  // 500 carries a SOAP fault; other answers are pages for people.
  if (seen.failure || !body || (status !== 200 && status !== 500)) return { seen }
  try {
    const { response, root } = readEwsResponse(body, where)
    return { seen: { ...seen, ...response }, root }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { seen: { ...seen, failure: error.failure } }
  }
}
