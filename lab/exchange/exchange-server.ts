import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Directory } from '../directory.ts'
import { floodWithRecords } from '../hostile/tls-records.ts'
import { turnHostile } from '../hostile/turn-hostile.ts'
import { httpSysError, type Reply, unauthorized } from '../http/reply.ts'
import { readBody } from '../http/request-body.ts'
import { type Place, startWebServer, type WebServer, type WebServerOptions } from '../http/web-server.ts'
import type { RequestLog } from '../log.ts'
import { Arrivals } from '../network/arrivals.ts'
import { admitByName } from '../network/door.ts'
import { filterPort } from '../network/filtered-port.ts'
import type { LinkSettings } from '../network/link.ts'
import { hasOtherServer, RequestBalancer } from '../network/request-balancer.ts'
import { onTheWayThere } from '../network/way.ts'
import type { HostileMoment } from '../settings/hostile.ts'
import type { CertificateKind, TlsSettings } from '../settings/tls.ts'
import type { Settings } from '../settings.ts'
import { channelBindingOf } from '../sign-in/channel-binding.ts'
import { beforeExchange, closesConnection, onTheWayBack, sharesConnections } from '../sign-in/in-front.ts'
import { ConnectionSignIn, type SignInLog } from '../sign-in/sign-in.ts'
import { type Certificates, publishedNames } from '../tls/certificates.ts'
import { domain } from '../users.ts'
import type { Devices } from './active-sync-devices.ts'
import { findAt } from './sites.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Answering, Asked } from './virtual-directory.ts'
import { isWiki } from './web-site.ts'

/** The published address, where one server listens itself, or a balancer for several. */
export const PUBLISHED = '127.0.0.1'

export interface ExchangeServerOptions {
  /** NetBIOS name: EXCH01. */
  readonly name: string
  /** Where it listens at first. */
  readonly place: Place
  readonly certificates: Certificates
  readonly directory: Directory
  readonly log: RequestLog
  readonly devices: Devices
  readonly foreignPort: number
  readonly subscriptions: Subscriptions
  readonly latencyMilliseconds: number
  /** Holds an answer back; rejects with an AbortError when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>
  /** By which the silence of connections is measured. */
  monotonic(): number
  /** What every connection comes over. */
  line(): LinkSettings
  settings(): Settings
  now(): Date
}

/** One Exchange server of the organisation. */
export interface ExchangeServer {
  readonly name: string
  readonly port: number
  /** Serves a connection that a balancer sends. */
  take(socket: Socket): void
  /** Takes up settings that reach further than the next request: the listener, at `place`, and the certificate. */
  applySettings(place: Place): Promise<void>
  /** Closes its port, and cuts what stands. */
  stopListening(): Promise<void>
  close(): Promise<void>
}

interface Connection {
  readonly number: number
  readonly signIn: ConnectionSignIn
  /** As on a connection that nothing was sent over yet. */
  newSignIn(): ConnectionSignIn
  /** Where its requests go on to two servers. */
  readonly balancer: RequestBalancer
}

