import { isBindingDoubtful, withDoubtfulBinding } from './doubtful-binding.ts'
import { signInAtEws } from './ews-sign-in-attempt.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { signInToAsk } from './signing-in.ts'

/** NTLM at EWS where it may be refused for the connection: after all that goes by Basic, for which nothing is left then. */
export const lastNtlmSignIn = defineGatherer({
  artifact: 'lastNtlmSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge', 'ntlmSignIn'],
  uses: () => ['basicSignIn'],
  after: () => signInToAsk,
  gather: async (needed, context) => {
    if (needed.ntlmSignIn.withheld !== 'goes-last') return {}
    const signIn = (within: GatherContext) => signInAtEws('ntlm', 'lastNtlmSignIn', needed, within)
    const found = await (isBindingDoubtful(context) ? withDoubtfulBinding(context, signIn) : signIn(context))
    return found instanceof Blocked ? found : { signIn: found }
  },
})
