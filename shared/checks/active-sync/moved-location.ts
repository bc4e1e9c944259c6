import type { ActiveSyncOptions } from '../../artifacts/active-sync.ts'
import { failureSentence } from '../../artifacts/failure.ts'
import { withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsIn, partsOf } from '../address-parts.ts'

/** Whether X-MS-Location of a 451 is an https address; one that was not followed all the same is under another domain. */
export function isHttps(location: string | undefined): boolean {
  return location !== undefined && partsIn(location)?.protocol === 'https:'
}

/** What is known of the address that a 451 leads to, as a sentence or two. */
export function askedThere({ notFollowed }: ActiveSyncOptions): string {
  if (!notFollowed) return t`Postern goes to an https address alone.`
  const { url, status, withheld, certificateProblem, failure } = notFollowed
  const { host } = partsOf(url)
  if (failure) return t`Asked there: ${failureSentence(failure)}`
  if (certificateProblem) return t`Asked there: the certificate of ${host} is not trusted: ${certificateProblem}.`
  if (status === undefined) return t`Asked there: ${host} gave no answer.`
  const answered = t`Asked there: ${host} answers ${status} to OPTIONS`
  if (withheld) return `${answered}. ${withheldSentences[withheld]}`
  return status === 200 ? t`${answered}, and not as ActiveSync does to who signed in.` : `${answered}.`
}
