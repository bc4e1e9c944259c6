import { accessCodes } from './ews-response-codes/access.ts'
import { mailboxCodes } from './ews-response-codes/mailbox.ts'
import type { ResponseCode } from './ews-response-codes/response-code.ts'
import { serverCodes } from './ews-response-codes/server.ts'

/**
 * The EWS response codes that a client of a mailbox meets (MS-OXWSCDATA section 2.2.5.24; Microsoft, "ResponseCode" in
 * the EWS reference), each with its cause. Words and remedies are ours.
 */
export const responseCodes: Readonly<Record<string, ResponseCode>> = {
  ...accessCodes,
  ...mailboxCodes,
  ...serverCodes,
}

/** The cause of a code; a SOAP fault may write it with a prefix (`a:ErrorAccessDenied`). Undefined for one that is not listed. */
export function responseCodeOf(code: string): ResponseCode | undefined {
  const name = code.slice(code.lastIndexOf(':') + 1)
  return Object.hasOwn(responseCodes, name) ? responseCodes[name] : undefined
}
