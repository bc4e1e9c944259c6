import { expect } from 'vitest'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import type { Failure } from '../../../../shared/artifacts/failure.ts'

/** The failure that `work` ends with; a test fails when it does not throw, or throws something other than a WireError. */
export async function wireErrorOf(work: () => unknown): Promise<Failure> {
  try {
    await work()
  } catch (error) {
    expect(error).toBeInstanceOf(WireError)
    if (error instanceof WireError) return error.failure
  }
  throw new Error('It did not throw.')
}
