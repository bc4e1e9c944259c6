import { ContractError, contractErrors } from '../../shared/contract/error-code.ts'

/** The sentence for any error: the contract's own, and never the inner words of another. */
export function problemSentence(error: unknown): string {
  return error instanceof ContractError ? error.message : contractErrors.internal
}
