import type { EwsAnswer } from '../../artifacts/ews.ts'
import type { ResponseCodeKind } from '../../exchange/ews-response-codes/response-code.ts'
import { responseCodeOf } from '../../exchange/ews-response-codes.ts'
import { t } from '../../language/translate.ts'
import { serverName } from '../answered-by.ts'

type Answer = Pick<EwsAnswer, 'responseCode' | 'messageText' | 'backOffMilliseconds' | 'exchanges' | 'soapFault'>

/** The words for an EWS error, for the places of an outcome; `kind` is undefined for a code that is not listed. */
export function refusalOf(answer: Answer): {
  kind: ResponseCodeKind | undefined
  evidence: { code: string; message: string; means: string; todo: string; answeredBy: string; soapFault?: true }
} {
  const code = answer.responseCode ?? t`no code`
  const known = responseCodeOf(code)
  return {
    kind: known?.kind,
    evidence: {
      code,
      message: (answer.messageText ?? t`nothing more`).replace(/\.$/, ''),
      means: known?.means ?? t`Postern does not know this code.`,
      todo:
        known?.todo ?? t`Look the code up in the EWS reference, and look at the event log of the server that answered.`,
      answeredBy: serverName(answer.exchanges.at(-1)),
      ...(answer.soapFault && { soapFault: true }),
    },
  }
}
