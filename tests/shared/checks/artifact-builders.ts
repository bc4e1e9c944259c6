import type { ActiveSyncOptions } from '../../../shared/artifacts/active-sync.ts'
import type { ActiveSyncCommand, ActiveSyncSession, OwnInbox } from '../../../shared/artifacts/active-sync-session.ts'
import { type ArtifactName, type Artifacts, artifactSchemas } from '../../../shared/artifacts/artifacts.ts'
import type { Autodiscover, AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import type { EwsAnswer, EwsGetFolder } from '../../../shared/artifacts/ews.ts'
import type { ExtendedProtection } from '../../../shared/artifacts/extended-protection.ts'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { ServerVersion } from '../../../shared/artifacts/server-version.ts'
import type { Scheme, SignIn, SignIns } from '../../../shared/artifacts/sign-in.ts'
import type { Certificate, TlsHandshake } from '../../../shared/artifacts/tls-handshake.ts'

export const EWS = 'https://mail.contoso.test/EWS/Exchange.asmx'
export const ACTIVE_SYNC = 'https://mail.contoso.test/Microsoft-Server-ActiveSync'
export const AUTODISCOVER = 'https://autodiscover.contoso.test/autodiscover/autodiscover.xml'
export const MAILBOX = 'probe@contoso.test'
export const USER = 'CONTOSO\\probe'
export const SEEN_AT = '2026-11-24T22:41:07.000Z'

/** Some fields replaced; a field given as undefined is taken out. */
type Changes<T> = { [K in keyof T]?: T[K] | undefined }

function changed<T extends object>(usual: T, changes: Changes<T>): T {
  return Object.fromEntries(
    Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== undefined),
  ) as unknown as T
}

/** Every artifact of these tests is one that a gatherer could have brought back. */
function parsed<N extends ArtifactName>(name: N, value: Artifacts[N]): Pick<Artifacts, N> {
  artifactSchemas[name].parse(value)
  return { [name]: value } as Pick<Artifacts, N>
}

export function failure(code: Failure['code'], detail?: string): Failure {
  return { code, where: 'mail.contoso.test:443', ...(detail !== undefined && { detail }) }
}

/** One answer of Exchange; with no status, none came. */
export function exchange(status: number | undefined, changes: Changes<HttpExchange> = {}): HttpExchange {
  const usual: HttpExchange = {
    method: 'GET',
    url: EWS,
    address: '10.20.0.14',
    requestHeaders: [['User-Agent', 'python-EAS-Client 1.0']],
    ...(status !== undefined && { status }),
    headers: [
      ['request-id', '5d0c9a7e-6c1b-4f9e-9a55-1f0f6c2f7f11'],
      ['X-FEServer', 'EXCH02'],
      ['X-OWA-Version', '15.2.1748.10'],
    ],
    startedAt: SEEN_AT,
    milliseconds: { connect: 3, handshake: 21, firstByte: 12, total: 38 },
  }
  return changed(usual, changes)
}

export function nameAnswer(changes: Changes<NameAnswer> = {}): NameAnswer {
  const usual: NameAnswer = {
    name: 'mail.contoso.test',
    purpose: 'ews',
    resolver: '10.20.0.53',
    addresses: [{ address: '10.20.0.14', family: 4, ttlSeconds: 300 }],
    aliases: [],
    milliseconds: 4,
  }
  return changed(usual, changes)
}

export function dnsAnswers(...names: NameAnswer[]) {
  return parsed('dnsAnswers', { names })
}

export function endpoints() {
  return parsed('endpoints', {
    ews: { url: EWS, source: 'organisation' },
    activeSync: { url: ACTIVE_SYNC, source: 'same-host' },
  })
}

export function certificate(changes: Changes<Certificate> = {}): Certificate {
  const usual: Certificate = {
    subject: 'CN=mail.contoso.test',
    issuer: 'CN=Example Public CA 3, O=Example Trust',
    names: ['mail.contoso.test', 'autodiscover.contoso.test'],
    validFrom: '2026-02-03T00:00:00.000Z',
    validTo: '2027-03-07T23:59:59.000Z',
    serialNumber: '5A00001C9F228D4107E3',
    sha256: Array.from({ length: 32 }, () => '3F').join(':'),
    keyType: 'rsa',
    keyBits: 2048,
    selfSigned: false,
  }
  return changed(usual, changes)
}

