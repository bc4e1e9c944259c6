import type { CallResult } from '../../shared/contract/contract.ts'

/** Where a password goes that is typed into this window, in one sentence. */
export function passwordPlace(about: CallResult<'app.about'> | null): string {
  if (about?.passwords === 'keychain')
    return 'It is kept in this computer’s keychain, and never comes back to this window.'
  return 'It is kept in memory until Postern ends, never in a file, and never comes back to this window.'
}