export async function startExchangeServer(options: ExchangeServerOptions): Promise<ExchangeServer> {
  const { name, certificates, directory, log, settings, now } = options
  const computer = { netbios: name, dns: `${name.toLowerCase()}.${domain.dns}` }
  const connections = new WeakMap<TLSSocket, Connection>()
  const closing = new AbortController()
  // Every answer that is held back waits on it.
  setMaxListeners(0, closing.signal)
  let count = 0
  const connectionOf = (socket: TLSSocket): Connection => {
    const known = connections.get(socket)
    if (known) return known
    count += 1
    const newSignIn = () => new ConnectionSignIn({ directory, computer, now, randomBytes })
    const connection = { number: count, signIn: newSignIn(), newSignIn, balancer: new RequestBalancer(newSignIn) }
    connections.set(socket, connection)
    return connection
  }

  const answer = async (request: IncomingMessage, socket: TLSSocket): Promise<Reply> => {
    const connection = connectionOf(socket)
    await onTheWayThere(request, socket, settings().network, options.monotonic)
    const body = await readBody(request)
    const asked = read(request, body ?? Buffer.alloc(0), web.port)
    const balancer = hasOtherServer(asked.path, settings()) ? connection.balancer : undefined
    const { signIn: standing, ...answering } = balancer?.turn(name, settings()) ?? {
      signIn: connection.signIn,
      server: name,
      settings: settings(),
    }
    const at = {
      ...answering,
      devices: options.devices,
      foreignPort: options.foreignPort,
      subscriptions: options.subscriptions,
      now,
    }
    const { reply, signIn } =
      body === undefined
        ? { reply: httpSysError(413, 'Request Entity Too Large', 'The request entity is too large'), signIn: NOT_ASKED }
        : decide(asked, request.headers.authorization, socket, { ...connection, signIn: standing }, at)
    if (reply.status !== 401) balancer?.goOn()
    const { method, host, path, userAgent } = asked
    const seen = {
      time: now().toISOString(),
      server: at.server,
      connection: connection.number,
      method,
      host,
      path,
      userAgent,
    }
    log.add({ ...seen, ...signIn, status: reply.status, ...(reply.raw && { raw: reply.raw }) })
    const { overloadMilliseconds, otherBuild } = at.settings.server
    const isSignedIn = signIn.result === 'accepted' || signIn.result === 'kept'
    const held = options.latencyMilliseconds + (isSignedIn ? overloadMilliseconds : 0)
    if (held > 0) await options.wait(held, closing.signal)
    const built = ofBuild(reply, otherBuild)
    return closesConnection(path, signIn, at.settings)
      ? { ...built, headers: [...built.headers, ['Connection', 'close']] }
      : built
  }

  const arrivals = new Arrivals()
  let endFilter = async (): Promise<void> => undefined
  const letInOrNot: WebServerOptions['admit'] = (socket, letIn) => {
    if (settings().hostile.tlsRecords) floodWithRecords(socket)
    else admitByName(socket, settings().tls, letIn)
  }
  const web: WebServer = await startWebServer({
    place: options.place,
    defaultCertificate: await certificates.serve('good'),
    versions: () => settings().tls,
    line: (socket) => ({ ...options.line(), opensLateMilliseconds: arrivals.lateMilliseconds(socket) }),
    admit: (socket, letIn) => arrivals.meet(socket, settings().network, () => letInOrNot(socket, letIn)),
    certificateFor: (serverName) =>
      settings().network.hangs
        ? new Promise(() => undefined)
        : certificates.serve(kindFor(serverName, settings().tls.certificates)),
    answer,
  })
  const applySettings = async (place: Place): Promise<void> => {
    await Promise.all(Object.values(settings().tls.certificates).map((kind) => kind && certificates.serve(kind)))
    arrivals.restart()
    const { listening, filtered } = settings().network
    await web.setListening(listening && !filtered ? place : undefined)
    if (filtered) endFilter = await filterPort(place.host, place.port)
  }
  const stopListening = async (): Promise<void> => {
    await endFilter()
    endFilter = async () => undefined
    await web.setListening(undefined)
  }
  return {
    name,
    port: web.port,
    take: web.take,
    applySettings,
    stopListening,
    close: async () => {
      closing.abort()
      await stopListening()
      await web.close()
    },
  }
}

/** A name that is not published, such as a server's own, shows the certificate of mail.contoso.test; the wiki has one of its own. */
function kindFor(serverName: string, kinds: TlsSettings['certificates']): CertificateKind {
  if (isWiki({ host: serverName })) return 'of-the-wiki'
  const isPublished = publishedNames.some((each) => each === serverName)
  return (isPublished ? kinds[serverName] : kinds['mail.contoso.test']) ?? 'good'
}