export function tlsHandshake(changes: Changes<TlsHandshake> = {}) {
  const usual: TlsHandshake = {
    host: 'mail.contoso.test',
    port: 443,
    address: '10.20.0.14',
    connectMilliseconds: 3.21,
    handshakeMilliseconds: 21.7,
    protocol: 'TLSv1.2',
    cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    chain: [certificate(), certificate({ subject: 'CN=Example Public CA 3, O=Example Trust', names: [] })],
    nameMatches: true,
    publiclyTrusted: true,
    pinned: false,
    trusted: true,
    seenAt: SEEN_AT,
  }
  return parsed('tlsHandshake', changed(usual, changes))
}

/** The leaf's own changes, with those of the handshake beside them. */
export function handshakeWith(leaf: Changes<Certificate>, changes: Changes<TlsHandshake> = {}) {
  return tlsHandshake({ chain: [certificate(leaf)], ...changes })
}

/** A handshake that never came to a certificate: before the connection, or after it. */
export function brokenHandshake(code: Failure['code'], options: { connected: boolean; detail?: string }) {
  return tlsHandshake({
    connectMilliseconds: options.connected ? 3.21 : undefined,
    handshakeMilliseconds: undefined,
    protocol: undefined,
    cipher: undefined,
    chain: [],
    nameMatches: undefined,
    publiclyTrusted: undefined,
    trusted: false,
    failure: failure(code, options.detail),
  })
}

export function ewsChallenge(answer: HttpExchange, schemes: Scheme[] = []) {
  const broken = answer.failure ? { failure: answer.failure } : {}
  return parsed('ewsChallenge', { url: EWS, schemes, exchange: answer, ...broken })
}

function signIn(scheme: SignIn['scheme'], changes: Changes<SignIn>): SignIn {
  return changed<SignIn>({ url: EWS, scheme, username: USER, result: 'accepted', exchanges: [] }, changes)
}

export function ntlmSignIn(changes: Changes<SignIn> = {}) {
  return parsed('ntlmSignIn', signIn('ntlm', changes))
}

export function basicSignIn(changes: Changes<SignIn> = {}) {
  return parsed('basicSignIn', signIn('basic', changes))
}

/** The uses of the account, each by its result, and the uses that were withheld, each by its reason. */
export function signIns(
  results: SignIns['attempts'][number]['result'][],
  reasons: SignIns['withheld'][number]['reason'][] = [],
  changes: Changes<SignIns> = {},
) {
  const value: SignIns = {
    username: USER,
    attempts: results.map((result) => ({ gatherer: 'ntlmSignIn', url: EWS, scheme: 'ntlm', at: SEEN_AT, result })),
    withheld: reasons.map((reason) => ({ gatherer: 'ewsGetFolder', url: EWS, reason })),
  }
  return parsed('signIns', changed(value, changes))
}

/** What a server tells of itself. */
export function serverVersion(changes: Changes<ServerVersion> = {}) {
  const usual: ServerVersion = { url: EWS, seenAt: SEEN_AT, build: '15.2.2562.53', frontEnd: 'EXCH02', exchanges: [] }
  return parsed('serverVersion', changed(usual, changes))
}

/** Sign-ins of which the one without a binding was let in, and the one with a wrong one was not. */
export function extendedProtection(changes: Changes<ExtendedProtection> = {}) {
  const usual: ExtendedProtection = {
    url: EWS,
    setting: 'allow',
    probes: [
      { binding: 'none', result: 'accepted', exchanges: [] },
      { binding: 'wrong', result: 'rejected', exchanges: [] },
    ],
  }
  return parsed('extendedProtection', changed(usual, changes))
}

export function attempt(changes: Changes<AutodiscoverAttempt> = {}): AutodiscoverAttempt {
  const usual: AutodiscoverAttempt = {
    method: 'https-autodiscover',
    urls: [AUTODISCOVER],
    result: 'settings',
    status: 200,
    exchanges: [],
  }
  return changed(usual, changes)
}

