import { getFolderPost } from '../wire/ews-message.ts'
import { targetOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import { defineGatherer } from './gatherer.ts'
import { askNtlmInNegotiate } from './ntlm-in-negotiate.ts'
import { mayHideNtlm, offeredSchemes } from './offered-schemes.ts'
import { openExchange } from './once-more-if-lost.ts'
import { blockedByConnection } from './reachable.ts'

/** What EWS answers to a request without a credential: its status, the schemes that it offers, and whether Negotiate takes NTLM. */
export const ewsChallenge = defineGatherer({
  artifact: 'ewsChallenge',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake'],
  gather: async ({ endpoints, dnsAnswers, tlsHandshake }, context) => {
    const blocked = blockedByConnection(tlsHandshake)
    if (blocked) return blocked
    const url = new URL(endpoints.ews.url)
    const target = targetOf(url, dnsAnswers, context)
    // As clients ask: a proxy may treat GET in another way.
    const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
    const ask = () =>
      withConnection(target, context, async (connection) => (await connection.request(request)).exchange)
    const seen = await openExchange(target, request, context, ask)
    const { exchange } = seen
    const failure = exchange.failure ? { failure: exchange.failure } : {}
    const ntlmInNegotiate = mayHideNtlm(exchange) ? await askNtlmInNegotiate(target, request, context) : undefined
    const schemes = offeredSchemes(exchange)
    return { url: url.href, schemes, ...seen, ...(ntlmInNegotiate && { ntlmInNegotiate }), ...failure }
  },
})
