import { isBindingDoubtful, withDoubtfulBinding } from './doubtful-binding.ts'
import { signInAtEws } from './ews-sign-in-attempt.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'

/** One NTLM sign-in at the EWS address: the first of all, unless something opens TLS on the way. */
export const ntlmSignIn = defineGatherer({
  artifact: 'ntlmSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  uses: () => ['signInOrder'],
  gather: (needed, context) => {
    const mayBegin = context.gathered.signInOrder?.ntlm !== 'last'
    const signIn = (within: GatherContext) => signInAtEws('ntlm', 'ntlmSignIn', needed, within, { mayBegin })
    return isBindingDoubtful(context) && mayBegin ? withDoubtfulBinding(context, signIn) : signIn(context)
  },
})

/** One Basic sign-in at the EWS address, after NTLM where that goes first: the scheme that sends the password itself goes last. */
export const basicSignIn = defineGatherer({
  artifact: 'basicSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  after: () => ['ntlmSignIn'],
  gather: (needed, context) => signInAtEws('basic', 'basicSignIn', needed, context),
})