export function autodiscover(attempts: AutodiscoverAttempt[], settings?: Autodiscover['settings']) {
  return parsed('autodiscover', { mailbox: MAILBOX, attempts, ...(settings && { settings }) })
}

export function ewsAnswer(changes: Changes<EwsAnswer> = {}): EwsAnswer {
  const usual: EwsAnswer = {
    userAgent: 'python-EAS-Client 1.0',
    status: 200,
    exchanges: [exchange(200, { method: 'POST' })],
    responseCode: 'NoError',
    folder: { displayName: 'Inbox', totalCount: 12 },
    serverVersion: '15.2.1748.10',
  }
  return changed(usual, changes)
}

/** An answer without an EWS body: a page for people, or nothing at all. */
export function bareEwsAnswer(status: number | undefined, changes: Changes<EwsAnswer> = {}): EwsAnswer {
  return ewsAnswer({ status, responseCode: undefined, folder: undefined, serverVersion: undefined, ...changes })
}

export function ewsGetFolder(changes: Changes<EwsGetFolder>) {
  return parsed('ewsGetFolder', changed<EwsGetFolder>({ url: EWS, mailbox: MAILBOX, scheme: 'ntlm' }, changes))
}

export function activeSyncOptions(changes: Changes<ActiveSyncOptions> = {}) {
  const usual: ActiveSyncOptions = {
    url: ACTIVE_SYNC,
    schemes: ['basic'],
    signedInWith: 'basic',
    status: 200,
    versions: ['12.1', '14.0', '14.1', '16.0', '16.1'],
    commands: ['Sync', 'FolderSync', 'Provision'],
    exchanges: [exchange(200, { method: 'OPTIONS', url: ACTIVE_SYNC })],
  }
  return parsed('activeSyncOptions', changed(usual, changes))
}

/** One command of a device that went through, with its own changes. */
export function activeSyncCommand(
  command: ActiveSyncCommand['command'],
  changes: Changes<ActiveSyncCommand> = {},
): ActiveSyncCommand {
  const purposes = {
    Provision: 'policy',
    FolderSync: 'folders',
    Settings: 'device-information',
    Sync: 'inbox',
  } as const
  const usual: ActiveSyncCommand = {
    command,
    purpose: purposes[command],
    policyKey: 'final',
    httpStatus: 200,
    status: 1,
    exchange: exchange(200, { method: 'POST', url: `${ACTIVE_SYNC}?Cmd=${command}` }),
  }
  return changed(usual, changes)
}

/** A device that got to its inbox, with what is otherwise. */
export function activeSyncSession(changes: Changes<ActiveSyncSession> = {}) {
  const usual: ActiveSyncSession = {
    url: ACTIVE_SYNC,
    deviceId: 'POSTERN0123456789ABCDEF01234567',
    deviceType: 'iPhone',
    mailbox: MAILBOX,
    organisationMailbox: MAILBOX,
    version: '16.1',
    commands: (['Provision', 'Provision', 'FolderSync', 'Sync', 'Sync'] as const).map((each) =>
      activeSyncCommand(each),
    ),
    ended: 'complete',
    policy: { given: true, demands: ['DevicePasswordEnabled 0'] },
    folders: { count: 11, inbox: true },
    inbox: { items: 5, more: true },
  }
  return parsed('activeSyncSession', changed(usual, changes))
}

/** What EWS says of the account's own inbox: so many items, as it is usually. */
export function ownInbox(changes: Changes<OwnInbox> = {}): OwnInbox {
  const { folder: _folder, ...answer } = ewsAnswer()
  return changed<OwnInbox>({ ...answer, opened: true, items: 12, organisations: true }, changes)
}

/** A device that was stopped by the answer to this command, before it had a policy. */
export function stoppedSession(last: ActiveSyncCommand, changes: Changes<ActiveSyncSession> = {}) {
  return activeSyncSession({
    commands: [last],
    ended: 'stopped',
    policy: undefined,
    folders: undefined,
    inbox: undefined,
    ownInbox: ownInbox(),
    ...changes,
  })
}
