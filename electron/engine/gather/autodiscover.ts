import type { Autodiscover, AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import { type AttemptAnswer, goSignedIn } from './autodiscover-attempt.ts'
import { legOf, methods } from './autodiscover-methods.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { isOwnHost } from './own-host.ts'

/** How often a server may name another mailbox to ask for. */
const MAXIMUM_MAILBOXES = 5

/**
 * POX Autodiscover in a client's order (MS-OXDSCLI 3.1.5, MS-OXDISCO 3.1.5), signed in where that is asked for; the
 * first settings end the search. What can be asked without a credential is asked ahead, side by side.
 */
export const autodiscover = defineGatherer({
  artifact: 'autodiscover',
  needs: [],
  // Where the EWS address is known, the sign-in there goes first: it is what the organisation is judged by.
  after: (organisation) => (organisation.ews ? ['dnsAnswers', 'ntlmSignIn', 'basicSignIn'] : []),
  gather: async (_needed, context) => {
    const { mailbox, ews, activeSync, account } = context.organisation
    const known = {
      ...(ews && { ewsUrl: ews.url }),
      ...(activeSync && { activeSyncUrl: activeSync.url }),
      ...(account && { username: account.username }),
    }
    const found: Autodiscover = { mailbox, attempts: [], known }
    const mailboxes = [mailbox.toLowerCase()]
    for (let asked = mailbox; ; ) {
      const { attempts, settings, askFor } = await search(asked, context)
      found.attempts.push(...attempts)
      if (settings) return { ...found, settings }
      if (askFor === undefined) return found
      const last = found.attempts.at(-1)
      const next = askFor.toLowerCase()
      if (mailboxes.includes(next) || mailboxes.length >= MAXIMUM_MAILBOXES) return found
      if (!isOwnHost(next.split('@').at(-1) ?? '', context.organisation)) {
        if (last) last.result = 'redirect-refused'
        last?.urls.push(`mailto:${askFor}`)
        return found
      }
      mailboxes.push(next)
      asked = askFor
    }
  },
})

async function search(
  mailbox: string,
  context: GatherContext,
): Promise<Omit<AttemptAnswer, 'attempt'> & { attempts: AutodiscoverAttempt[] }> {
  const own = mailbox.toLowerCase() === context.organisation.mailbox.toLowerCase()
  const domain = own ? context.organisation.domain : (mailbox.split('@').at(-1) ?? '')
  const attempts: AutodiscoverAttempt[] = []
  // The two over https run ahead; the others wait until they are needed, since their names and ports often lead nowhere.
  for (const method of ['https-domain', 'https-autodiscover'] as const) void legOf(method, domain, context)
  for (const method of methods) {
    if (context.signal.aborted) break
    const answer = await goSignedIn(await legOf(method, domain, context), mailbox, context)
    attempts.push(own ? answer.attempt : { ...answer.attempt, mailbox })
    if (answer.settings) return { attempts, settings: answer.settings }
    if (answer.askFor) return { attempts, askFor: answer.askFor }
  }
  return { attempts }
}
