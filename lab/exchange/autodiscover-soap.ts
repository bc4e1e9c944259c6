import { build, fromMailboxServer, notFound, type Reply, xmlContent } from '../http/reply.ts'
import { userOfMailbox } from '../users.ts'
import { addressesOf, inFrontOfAutodiscover } from './autodiscover-front.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'
import { child, escapeXml, parseXml, type XmlElement, XmlRefusal } from './xml.ts'

const PATH = '/autodiscover/autodiscover.svc'

const ns = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  autodiscover: 'http://schemas.microsoft.com/exchange/2010/Autodiscover',
  addressing: 'http://www.w3.org/2005/08/addressing',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const

const SCHEMAS = 'Exchange2007, Exchange2007_SP1, Exchange2010, Exchange2010_SP1, Exchange2010_SP2, Exchange2013'

/** The version of the server stands in the header of each answer (MS-OXWSADISC). */
const serverVersion =
  `<h:ServerVersionInfo xmlns:h="${ns.autodiscover}"><h:MajorVersion>${build.major}</h:MajorVersion>` +
  `<h:MinorVersion>${build.minor}</h:MinorVersion><h:MajorBuildNumber>${build.build}</h:MajorBuildNumber>` +
  `<h:MinorBuildNumber>${build.revision}</h:MinorBuildNumber><h:Version>Exchange2015</h:Version></h:ServerVersionInfo>`

/** SOAP Autodiscover, as far as GetUserSettings (MS-OXWSADISC section 3.1.4.3). */
export const autodiscoverSoap: VirtualDirectory = {
  path: PATH,
  signIn: ({ autodiscover }) => autodiscover,
  beforeSignIn: (asked, { settings }) =>
    settings.autodiscover.soap === 'not-published' ? notFound() : inFrontOfAutodiscover(asked, settings),
  answer: (asked, _user, at) => {
    try {
      return answerTo(asked, at)
    } catch (error) {
      if (!(error instanceof XmlRefusal)) throw error
      return fault(at.server, error.message)
    }
  },
}

function answerTo(asked: Asked, at: Answering): Reply {
  if (asked.method !== 'POST') return fault(at.server, 'There is no message in the request.')
  const body = child(parseXml(asked.body), ns.soap, 'Body')
  const request = child(child(body, ns.autodiscover, 'GetUserSettingsRequestMessage'), ns.autodiscover, 'Request')
  if (request === undefined) return fault(at.server, 'The message is not one of GetUserSettings.')
  const { soap, sendsOn, knowsAddresses } = at.settings.autodiscover
  if (soap === 'busy') return respond(at.server, 'ServerBusy', 'The server is too busy to process the request.', '')
  const users = child(request, ns.autodiscover, 'Users')?.children ?? []
  const settings = (child(request, ns.autodiscover, 'RequestedSettings')?.children ?? []).map(({ text }) => text.trim())
  if (users.length === 0 || settings.length === 0) {
    return respond(at.server, 'InvalidRequest', 'The request names no user or no setting.', '')
  }
  const responses = users.map((each: XmlElement) => {
    const address = child(each, ns.autodiscover, 'Mailbox')?.text.trim() ?? ''
    if (soap === 'redirects-in-circles') return userResponse('RedirectUrl', 'Redirect.', around(asked))
    const next = sendsOn[address.toLowerCase()]
    if (next !== undefined) return userResponse('RedirectAddress', 'Redirect.', next)
    const user = knowsAddresses ? userOfMailbox(address) : undefined
    if (user === undefined) return userResponse('InvalidUser', `Invalid user: '${address}'`)
    return userResponse('NoError', 'No error.', undefined, valuesFor(user.displayName, settings, asked, at))
  })
  return respond(at.server, 'NoError', '', responses.join(''))
}

/** Each of two sites believes that the mailbox is in the other. */
function around({ host, port }: Asked): string {
  const next = host.startsWith('mail.') ? host.replace('mail.', 'autodiscover.') : host.replace(/^[^.]+\./, 'mail.')
  return `https://${next}:${port}${PATH}`
}

/** The settings that were asked for and have a value; what has none is an error of its own. */
function valuesFor(name: string, wanted: readonly string[], asked: Asked, at: Answering): string {
  const { internalEws, externalEws, origin } = addressesOf(at.settings, asked.port)
  const known: Record<string, string> = {
    UserDisplayName: name,
    InternalEwsUrl: internalEws,
    ExternalEwsUrl: externalEws,
    EwsSupportedSchemas: SCHEMAS,
    InternalMailboxServer: `${at.server.toLowerCase()}.contoso.test`,
    ExternalMailboxServer: new URL(origin).hostname,
    CasVersion: `${build.major}.${String(build.minor).padStart(2, '0')}.${build.build}.${build.revision}`,
  }
  const has = (setting: string): boolean => Object.hasOwn(known, setting) && known[setting] !== ''
  const values = wanted
    .filter(has)
    .map((setting) => {
      const value = escapeXml(known[setting] ?? '')
      return `<UserSetting i:type="StringSetting"><Name>${setting}</Name><Value>${value}</Value></UserSetting>`
    })
    .join('')
  const errors = wanted
    .filter((setting) => !has(setting))
    .map(
      (setting) =>
        '<UserSettingError><ErrorCode>SettingIsNotAvailable</ErrorCode><ErrorMessage>The setting is not available.' +
        `</ErrorMessage><SettingName>${escapeXml(setting)}</SettingName></UserSettingError>`,
    )
    .join('')
  return `<UserSettingErrors>${errors}</UserSettingErrors><UserSettings>${values}</UserSettings>`
}

function userResponse(code: string, message: string, target?: string, settings?: string): string {
  const redirect =
    target === undefined ? '<RedirectTarget i:nil="true"/>' : `<RedirectTarget>${target}</RedirectTarget>`
  const rest = settings ?? '<UserSettingErrors/><UserSettings/>'
  return (
    `<UserResponse><ErrorCode>${code}</ErrorCode><ErrorMessage>${escapeXml(message)}</ErrorMessage>` +
    `${redirect}${rest}</UserResponse>`
  )
}

function respond(server: string, code: string, message: string, users: string): Reply {
  const body =
    `<s:Envelope xmlns:s="${ns.soap}" xmlns:a="${ns.addressing}"><s:Header><a:Action s:mustUnderstand="1">` +
    `${ns.autodiscover}/Autodiscover/GetUserSettingsResponse</a:Action>${serverVersion}</s:Header><s:Body>` +
    `<GetUserSettingsResponseMessage xmlns="${ns.autodiscover}"><Response xmlns:i="${ns.instance}">` +
    `<ErrorCode>${code}</ErrorCode><ErrorMessage>${escapeXml(message)}</ErrorMessage>` +
    `<UserResponses>${users}</UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>`
  return fromMailboxServer(server, 200, [xmlContent], body)
}

function fault(server: string, text: string): Reply {
  const body =
    `<s:Envelope xmlns:s="${ns.soap}"><s:Body><s:Fault><faultcode xmlns:a="http://schemas.microsoft.com/net/2005/12/` +
    `windowscommunicationfoundation/dispatcher">a:DeserializationFailed</faultcode><faultstring xml:lang="en-US">` +
    `${escapeXml(text)}</faultstring></s:Fault></s:Body></s:Envelope>`
  return fromMailboxServer(server, 500, [xmlContent], body)
}
