import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import { systemCode } from '../engine/wire/wire-error.ts'

/** Makes a sheet; V8 holds no text of more than half a gigabyte, and rules that come to more are no bug of ours. */
export async function orTooLong<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    const isTooLong =
      (error instanceof RangeError && /^Invalid (string|array|typed array) length/.test(error.message)) ||
      (error instanceof Error && systemCode(error) === 'ERR_STRING_TOO_LONG')
    if (!isTooLong) throw error
    throw new ContractError(
      'sheet-too-long',
      t`Put fewer services and senders into each rule, or keep some rules apart.`,
    )
  }
}
