import { RawAnswer } from '../hostile/raw-answer.ts'
import {
  fromFrontEnd,
  fromMailboxServer,
  type Header,
  htmlContent,
  httpSysError,
  iisError,
  notFound,
  type Reply,
  redirect,
  xmlContent,
} from '../http/reply.ts'
import type { ClientLimits } from '../settings/throttling.ts'
import { type User, userOfMailbox } from '../users.ts'
import { findItem, getUserAvailability } from './ews-calendar.ts'
import { callerOf, type EwsHandler, hasNoMailbox } from './ews-call.ts'
import { letsIn } from './ews-client-access.ts'
import { getServerTimeZones, resolveNames } from './ews-directory.ts'
import { getFolder, syncFolderHierarchy } from './ews-folders.ts'
import { ewsErrorPage, portalPage, servicePage } from './ews-pages.ts'
import { EwsFault, envelope, faultBody, ns, schemaFault } from './ews-soap.ts'
import { subscribe, unsubscribe } from './ews-subscriptions.ts'
import { limitFor } from './throttling-policy.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'
import { child, parseXml, type XmlElement, XmlRefusal } from './xml.ts'

/** By the element in the SOAP Body. */
const handlers: Readonly<Record<string, EwsHandler>> = {
  GetFolder: getFolder,
  SyncFolderHierarchy: syncFolderHierarchy,
  FindItem: findItem,
  GetUserAvailabilityRequest: getUserAvailability,
  GetServerTimeZones: getServerTimeZones,
  ResolveNames: resolveNames,
  Subscribe: subscribe,
  Unsubscribe: unsubscribe,
}

const nginx: Header = ['Server', 'nginx']

/** Exchange Web Services, as far as the table of handlers goes, and faults for everything else. */
export const ews: VirtualDirectory = {
  path: '/ews/exchange.asmx',
  signIn: ({ ews }) => ews,
  beforeSignIn: (asked, { settings: { ews } }) => {
    if (ews.inFront === 'forbids') {
      return forbidden()
    }
    if (ews.iis === 'pool-stopped') return httpSysError(503, 'Service Unavailable', 'The service is unavailable.')
    if (ews.iis === 'redirects-to-owa') return redirect(`https://${asked.host}:${asked.port}/owa`)
    if (ews.iis === 'wants-tls') return iisError(403, '403.4 - Forbidden: SSL is required to view this resource.')
    return ews.found ? undefined : notFound()
  },
  answer: (asked, user, at) => {
    const { inFront, crashes, badOperation } = at.settings.ews
    if (inFront === 'portal') {
      const body = portalPage('Contoso mail', 'Mail for devices is being moved. Come back on Monday.')
      return { status: 200, headers: [nginx, htmlContent], body }
    }
    if (badOperation && new RegExp(`:${badOperation.name}[ >]`).test(asked.body)) {
      if (badOperation.is === 'refused-in-front') return forbidden()
      if (badOperation.is === 'cut-in-front')
        return { status: 502, headers: [], body: '', raw: new RawAnswer(() => []) }
    }
    if (crashes) return fromMailboxServer(at.server, 500, [htmlContent], ewsErrorPage())
    const reply = answerHttp(asked, user, at)
    // Content-Length fits what is left, so that HTTP has nothing to complain of.
    return inFront === 'cuts' ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply
  },
}

/** As whatever stands in front says it. */
function forbidden(): Reply {
  const body = portalPage('403 Forbidden', 'The server denied the specified URL.')
  return { status: 403, headers: [nginx, htmlContent], body }
}

function answerHttp(asked: Asked, user: User, at: Answering): Reply {
  const impersonates = /<(?:\w+:)?ExchangeImpersonation\b/.test(asked.body)
  const owner = impersonates ? impersonated(asked.body) : user
  const mailbox = owner && !hasNoMailbox(owner, at) ? owner.account : undefined
  const isIn = letsIn(at.settings.ews, { userAgent: asked.userAgent, mailbox, impersonates })
  if (!isIn) return fromFrontEnd(at.server, 403)
  if (asked.method === 'POST') return answerSoap(asked, user, at)
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return fromMailboxServer(at.server, 405, [['Allow', 'GET, HEAD, POST']])
  }
  return fromMailboxServer(at.server, 200, [htmlContent], servicePage(asked.host))
}

