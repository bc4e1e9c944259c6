import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { asksFor } from '../../../shared/artifacts/ews.ts'
import { proveAtActiveSync } from './active-sync-proof.ts'
import { isBindingDoubtful, withDoubtfulBinding } from './doubtful-binding.ts'
import { signInAtEws } from './ews-sign-in-attempt.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'

/**
 * One NTLM sign-in at the EWS address, the first of all: Basic may be on offer and blocked by an authentication policy. But
 * where something opens TLS on the way, Extended Protection refuses NTLM for that alone, and nobody could tell it from a
 * wrong password. There everything goes by Basic, which no channel binding is part of, and NTLM is the last sign-in; where
 * EWS does not ask for Basic, the password is tried at ActiveSync beside it, and NTLM follows, since EWS has nothing else.
 */
export const ntlmSignIn = defineGatherer({
  artifact: 'ntlmSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  uses: () => ['signInOrder'],
  gather: async (needed, context) => {
    const goesLast = mayGoByBasic(context) && asksFor('basic', needed.ewsChallenge)
    const signIn = (within: GatherContext) => signInAtEws('ntlm', 'ntlmSignIn', needed, within, { mayBegin: !goesLast })
    if (!goesLast && mayGoByBasic(context) && isAskedForNtlm(needed)) {
      await proveAtActiveSync(needed, 'ntlmSignIn', context)
    }
    return isBindingDoubtful(context) && !goesLast ? withDoubtfulBinding(context, signIn) : signIn(context)
  },
})

/** One Basic sign-in at the EWS address, after NTLM where that goes first: the scheme that sends the password itself goes last. */
export const basicSignIn = defineGatherer({
  artifact: 'basicSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  after: () => ['ntlmSignIn'],
  gather: (needed, context) => signInAtEws('basic', 'basicSignIn', needed, context),
})

/** Whether Basic is to go before NTLM where it is asked for; a realm of Basic need not have a domain for a name without one. */
function mayGoByBasic({ gathered, organisation, password }: GatherContext): boolean {
  const hasDomain = /[\\@]/.test(organisation.account?.username ?? '')
  return gathered.signInOrder?.opened !== undefined && hasDomain && password !== undefined
}

function isAskedForNtlm({ tlsHandshake, ewsChallenge }: Pick<Artifacts, 'tlsHandshake' | 'ewsChallenge'>): boolean {
  return tlsHandshake.trusted && ewsChallenge.exchange.status === 401 && asksFor('ntlm', ewsChallenge)
}
