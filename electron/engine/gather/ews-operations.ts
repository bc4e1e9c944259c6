import { asksForPeace, type EwsAnswer, type EwsGetFolder } from '../../../shared/artifacts/ews.ts'
import type { EwsOperation, EwsOperationName, EwsOperations } from '../../../shared/artifacts/ews-operations.ts'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import { withheldSentences } from '../../../shared/artifacts/sign-in.ts'
import { t } from '../../../shared/language/translate.ts'
import { ewsPost } from '../wire/ews-envelope.ts'
import { ewsOperations as operations } from '../wire/ews-operations.ts'
import { targetOf } from './addressing.ts'
import { askEws } from './ews-ask.ts'
import { WAIT_LIMIT_MILLISECONDS } from './ews-back-off.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { withoutMailbox } from './without-mailbox.ts'

/** How long ending a subscription may take: it is tried even when the run has been stopped. */
const END_MILLISECONDS = 3_000

const readingOperations = [
  'GetServerTimeZones',
  'SyncFolderHierarchy',
  'FindItem',
  'GetUserAvailability',
  'ResolveNames',
] as const satisfies readonly EwsOperationName[]

/**
 * Asks what an integration asks once the inbox is open, one operation after another, as the client that was let in. All
 * of it reads; the one subscription is ended at once. Told to wait for long, or left without an answer, it asks no more.
 */
export const ewsOperations = defineGatherer({
  artifact: 'ewsOperations',
  needs: ['endpoints', 'dnsAnswers', 'ewsGetFolder'],
  gather: async ({ endpoints, dnsAnswers, ewsGetFolder }, context) => {
    const url = new URL(endpoints.ews.url)
    const found: EwsOperations = {
      url: url.href,
      mailbox: ewsGetFolder.mailbox,
      waitLimitMilliseconds: WAIT_LIMIT_MILLISECONDS,
      operations: [],
    }
    const { scheme } = ewsGetFolder
    const client = [ewsGetFolder.asVendor, ewsGetFolder.asPlainClient].find((answer) => answer?.folder !== undefined)
    if (!client || !scheme)
      return ewsGetFolder.withheld === 'told-to-wait' ||
        [ewsGetFolder.asVendor, ewsGetFolder.asPlainClient].some(asksForPeace)
        ? { ...found, stopped: 'told-to-wait' }
        : blocked(ewsGetFolder)

    const target = targetOf(url, dnsAnswers, context)
    const impersonate = client.impersonated ? ewsGetFolder.mailbox : undefined
    let patienceMilliseconds = WAIT_LIMIT_MILLISECONDS
    const ask = async (operation: EwsOperationName, within: GatherContext, subscriptionId?: string) => {
      const began = context.monotonic()
      const { mailbox } = ewsGetFolder
      const body = operations[operation].body({ mailbox, now: context.now(), subscriptionId })
      const request = ewsPost(url, { userAgent: client.userAgent, body, impersonate })
      const question = { url, target, request, scheme, gatherer: 'ewsOperations', patienceMilliseconds }
      const asked = await askEws(question, within)
      const seen = within === context ? asked.seen : outOfTime(asked.seen)
      const { responseCode } = seen
      const worked = responseCode === 'NoError' || responseCode === 'ErrorNameResolutionMultipleResults'
      const result = worked && asked.root ? operations[operation].read(asked.root, mailbox) : {}
      const { subscriptionId: begun, ...counted } = result
      const record: EwsOperation = {
        operation,
        userAgent: client.userAgent,
        ...(client.impersonated !== undefined && { impersonated: client.impersonated }),
        ...seen,
        exchanges: responseCode === undefined || worked ? seen.exchanges.map(withoutMailbox) : seen.exchanges,
        ...counted,
        ...(asked.withheld && { withheld: asked.withheld }),
        milliseconds: Math.round((context.monotonic() - began) * 10) / 10,
      }
      found.operations.push(record)
      const stopped = stoppedBy(record)
      if (stopped) found.stopped = stopped
      return begun
    }

    for (const operation of readingOperations) {
      await ask(operation, context)
      if (found.stopped) return found
    }
    const subscriptionId = await ask('Subscribe', context)
    if (subscriptionId === undefined) return found
    // Nothing is waited for here: the subscription runs out by itself sooner than patience would pay.
    patienceMilliseconds = 0
    await ask('Unsubscribe', { ...context, signal: context.timeout(END_MILLISECONDS) }, subscriptionId)
    return found
  },
})

/** What was broken off when its own time was over: the run goes on, and nobody has stopped it. */
function outOfTime<T extends Pick<EwsAnswer, 'exchanges' | 'failure'>>(seen: T): T {
  const told = (failure: Failure): Failure =>
    failure.code === 'cancelled'
      ? { code: 'response-timed-out', where: failure.where, detail: `within ${END_MILLISECONDS / 1_000} s` }
      : failure
  const exchanges = seen.exchanges.map((each) => (each.failure ? { ...each, failure: told(each.failure) } : each))
  return { ...seen, exchanges, ...(seen.failure && { failure: told(seen.failure) }) }
}

function stoppedBy(record: EwsOperation): EwsOperations['stopped'] {
  if (asksForPeace(record) || record.withheld === 'told-to-wait') return 'told-to-wait'
  if (record.withheld || record.status === 401) return 'signed-out'
  return record.status === undefined ? 'no-answer' : undefined
}

function blocked({ url, asVendor, asPlainClient, withheld }: EwsGetFolder): Blocked {
  if (withheld) return new Blocked('ewsGetFolder', withheldSentences[withheld])
  const { host } = new URL(url)
  const answer = asVendor?.status === 403 && asPlainClient ? asPlainClient : asVendor
  const what = answer?.responseCode ?? answer?.status ?? 'nothing'
  return new Blocked('ewsGetFolder', t`EWS on ${host} answers ${what} to the request for the inbox.`)
}
