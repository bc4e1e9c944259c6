/** Reason phrases (RFC 9110 section 15), and what ActiveSync adds to them (MS-ASHTTP 2.2.2.1.1). */
const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  440: 'Login Timeout',
  449: 'Retry after provisioning',
  451: 'Redirect to another server',
  456: 'Blocked',
  457: 'Password expired',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  507: 'Insufficient Storage',
}

/** A status with its reason: `401 Unauthorized`; `no answer` where none came. */
export function statusWithReason(status: number | undefined): string {
  if (status === undefined) return 'no answer'
  const reason = reasons[status]
  return reason ? `${status} ${reason}` : String(status)
}
