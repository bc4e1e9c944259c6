import type { ActiveSyncOptions } from '../../../shared/artifacts/active-sync.ts'
import type { ActiveSyncCommand, ActiveSyncSession } from '../../../shared/artifacts/active-sync-session.ts'
import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { readProvision, statusOf } from '../wire/active-sync-message.ts'
import { type ActiveSyncClient, activeSyncPost } from '../wire/active-sync-request.ts'
import { unsentExchange } from '../wire/http-connection.ts'
import { decodeWbxml } from '../wire/wbxml/decode-wbxml.ts'
import type { WbxmlElement } from '../wire/wbxml/wbxml-element.ts'
import { WireError } from '../wire/wire-error.ts'
import { activeSyncDevice, deviceMailbox } from './active-sync-device.ts'
import { type CommandAnswer, type CommandToSend, holdDialogue } from './active-sync-dialogue.ts'
import { hostOf, targetOf } from './addressing.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { lookUp } from './look-up.ts'
import { locationOf, ownLocation } from './own-location.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

/** The versions that Postern speaks, best first. */
const SPOKEN = ['16.1', '16.0', '14.1', '14.0', '12.1'] as const

/** Signs in as a mobile device and goes as far as one page of the inbox. */
export const activeSyncSession = defineGatherer({
  artifact: 'activeSyncSession',
  needs: ['dnsAnswers', 'activeSyncOptions'],
  uses: () => ['ewsGetFolder'],
  gather: async ({ dnsAnswers, activeSyncOptions }, context) => {
    const { organisation, profile } = context
    const url = new URL(activeSyncOptions.followedTo ?? activeSyncOptions.url)
    const device = activeSyncDevice(organisation, profile)
    const about = {
      url: url.href,
      deviceId: device.id,
      deviceType: device.type,
      mailbox: deviceMailbox(organisation).mailbox,
      ews: ewsInbox(context),
    }
    if (organisation.activeSync?.leaveNoTrace) {
      return { ...about, notBegun: 'leave-no-trace', commands: [], ended: 'not-begun' }
    }
    const scheme = activeSyncOptions.signedInWith
    if (scheme === undefined || activeSyncOptions.status !== 200) return notSignedIn(activeSyncOptions, about)
    const version = versionFor(activeSyncOptions, organisation.activeSync?.version)
    if (version instanceof Blocked) return version

    const client: ActiveSyncClient = {
      user: organisation.account?.username.replace(/^.*\\/, '') ?? '',
      deviceId: device.id,
      deviceType: device.type,
      userAgent: profile.userAgent,
      version,
    }
    const way = createWay(url, scheme, client, dnsAnswers, context)
    const dialogue = await holdDialogue(way.send, {
      version,
      information: {
        model: 'Postern',
        friendlyName: 'Postern readiness probe',
        os: 'Postern',
        userAgent: profile.userAgent,
      },
    })
    const followedTo = way.followedTo()
    return {
      ...about,
      url: followedTo ?? about.url,
      version,
      ...dialogue,
      ...(followedTo !== undefined && { followedTo }),
    }
  },
})

/** What EWS said of the inbox, to compare with. */
function ewsInbox({ gathered, organisation }: GatherContext): ActiveSyncSession['ews'] {
  const { asVendor, asPlainClient } = gathered.ewsGetFolder ?? {}
  const folder = asVendor?.folder ?? asPlainClient?.folder
  return {
    opened: folder !== undefined,
    ...(folder?.totalCount !== undefined && { items: folder.totalCount }),
    sameMailbox: deviceMailbox(organisation).same,
  }
}

/** OPTIONS did not sign in: its own check tells why, or that of whatever withheld the sign-in. */
function notSignedIn(
  options: ActiveSyncOptions,
  about: Pick<ActiveSyncSession, 'url' | 'deviceId' | 'deviceType' | 'mailbox' | 'ews'>,
): ActiveSyncSession | Blocked {
  const { withheld, url, status } = options
  const server = new URL(url).host
  if (options.certificateProblem)
    return new Blocked('activeSyncOptions', `The certificate of ${server} is not trusted.`)
  if (withheld && withheld !== 'not-offered') return { ...about, withheld, commands: [], ended: 'not-begun' }
  const seen =
    withheld === 'not-offered'
      ? 'offers no sign-in that a device can use'
      : status === 200
        ? 'answers OPTIONS without asking for a sign-in'
        : `${status === undefined ? 'gave no answer' : `answered ${status}`} to OPTIONS`
  return new Blocked('activeSyncOptions', `ActiveSync on ${server} ${seen}.`)
}

/** The highest version that both speak, or the one that the organisation asks for. */
function versionFor({ url, versions }: ActiveSyncOptions, wanted: string | undefined): string | Blocked {
  const server = new URL(url).host
  const spoken = wanted === undefined ? SPOKEN : [wanted]
  const version = spoken.find((candidate) => versions.includes(candidate))
  if (version !== undefined) return version
  const missing =
    wanted === undefined ? 'none of the versions 12.1 to 16.1' : `no version ${wanted}, which was asked for`
  return new Blocked('activeSyncOptions', `ActiveSync on ${server} named ${missing}.`)
}

/** Sends the commands of one device, and follows one 451 on the way. */
function createWay(
  start: URL,
  scheme: SignedInScheme,
  client: ActiveSyncClient,
  dnsAnswers: Artifacts['dnsAnswers'],
  context: GatherContext,
) {
  let url = start
  let followed = false
  let names = dnsAnswers

  async function sendOnce(command: CommandToSend): Promise<CommandAnswer> {
    const request = activeSyncPost(url, command.command, command.body, client, command.policyKey.value)
    const about = { command: command.command, purpose: command.purpose, policyKey: command.policyKey.kind }
    try {
      const target = targetOf(url, names, context)
      try {
        const options = { scheme, url: url.href, gatherer: 'activeSyncSession' }
        const signedIn = await requestAsAccount(target, request, options, context)
        if (signedIn.withheld) return { records: [], withheld: signedIn.withheld }
        const exchange = signedIn.answer?.exchange ?? signedIn.exchanges.at(-1)
        if (!exchange) return { records: [] }
        return readAnswer(about, exchange, signedIn.answer?.body, url.host)
      } catch (error) {
        if (!(error instanceof WireError)) throw error
        const exchange = unsentExchange(target, request, error, context.now())
        return { records: [{ ...about, exchange, failure: error.failure }] }
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      const nowhere = { host: hostOf(url), port: Number(url.port || 443), address: hostOf(url), trust: context.trust }
      const exchange = unsentExchange(nowhere, request, error, context.now())
      return { records: [{ ...about, exchange, failure: error.failure }] }
    }
  }

  async function send(command: CommandToSend): Promise<CommandAnswer> {
    const answer = await sendOnce(command)
    const next = followed ? undefined : ownLocation(answer.records.at(-1)?.location, context)
    if (!next) return answer
    followed = true
    url = next
    if (!names.names.some(({ name }) => name === hostOf(next))) {
      names = { names: [...names.names, await lookUp(hostOf(next), 'active-sync', context)] }
    }
    const second = await sendOnce(command)
    return { ...second, records: [...answer.records, ...second.records] }
  }

  return { send, followedTo: () => (followed ? url.href : undefined) }
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
