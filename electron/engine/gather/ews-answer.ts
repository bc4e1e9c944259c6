import type { Failure } from '../../../shared/artifacts/failure.ts'
import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { type EwsResponse, readEwsResponse } from '../wire/ews-response.ts'
import { retryAfterMilliseconds } from '../wire/retry-after.ts'
import { WireError } from '../wire/wire-error.ts'
import type { XmlElement } from '../wire/xml.ts'
import type { SignedAnswer } from './sign-in-conversation.ts'

/** What an answer of EWS says, less the sign-in by which it was had. */
export type EwsSaid = {
  status?: number
  /** What stands in the body, where that is EWS's; its wish to be left alone may have come by Retry-After instead. */
  response: EwsResponse
  root?: XmlElement
  failure?: Failure
}

/** Reads what came last; without an answer to the credential, what was said instead of asking for it. Throws nothing. */
export function readEwsAnswer({ answer, exchanges }: SignedAnswer, where: string, now: Date): EwsSaid {
  const exchange = answer?.exchange ?? exchanges.at(-1)
  const { status, failure } = exchange ?? {}
  const waits = exchange && (status === 503 || status === 429)
  const milliseconds = waits ? retryAfterMilliseconds(headerValues(exchange, 'retry-after')[0], now) : undefined
  const said: EwsSaid = {
    ...(status !== undefined && { status }),
    response: milliseconds === undefined ? {} : { backOffMilliseconds: milliseconds },
    ...(failure && { failure }),
  }
  // 500 carries a SOAP fault; other answers are pages for people.
  if (failure || !answer || (status !== 200 && status !== 500)) return said
  try {
    return { ...said, ...readEwsResponse(answer.body, where) }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { ...said, failure: error.failure }
  }
}
