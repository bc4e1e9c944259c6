import { expect } from 'vitest'
import { NtlmError, type NtlmErrorCode } from '../../../../../electron/engine/wire/ntlm/ntlm-error.ts'

/** Runs `act` and gives back the message of the NtlmError that it must throw. */
export function expectNtlmError(act: () => unknown, code: NtlmErrorCode): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(NtlmError)
    if (!(error instanceof NtlmError)) throw error
    expect(error.code).toBe(code)
    return error.message
  }
  throw new Error(`nothing was thrown, where ${code} was expected`)
}
