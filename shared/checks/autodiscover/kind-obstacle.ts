import type { AutodiscoverSoap } from '../../artifacts/autodiscover-kinds.ts'
import { t } from '../../language/translate.ts'
import type { Obstructed } from '../check.ts'

/**
 * Where one more kind of Autodiscover was not asked as somebody who has signed in, because of a failure that another
 * finding reports.
 */
export function kindObstacle({ result }: Pick<AutodiscoverSoap, 'result'>): Obstructed | undefined {
  if (result === 'sign-in-withheld' || result === 'certificate-untrusted') {
    return { blocked: { by: 'autodiscover', reason: t`Autodiscover asks for a sign-in, and none was sent.` } }
  }
  return undefined
}
