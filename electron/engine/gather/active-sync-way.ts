import type { ActiveSyncCommand } from '../../../shared/artifacts/active-sync-session.ts'
import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { readProvision, statusOf } from '../wire/active-sync-message.ts'
import { type ActiveSyncClient, activeSyncPost } from '../wire/active-sync-request.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { decodeWbxml } from '../wire/wbxml/decode-wbxml.ts'
import type { WbxmlElement } from '../wire/wbxml/wbxml-element.ts'
import { WireError } from '../wire/wire-error.ts'
import type { CommandAnswer, CommandToSend } from './active-sync-dialogue.ts'
import { hostOf, targetOf } from './addressing.ts'
import { type BestSchemeOptions, requestWithBestScheme } from './best-scheme.ts'
import { isVouchedFor } from './credential-guard.ts'
import type { GatherContext } from './gatherer.ts'
import { lookUp } from './look-up.ts'
import { orUnsent } from './or-unsent.ts'
import { locationOf } from './own-location.ts'
import type { SignedAnswer, SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

type SendAt = (url: URL, command: CommandToSend) => Promise<CommandAnswer>

/**
 * Sends commands to `start`, until one is answered with the address of another server that `mayFollow` lets through:
 * that command, and those after it, go there. A second such answer stands as it is.
 */
export function followingOnce(
  start: URL,
  sendAt: SendAt,
  mayFollow: (location: string | undefined) => URL | undefined,
): { send: (command: CommandToSend) => Promise<CommandAnswer>; followedTo: () => string | undefined } {
  let next: URL | undefined
  async function send(command: CommandToSend): Promise<CommandAnswer> {
    if (next) return sendAt(next, command)
    const answer = await sendAt(start, command)
    next = mayFollow(answer.records.at(-1)?.location)
    if (!next) return answer
    const second = await sendAt(next, command)
    return { ...second, records: [...answer.records, ...second.records] }
  }
  return { send, followedTo: () => next?.href }
}

/**
 * Sends one command of a device, signed in, and reads what comes back. OPTIONS was signed in to at `start`; wherever else a
 * 451 leads, the credential goes under the guard of what the network named.
 */
export function createSender(
  scheme: SignedInScheme,
  client: ActiveSyncClient,
  dnsAnswers: Artifacts['dnsAnswers'],
  start: URL,
  context: GatherContext,
): SendAt {
  const names = [...dnsAnswers.names]
  return async (url, command) => {
    const request = activeSyncPost(url, command.command, command.body, client, command.policyKey.value)
    const about = { command: command.command, purpose: command.purpose, policyKey: command.policyKey.kind }
    const host = hostOf(url)
    if (!names.some(({ name }) => name === host)) names.push(await lookUp(host, 'active-sync', context))
    // Where the name has no address, the exchange that was not sent names the host itself.
    const nowhere = { host, port: Number(url.port || 443), address: host, trust: context.trust }
    const found = await orUnsent(nowhere, request, context, async () => {
      const target = targetOf(url, { names }, context)
      const options = { url: url.href, gatherer: 'activeSyncSession' }
      return orUnsent(target, request, context, () =>
        url.host === start.host || isVouchedFor(url, context)
          ? requestAsAccount(target, request, { ...options, scheme }, context)
          : askFirst(target, request, { ...options, schemes: [scheme], namedBy: 'network' }, context),
      )
    })
    const asked = 'asked' in found ? found.asked : found
    if ('unsent' in asked) return { records: [{ ...about, exchange: asked.unsent, failure: asked.failure }] }
    const { withheld, answer, exchanges } = asked.asked
    if (withheld) return { records: [], withheld }
    const exchange = answer?.exchange ?? exchanges.at(-1)
    return exchange ? readAnswer(about, exchange, answer?.body, url.host) : { records: [] }
  }
}

/** Without a credential first, so that it is seen who asks for one. */
async function askFirst(
  target: TlsTarget,
  request: HttpRequest,
  options: BestSchemeOptions,
  context: GatherContext,
): Promise<Pick<SignedAnswer, 'withheld' | 'answer' | 'exchanges'>> {
  const { withheld, last, exchanges } = await requestWithBestScheme(target, request, options, context)
  return withheld ? { withheld, exchanges } : { answer: last, exchanges }
}

function readAnswer(
  about: Pick<ActiveSyncCommand, 'command' | 'purpose' | 'policyKey'>,
  exchange: HttpExchange,
  body: Buffer | undefined,
  where: string,
): CommandAnswer {
  const location = locationOf(exchange)
  const throttle = headerValues(exchange, 'X-MS-ASThrottle')[0]
  const wait = headerValues(exchange, 'Retry-After')[0]
  const { bodyExcerpt: _contents, ...withoutBody } = exchange
  const record: ActiveSyncCommand = {
    ...about,
    ...(exchange.status !== undefined && { httpStatus: exchange.status }),
    ...(location !== undefined && { location }),
    ...(wait !== undefined && /^\d{1,6}$/.test(wait) && { retryAfterSeconds: Number(wait) }),
    ...(throttle !== undefined && { throttle: throttle.slice(0, 100) }),
    // A body of a command that went through may hold what people write.
    exchange: exchange.status === 200 ? withoutBody : exchange,
    ...(exchange.failure && { failure: exchange.failure }),
  }
  if (exchange.status !== 200 || exchange.failure || !body || body.length === 0) return { records: [record] }
  try {
    const root = decodeWbxml(body, where)
    return { records: [{ ...record, ...statusesOf(root) }], root }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { records: [{ ...record, failure: error.failure }] }
  }
}

function statusesOf(root: WbxmlElement): Pick<ActiveSyncCommand, 'status' | 'policyStatus'> {
  const status = statusOf(root)
  const policyStatus = root.name === 'Provision:Provision' ? readProvision(root).policyStatus : undefined
  return { ...(status !== undefined && { status }), ...(policyStatus !== undefined && { policyStatus }) }
}