const NOT_ASKED: SignInLog = { result: 'not-asked' }

function decide(
  asked: Asked,
  authorization: string | undefined,
  socket: TLSSocket,
  connection: Connection,
  at: Answering,
): { reply: Reply; signIn: SignInLog } {
  const hostile = (moment: HostileMoment) => turnHostile(asked, moment, at.settings.hostile, at.foreignPort)
  const atOnce = hostile('before-sign-in')
  if (atOnce) return { reply: atOnce, signIn: NOT_ASKED }
  const { front, serverClockAheadMinutes, ntlmDeniedInDomain, requireMessageIntegrity } = at.settings.signIn
  const instead = beforeExchange(asked.path, asked.host, front)
  if (instead) return { reply: instead, signIn: NOT_ASKED }
  const found = findAt(asked, at)
  const early = 'reply' in found ? found.reply : found.directory.beforeSignIn?.(asked, at)
  // What is no Exchange has no use for a credential; where one comes all the same, the log says so.
  if ('reply' in found && authorization !== undefined) return { reply: found.reply, signIn: { result: 'rejected' } }
  if ('reply' in found || early) return { reply: early ?? unauthorized(at.server, []), signIn: NOT_ASKED }
  const { schemes, channelBinding, bridged = false } = found.directory.signIn(at.settings)
  const onThisConnection = sharesConnections(asked.path, front) ? connection.newSignIn() : connection.signIn
  const signIn = onThisConnection.judge(authorization, {
    schemes,
    channelBinding,
    expectedBinding: bridged
      ? channelBindingOf(Buffer.from('the certificate behind the proxy'))
      : servedBinding(socket),
    requireIntegrity: requireMessageIntegrity,
    clockAheadMinutes: serverClockAheadMinutes,
    denied: ntlmDeniedInDomain,
    realm: asked.host,
  })
  if ('challenges' in signIn) {
    const challenged = signIn.log.result === 'challenged'
    const reply = (challenged ? hostile('ntlm-challenge') : undefined) ?? unauthorized(at.server, signIn.challenges)
    return { reply: onTheWayBack(asked.path, reply, challenged, front), signIn: signIn.log }
  }
  if (!at.settings.server.secureChannel) {
    const offers = schemes.map((scheme) => (scheme === 'Basic' ? `Basic realm="${asked.host}"` : scheme))
    const log: SignInLog = { ...signIn.log, result: 'rejected', reason: 'no-secure-channel' }
    return { reply: unauthorized(at.server, offers), signIn: log }
  }
  const reply = hostile('signed-in') ?? found.directory.answer(asked, signIn.user, at)
  const persistent = signIn.log.result === 'accepted' && signIn.log.scheme !== 'basic'
  return {
    reply: persistent ? { ...reply, headers: [...reply.headers, ['Persistent-Auth', 'true']] } : reply,
    signIn: signIn.log,
  }
}

function ofBuild(reply: Reply, build: string | undefined): Reply {
  if (build === undefined) return reply
  return { ...reply, headers: reply.headers.map(([name, value]) => [name, name === 'X-OWA-Version' ? build : value]) }
}

/** The channel binding for the certificate that this very connection was served. */
function servedBinding(socket: TLSSocket): Buffer {
  const certificate = socket.getX509Certificate()
  if (certificate === undefined) throw new Error('The connection has no certificate of ours.')
  return channelBindingOf(certificate.raw)
}

function read(request: IncomingMessage, bytes: Buffer, port: number): Asked {
  const target = request.url ?? '/'
  const [path = '/', query = ''] = target.split('?', 2)
  return {
    method: request.method ?? '',
    host: (request.headers.host ?? 'mail.contoso.test').toLowerCase().replace(/:\d*$/, ''),
    port,
    path,
    query: new URLSearchParams(query),
    rawQuery: query,
    header: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    contentType: request.headers['content-type'] ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    body: bytes.toString('utf8'),
    bytes,
  }
}
