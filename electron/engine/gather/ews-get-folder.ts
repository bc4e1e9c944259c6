import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { EwsAnswer, EwsGetFolder } from '../../../shared/artifacts/ews.ts'
import { getFolderPost, readGetFolderResponse } from '../wire/ews-message.ts'
import { unsentExchange } from '../wire/http-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { targetOf } from './addressing.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import type { SignedAnswer, SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

/** A client that no list of user agents names. */
const PLAIN_USER_AGENT = 'Postern'

/** Opens the inbox as the vendor's client, and where that is answered 403, once more as a plain one. */
export const ewsGetFolder = defineGatherer({
  artifact: 'ewsGetFolder',
  needs: ['endpoints', 'dnsAnswers', 'ewsChallenge', 'ntlmSignIn', 'basicSignIn'],
  gather: async ({ endpoints, dnsAnswers, ewsChallenge, ntlmSignIn, basicSignIn }, context) => {
    const accepted = [ntlmSignIn, basicSignIn].find((signIn) => signIn.result === 'accepted')
    const url = new URL(endpoints.ews.url)
    if (!accepted) return withoutSignIn(url, context.organisation.mailbox, ewsChallenge, ntlmSignIn, basicSignIn)
    const vendor = await ask(url, dnsAnswers, accepted.scheme, context.profile.userAgent, context)
    const found: EwsGetFolder = {
      url: url.href,
      mailbox: context.organisation.mailbox,
      scheme: accepted.scheme,
      ...vendor.withheld,
      asVendor: vendor.answer,
    }
    if (vendor.answer.status !== 403) return found
    const plain = await ask(url, dnsAnswers, accepted.scheme, PLAIN_USER_AGENT, context)
    return { ...found, ...plain.withheld, asPlainClient: plain.answer }
  },
})

/** Without an accepted sign-in the inbox cannot be asked for; which sign-in stands in the way decides who is named. */
function withoutSignIn(
  url: URL,
  mailbox: string,
  challenge: Artifacts['ewsChallenge'],
  ntlm: Artifacts['ntlmSignIn'],
  basic: Artifacts['basicSignIn'],
): EwsGetFolder | Blocked {
  const tried = [ntlm, basic].find((signIn) => ['rejected', 'unclear', 'failed'].includes(signIn.result))
  if (tried) {
    const by = tried.scheme === 'ntlm' ? 'ntlmSignIn' : 'basicSignIn'
    const words = { rejected: 'was rejected', unclear: 'got no clear answer' }
    const what = tried.result === 'rejected' || tried.result === 'unclear' ? words[tried.result] : 'was broken off'
    return new Blocked(by, `The sign-in at ${url.host} ${what}.`)
  }
  const reason = [ntlm, basic].map((signIn) => signIn.withheld).find((withheld) => withheld !== 'not-offered')
  if (reason === undefined) {
    const { status } = challenge.exchange
    const seen =
      status === 401
        ? 'offers neither NTLM nor Basic'
        : `answers ${status ?? 'nothing'} instead of asking for a sign-in`
    return new Blocked('ewsChallenge', `EWS on ${url.host} ${seen}.`)
  }
  return { url: url.href, mailbox, withheld: reason }
}

async function ask(
  url: URL,
  dnsAnswers: Artifacts['dnsAnswers'],
  scheme: SignedInScheme,
  userAgent: string,
  context: GatherContext,
): Promise<{ answer: EwsAnswer; withheld: Pick<EwsGetFolder, 'withheld'> }> {
  const target = targetOf(url, dnsAnswers, context)
  const request = getFolderPost(url, context.organisation.mailbox, userAgent)
  try {
    const options = { scheme, url: url.href, gatherer: 'ewsGetFolder' }
    const signedIn = await requestAsAccount(target, request, options, context)
    const withheld = signedIn.withheld ? { withheld: signedIn.withheld } : {}
    return { answer: describe(userAgent, signedIn, url.host), withheld }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const exchanges = [unsentExchange(target, request, error, context.now())]
    return { answer: { userAgent, exchanges, failure: error.failure }, withheld: {} }
  }
}

function describe(userAgent: string, signedIn: SignedAnswer, where: string): EwsAnswer {
  const exchange = signedIn.answer?.exchange ?? signedIn.exchanges.at(-1)
  const status = exchange?.status
  const seen: EwsAnswer = {
    userAgent,
    exchanges: signedIn.exchanges,
    ...(status === undefined ? {} : { status }),
    ...(exchange?.failure && { failure: exchange.failure }),
  }
  const body = signedIn.answer?.body
  // 500 carries a SOAP fault; other answers are pages for people.
  if (seen.failure || !body || (status !== 200 && status !== 500)) return seen
  try {
    return { ...seen, ...readGetFolderResponse(body, where) }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { ...seen, failure: error.failure }
  }
}
