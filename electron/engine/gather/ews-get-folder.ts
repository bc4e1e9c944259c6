import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { EwsAnswer, EwsGetFolder } from '../../../shared/artifacts/ews.ts'
import { t } from '../../../shared/language/translate.ts'
import { folderOf, getFolderPost } from '../wire/ews-message.ts'
import { targetOf } from './addressing.ts'
import { askEws } from './ews-ask.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'

/** A client that no list of user agents names. */
const PLAIN_USER_AGENT = 'Postern'

/**
 * Opens the inbox as the vendor's client, once more as a plain one, and, where the account impersonates the mailbox, once
 * more without.
 */
export const ewsGetFolder = defineGatherer({
  artifact: 'ewsGetFolder',
  needs: ['endpoints', 'dnsAnswers', 'ewsChallenge', 'ntlmSignIn', 'basicSignIn'],
  gather: async ({ endpoints, dnsAnswers, ewsChallenge, ntlmSignIn, basicSignIn }, context) => {
    const accepted = [ntlmSignIn, basicSignIn].find((signIn) => signIn.result === 'accepted')
    const url = new URL(endpoints.ews.url)
    const { mailbox, impersonation = false } = context.organisation
    if (!accepted) return withoutSignIn(url, mailbox, ewsChallenge, ntlmSignIn, basicSignIn)
    const ask = asker(url, dnsAnswers, accepted.scheme, context)
    const vendor = await ask(context.profile.userAgent, impersonation)
    const found: EwsGetFolder = {
      url: url.href,
      mailbox,
      scheme: accepted.scheme,
      ...vendor.withheld,
      ...(context.profile.userAgentInferred && { userAgentInferred: true }),
      asVendor: vendor.answer,
    }
    // A server that asks for peace, or does not answer as EWS at all, is not asked for comparisons.
    if (!canBeCompared(vendor.answer)) return found
    const plain = await ask(PLAIN_USER_AGENT, impersonation)
    const compared = { ...found, ...plain.withheld, asPlainClient: plain.answer }
    if (!impersonation) return compared
    const own = await ask(context.profile.userAgent, false)
    return { ...compared, ...own.withheld, withoutImpersonation: own.answer }
  },
})

function canBeCompared({ status, responseCode, backOffMilliseconds }: EwsAnswer): boolean {
  return backOffMilliseconds === undefined && (status === 403 || responseCode !== undefined)
}

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
    return new Blocked(by, t`The sign-in at ${url.host} ${what}.`)
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

type Asked = { answer: EwsAnswer; withheld: Pick<EwsGetFolder, 'withheld'> }

function asker(
  url: URL,
  dnsAnswers: Artifacts['dnsAnswers'],
  scheme: SignedInScheme,
  context: GatherContext,
): (userAgent: string, impersonate: boolean) => Promise<Asked> {
  const target = targetOf(url, dnsAnswers, context)
  const { mailbox } = context.organisation
  return async (userAgent, impersonate) => {
    const request = getFolderPost(url, mailbox, userAgent, impersonate ? mailbox : undefined)
    const question = { url, target, request, scheme, gatherer: 'ewsGetFolder' }
    const { seen, root, withheld } = await askEws(question, context)
    const folder = root && folderOf(root)
    const impersonated = context.organisation.impersonation ? { impersonated: impersonate } : {}
    const answer = { userAgent, ...impersonated, ...seen, ...(folder && { folder }) }
    return { answer, withheld: withheld ? { withheld } : {} }
  }
}
