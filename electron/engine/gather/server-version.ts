import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { nameOfNtlm } from '../../../shared/artifacts/ews.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { ServerVersion } from '../../../shared/artifacts/server-version.ts'
import type { NtlmChallenge } from '../../../shared/artifacts/sign-in.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import { decodeChallenge, toNtlmChallenge } from '../wire/ntlm/challenge-message.ts'
import { encodeNegotiate } from '../wire/ntlm/negotiate-message.ts'
import { NtlmError } from '../wire/ntlm/ntlm-error.ts'
import { targetOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { challengeToken } from './offered-schemes.ts'
import { orUnsent } from './or-unsent.ts'
import { blockedByConnection } from './reachable.ts'

/** The server's builds and names, out of what this run has seen already and one NTLM challenge without a credential. */
export const serverVersion = defineGatherer({
  artifact: 'serverVersion',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  // Where they are part of the run they have seen a challenge, and what stands behind the front end.
  after: () => ['ntlmSignIn', 'ewsGetFolder'],
  gather: async ({ endpoints, dnsAnswers, tlsHandshake, ewsChallenge }, context) => {
    const blocked = blockedByConnection(tlsHandshake)
    if (blocked) return blocked
    const { ntlmSignIn, ewsGetFolder } = context.gathered
    const url = new URL(endpoints.ews.url)
    const known = ntlmSignIn?.challenge
    const asked = known
      ? { challenge: known, exchanges: [] }
      : await challengeAt(url, dnsAnswers, ewsChallenge, context)
    const seen = [ewsChallenge.exchange, ...(ewsGetFolder?.asVendor?.exchanges ?? []), ...asked.exchanges]
    const header = (name: string) => seen.flatMap((exchange) => headerValues(exchange, name))[0]?.slice(0, 300)
    const backEndBuild = ewsGetFolder?.asVendor?.serverVersion
    const found: ServerVersion = {
      url: url.href,
      seenAt: context.now().toISOString(),
      ...named('build', header('x-owa-version')),
      ...named('frontEnd', header('x-feserver')),
      ...named('backEnd', header('x-calculatedbetarget')),
      ...named('backEndBuild', backEndBuild),
      ...asked,
    }
    return found
  },
})

function named<K extends string>(key: K, value: string | undefined): { [name in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]?: string })
}

/** A negotiate message and nothing after it, on a connection of its own (MS-NLMP 2.2.1.1: it names nobody). */
async function challengeAt(
  url: URL,
  dnsAnswers: Artifacts['dnsAnswers'],
  ewsChallenge: Artifacts['ewsChallenge'],
  context: GatherContext,
): Promise<{ challenge?: NtlmChallenge; exchanges: HttpExchange[] }> {
  const name = nameOfNtlm(ewsChallenge)
  if (!name) return { exchanges: [] }
  const target = targetOf(url, dnsAnswers, context)
  // The POST of a client, as far as NTLM's first message: what it asks for goes with the last.
  const { body: _held, ...opening } = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
  const authorization = `${name} ${encodeNegotiate().toString('base64')}`
  const request = { ...opening, headers: { ...opening.headers, authorization } }
  const found = await orUnsent(target, request, context, () =>
    withConnection(target, context, (connection) => connection.request(request, context), { alone: true }),
  )
  if ('unsent' in found) return { exchanges: [found.unsent] }
  const exchanges = [found.asked.exchange]
  const token = challengeToken(found.asked.exchange, name)
  if (!token) return { exchanges }
  try {
    return { challenge: toNtlmChallenge(decodeChallenge(token)), exchanges }
  } catch (error) {
    // A challenge that breaks the format has a finding of its own, where the sign-in meets it.
    if (!(error instanceof NtlmError)) throw error
    return { exchanges }
  }
}
