import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { AttemptEnd } from './autodiscover-answer.ts'
import { isDomainItself } from './own-host.ts'

/** How a way to Autodiscover ended at a 401 that no sign-in got past. */
type Unauthorised = Pick<AttemptEnd, 'withheld' | 'certificateProblem'> & {
  status: 401
  result: 'not-autodiscover' | 'not-exchange' | 'certificate-untrusted' | 'sign-in-withheld' | 'sign-in-rejected'
}

/**
 * What a 401 of Autodiscover comes to: why no credential was sent, or, with no reason, that the one which was sent has been
 * rejected.
 */
export function unauthorised(
  { hostname }: URL,
  withheld: WithheldReason | undefined,
  certificateProblem: string | undefined,
  organisation: Organisation,
): Unauthorised {
  const status = 401
  if (withheld === undefined) return { status, result: 'sign-in-rejected' }
  if (withheld === 'not-exchange') {
    // At the domain itself an agency's web site is met often, and no client takes it for more.
    return { status, result: isDomainItself(hostname, organisation) ? 'not-autodiscover' : 'not-exchange' }
  }
  if (withheld === 'certificate-untrusted' && certificateProblem !== undefined) {
    return { status, result: 'certificate-untrusted', certificateProblem }
  }
  return { status, result: 'sign-in-withheld', withheld }
}
