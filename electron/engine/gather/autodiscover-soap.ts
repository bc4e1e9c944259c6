import { readUserSettingsResponse, userSettingsRequest } from '../wire/autodiscover-soap.ts'
import { askKind, whereSettingsCameFrom } from './autodiscover-kind.ts'
import { Blocked, defineGatherer } from './gatherer.ts'

/** GetUserSettings of autodiscover.svc (MS-OXWSADISC 3.1.4.3), on the server on which POX gave settings. */
export const autodiscoverSoap = defineGatherer({
  artifact: 'autodiscoverSoap',
  needs: ['autodiscover'],
  gather: async ({ autodiscover }, context) => {
    const start = whereSettingsCameFrom(autodiscover)
    if (start instanceof Blocked) return start
    const { kind, settings } = await askKind(
      new URL('/autodiscover/autodiscover.svc', start).href,
      'autodiscoverSoap',
      (url, mailbox) => {
        const { headers, body } = userSettingsRequest(mailbox, url.href)
        const all = { 'user-agent': context.profile.userAgent, ...headers }
        return { method: 'POST', path: url.pathname + url.search, headers: all, body }
      },
      (body, where) => {
        const response = readUserSettingsResponse(body, where)
        return response.kind === 'settings' ? { kind: 'settings', settings: response.values } : response
      },
      context,
    )
    const { ExternalEwsUrl, InternalEwsUrl, EwsSupportedSchemas, CasVersion } = settings ?? {}
    const mailboxServer = settings?.ExternalMailboxServer ?? settings?.InternalMailboxServer
    return {
      ...kind,
      ...(ExternalEwsUrl && { externalEwsUrl: ExternalEwsUrl }),
      ...(InternalEwsUrl && { internalEwsUrl: InternalEwsUrl }),
      ewsSchemas: (EwsSupportedSchemas ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      ...(mailboxServer && { mailboxServer }),
      ...(CasVersion && { serverVersion: CasVersion }),
    }
  },
})
