import { type EwsProfile, knownProfiles } from '../../shared/profiles/profile-file.ts'
import { readProfileFile } from '../api/profile-file.ts'
import { UsageError } from './exit-code.ts'

/** The profile that `--profile` names, by its id or by its file. Throws a UsageError. */
export async function openProfile(named: string): Promise<EwsProfile> {
  const known = Object.hasOwn(knownProfiles, named) ? knownProfiles[named] : undefined
  if (known) return known
  const file = await readProfileFile(named)
  if ('profile' in file) return file.profile
  throw new UsageError(
    `--profile ${named}: ${file.sentence} Known by their id: ${Object.keys(knownProfiles).join(', ')}.`,
  )
}
