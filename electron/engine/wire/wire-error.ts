import { type Failure, type FailureCode, failureSentence } from '../../../shared/artifacts/failure.ts'

/** What a codec or a connection throws: a failure of the other side or of the network, never of our own code. */
export class WireError extends Error {
  readonly failure: Failure

  constructor(code: FailureCode, where: string, detail?: string) {
    const failure: Failure = detail === undefined ? { code, where } : { code, where, detail }
    super(failureSentence(failure))
    this.name = 'WireError'
    this.failure = failure
  }
}

const codesOfSystemErrors: Record<string, FailureCode> = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  ENETRESET: 'connection-reset',
  ENOTCONN: 'connection-reset',
  ETIMEDOUT: 'connection-timed-out',
  EHOSTUNREACH: 'host-unreachable',
  ENETUNREACH: 'host-unreachable',
  EADDRNOTAVAIL: 'host-unreachable',
  ENETDOWN: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  // A firewall of this machine's own says so of what it does not let out, Windows by the first and Linux by the second.
  EACCES: 'host-unreachable',
  EPERM: 'host-unreachable',
  EAFNOSUPPORT: 'host-unreachable',
  EINVAL: 'host-unreachable',
}

/** The system's word for an error (`ECONNREFUSED`), where it has one. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** A system error as a failure of the wire, or undefined for one that is none (a bug of ours). */
export function failureOfSystemError(error: unknown, where: string): Failure | undefined {
  const detail = systemCode(error)
  const code = detail === undefined ? undefined : codesOfSystemErrors[detail]
  return code && detail ? { code, where, detail } : undefined
}
