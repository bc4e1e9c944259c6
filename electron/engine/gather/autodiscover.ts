import type { Autodiscover } from '../../../shared/artifacts/autodiscover.ts'
import { askAutodiscover } from './autodiscover-attempt.ts'
import { defineGatherer } from './gatherer.ts'

/**
 * POX Autodiscover in a client's order (MS-OXDSCLI 3.1.5, MS-OXDISCO 3.1.5): the domain itself, then autodiscover.
 * before it; the first settings end the search.
 */
export const autodiscover = defineGatherer({
  artifact: 'autodiscover',
  needs: [],
  // Where the EWS address is known, the sign-in there goes first: it is what the organisation is judged by.
  after: (organisation) => (organisation.ews ? ['ntlmSignIn', 'basicSignIn'] : []),
  gather: async (_needed, context) => {
    const { domain, mailbox, httpsPort } = context.organisation
    const port = httpsPort === undefined || httpsPort === 443 ? '' : `:${httpsPort}`
    const found: Autodiscover = { mailbox, attempts: [] }
    for (const [method, host] of [
      ['https-domain', domain],
      ['https-autodiscover', `autodiscover.${domain}`],
    ] as const) {
      const url = `https://${host}${port}/autodiscover/autodiscover.xml`
      const { attempt, settings } = await askAutodiscover(method, url, context)
      found.attempts.push(attempt)
      if (settings) return { ...found, settings }
      if (context.signal.aborted) break
    }
    return found
  },
})
