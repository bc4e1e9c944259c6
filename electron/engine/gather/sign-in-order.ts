import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { openedTls } from '../../../shared/artifacts/shown-certificate.ts'
import type { SignInOrder } from '../../../shared/artifacts/sign-in-order.ts'
import { certificateSigns } from './certificate-signs.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { withNodeLimits } from './node-limits.ts'

/** Whether something opens TLS on the way to EWS: found out beside the first question to EWS, before anybody signs in. */
export const signInOrder = defineGatherer({
  artifact: 'signInOrder',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake'],
  uses: () => ['serverCertificates'],
  beside: ['tlsHandshake', 'autodiscoverWellKnown'],
  gather: async ({ dnsAnswers }, context): Promise<SignInOrder> => {
    const names = namesOfExchange(dnsAnswers)
    const met = await context.connections.met(({ host }) => names.includes(host), enough(context))
    const opened = openedTls(certificateSigns(context.gathered, met))
    return opened ? { opened } : {}
  },
})

/**
 * Autodiscover is being asked without a credential meanwhile; whose certificate is shown there is waited for, and no longer
 * than for a server that may be dead.
 */
function enough({ signal, limits, timeout }: GatherContext): AbortSignal {
  return AbortSignal.any([signal, timeout(withNodeLimits(limits).connectMilliseconds)])
}

/** At the domain itself a web site stands, whose certificate says nothing of the way to EWS. */
function namesOfExchange({ names }: Artifacts['dnsAnswers']): string[] {
  return names.filter(({ purpose }) => purpose !== 'domain').map(({ name }) => name)
}
