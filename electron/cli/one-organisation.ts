import { t } from '../../shared/language/translate.ts'
import type { Configuration } from '../../shared/management/configuration.ts'
import { otherOrganisation, otherOrganisationSentence } from '../../shared/management/other-organisation.ts'
import { UsageError } from './exit-code.ts'

/** Throws a UsageError where a file is of another organisation than those before it. */
export function sameOrganisation(path: string, known: Configuration, coming: Configuration): void {
  const other = otherOrganisation(known, coming)
  if (!other) return
  const advice = t`Give the files of one organisation, and those of another in a call of their own.`
  throw new UsageError(`${path}: ${otherOrganisationSentence(other)} ${advice}`)
}