/** For whom somebody wants to act; what comes of that, and of XML that is none, is decided later. */
function impersonated(body: string): User | undefined {
  const address = /<(?:\w+:)?(?:PrimarySmtpAddress|SmtpAddress)>([^<]{0,500})</.exec(body)?.[1]
  return userOfMailbox(address ?? '')
}

function answerSoap(asked: Asked, user: User, at: Answering): Reply {
  const { inFront } = at.settings.ews
  const isText = /^text\/xml\b/i.test(asked.contentType) && inFront !== 'rewrites-content-type'
  if (!isText) return fromMailboxServer(at.server, 415)
  try {
    const { header, operation } = readEnvelope(
      inFront === 'drops-attributes' ? asked.body.replaceAll(/ Id="[^"]*"/g, '') : asked.body,
    )
    const busy = throttled(operation.name, user, at)
    const { badOperation } = at.settings.ews
    if (badOperation?.is === 'failing' && badOperation.name === operation.name) {
      throw new EwsFault('ErrorInternalServerError', 'An internal server error occurred. The operation failed.')
    }
    if (busy) return busy
    const body = envelope(handle(header, operation, user, at))
    return fromMailboxServer(at.server, 200, [xmlContent], body)
  } catch (error) {
    const body = faultOf(error)
    if (body === undefined) throw error
    return fromMailboxServer(at.server, 500, [xmlContent], body)
  }
}

function faultOf(error: unknown): string | undefined {
  if (error instanceof EwsFault) return faultBody(error)
  return error instanceof XmlRefusal ? schemaFault(error.message, error.line, error.column) : undefined
}

function readEnvelope(text: string): { header: XmlElement | undefined; operation: XmlElement } {
  const root = parseXml(text)
  if (root.namespace !== ns.soap || root.name !== 'Envelope')
    throw new XmlRefusal('The root is not a SOAP 1.1 Envelope.')
  const operation = child(root, ns.soap, 'Body')?.children[0]
  if (operation === undefined) throw new XmlRefusal('The SOAP Body is empty.')
  return { header: child(root, ns.soap, 'Header'), operation }
}

function handle(header: XmlElement | undefined, operation: XmlElement, account: User, at: Answering): string {
  const { name, namespace } = operation
  const handler = namespace === ns.messages && Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (handler === undefined) throw new XmlRefusal(`The element '${name}' in namespace '${namespace}' is not expected.`)
  const wanted = child(header, ns.types, 'RequestServerVersion')?.attributes.get('Version') ?? ''
  if (at.settings.ews.version === 'exchange-2010' && !/^Exchange20(?:07|10)/.test(wanted)) {
    throw new EwsFault('ErrorInvalidServerVersion', 'The specified server version is invalid.')
  }
  return handler({ operation, account, user: callerOf(header, account, at), at })
}

/** The answer that asks for peace, when this operation gets one (Microsoft, "EWS throttling in Exchange"). */
function throttled(operation: string, { account }: User, at: Answering): Reply | undefined {
  const { throttling, policies } = at.settings.ews
  if (!throttling || throttling.answers === 0 || (throttling.operation ?? operation) !== operation) return undefined
  const needs = Object.entries(throttling.need ?? {}) as [keyof ClientLimits, number][]
  if (needs.length > 0 && needs.every(([limit, need]) => limitFor(policies, account, limit) >= need)) return undefined
  throttling.answers -= 1
  const { by, milliseconds } = throttling
  if (by === 'retry-after') {
    return fromMailboxServer(at.server, 503, [['Retry-After', String(Math.ceil(milliseconds / 1000))]])
  }
  if (by === 'connections') {
    throw new EwsFault(
      'ErrorExceededConnectionCount',
      'You have exceeded the available concurrent connections for your account.',
    )
  }
  throw new EwsFault('ErrorServerBusy', 'The server cannot service this request right now. Try again later.', {
    BackOffMilliseconds: String(milliseconds),
  })
}
