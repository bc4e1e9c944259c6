import { ContractError, contractErrors } from '../../shared/contract/error-code.ts'

/** The sentence for any error: the contract's own, and never the inner words of another. */
export function problemSentence(error: unknown): string {
  return error instanceof ContractError ? error.message : contractErrors.internal
}

/** The same where something is to be said at all: of a connection that was lost, the window says so by itself, once. */
export function problemToTell(error: unknown): string | null {
  return error instanceof ContractError && error.code === 'disconnected' ? null : problemSentence(error)
}
