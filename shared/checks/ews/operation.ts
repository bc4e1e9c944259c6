import { asksForPeace } from '../../artifacts/ews.ts'
import type { EwsOperation, EwsOperationName, EwsOperations } from '../../artifacts/ews-operations.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import type { Evidence, Judgement, Obstructed, Outcome } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { refusalOf } from './refusal.ts'

type Trouble = 'refused' | 'no-answer' | 'not-ews'

/** How an operation can go wrong, whichever it is. `what` goes on from "EWS refuses". */
export function troubleWith(what: string, verdict: 'fail' | 'warn' = 'fail'): Record<Trouble, Outcome> {
  return {
    refused: {
      verdict,
      title: t`EWS on {server} refuses ${what} with {code}`,
      advice: t`Look at {answeredBy}, which answered. {means} {todo} Exchange says: {message}.`,
    },
    'no-answer': {
      verdict,
      title: t`EWS on {server} gave no answer to ${what}`,
      advice: t`The inbox was opened just before: look between front end and mailbox server, and for rules in front that treat this request in another way. Seen: {detail}.`,
    },
    'not-ews': {
      verdict,
      title: t`{server} answers {status} to ${what}, with something that is not EWS`,
      advice: t`The inbox was opened just before: look for rules in front of {url} that treat this request in another way.`,
    },
  }
}

/** What one operation came to: the answer where EWS gave one without an error, else what went wrong. */
type OperationFound =
  | { answer: EwsOperation; evidence: Evidence; judgement?: never }
  | { answer?: never; judgement: Judgement<Trouble> }

/** Finds an operation among those that were asked. `goodCodes` are codes beside NoError that the check itself judges. */
export function findOperation(
  artifact: EwsOperations,
  name: EwsOperationName,
  goodCodes: readonly string[] = [],
): OperationFound {
  const server = partsOf(artifact.url).host
  const answer = artifact.operations.find(({ operation }) => operation === name)
  if (!answer) return { judgement: notAsked(artifact, server) }
  const { status, failure, responseCode, withheld, userAgent } = answer
  const evidence = {
    url: artifact.url,
    server,
    mailbox: artifact.mailbox,
    operation: name,
    userAgent,
    milliseconds: Math.round(answer.milliseconds),
    ...(status !== undefined && { status }),
  }
  if (withheld) return { judgement: obstructedSignIn(withheld) ?? notAsked(artifact, server) }
  // A sign-in that was accepted before and is rejected now has a finding of its own.
  if (asksForPeace(answer) || status === 401) return { judgement: notAsked(artifact, server) }
  if (status === undefined || (failure && failure.code !== 'xml-malformed')) {
    const detail = failure ? failureClause(failure) : t`nothing`
    return { judgement: { outcome: 'no-answer', evidence: { ...evidence, detail }, failure } }
  }
  if (responseCode === undefined) return { judgement: { outcome: 'not-ews', evidence } }
  if (responseCode === 'NoError' || goodCodes.includes(responseCode)) {
    return { answer, evidence: { ...evidence, code: responseCode } }
  }
  return { judgement: { outcome: 'refused', evidence: { ...evidence, ...refusalOf(answer).evidence } } }
}

function notAsked({ operations, stopped }: EwsOperations, server: string): Obstructed {
  const reasons = {
    'told-to-wait': t`EWS on ${server} asked to be left alone for longer than Postern waits.`,
    'no-answer': t`EWS on ${server} left an earlier request without an answer, so no more was asked.`,
    'signed-out': t`EWS on ${server} no longer accepted the sign-in, so no more was asked.`,
  } as const
  const reason = stopped ? reasons[stopped] : t`EWS on ${server} was not asked.`
  const failure = stopped === 'no-answer' ? operations.at(-1)?.failure : undefined
  return { blocked: { by: 'ewsOperations', reason }, failure }
}
