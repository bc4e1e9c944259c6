import { errors } from 'undici'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import { failureOfSystemError, systemCode, WireError } from './wire-error.ts'

/** What stopped an exchange, out of undici's and the system's errors. Throws on what is none of the wire's: our bug. */
export function failureOf(error: unknown, where: string, timedOut: boolean, cancelled: boolean): Failure {
  if (cancelled) return { code: 'cancelled', where }
  if (timedOut || error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return { code: 'response-timed-out', where }
  }
  if (error instanceof errors.HeadersOverflowError || error instanceof errors.ResponseExceededMaxSizeError) {
    return { code: 'response-too-large', where }
  }
  if (error instanceof WireError) return error.failure
  if (isMalformed(error)) return { code: 'http-malformed', where, detail: error.message }
  if (error instanceof errors.SocketError || error instanceof errors.InformationalError) {
    return { code: 'connection-reset', where, detail: error.message }
  }
  const system = failureOfSystemError(error, where)
  if (system) return system
  // A connection whose TLS breaks off later on (an alert, a record that was changed on its way).
  const code = systemCode(error)
  if (code?.endsWith('ALERT_CERTIFICATE_REQUIRED')) return { code: 'client-certificate-required', where, detail: code }
  if (code?.startsWith('ERR_SSL_') || code === 'EPROTO') return { code: 'connection-reset', where, detail: code }
  throw error
}

/** undici says "bad response" and "bad upgrade" of answers that no HTTP/1.1 client expects (100 and 101 unasked). */
function isMalformed(error: unknown): error is Error {
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) return true
  // A 101 without the headers of one reaches an assertion of undici's.
  if (systemCode(error) === 'ERR_ASSERTION') return true
  return error instanceof errors.SocketError && error.message.startsWith('bad ')
}
