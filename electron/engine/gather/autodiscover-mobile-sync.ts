import { mobileSyncRequest, readMobileSyncResponse } from '../wire/autodiscover-message.ts'
import { askKind, whereSettingsCameFrom } from './autodiscover-kind.ts'
import { Blocked, defineGatherer } from './gatherer.ts'

/** What Autodiscover says to a phone: the Autodiscover command of ActiveSync (MS-ASCMD 2.2.1.1). */
export const autodiscoverMobileSync = defineGatherer({
  artifact: 'autodiscoverMobileSync',
  needs: ['autodiscover'],
  gather: async ({ autodiscover }, context) => {
    const start = whereSettingsCameFrom(autodiscover)
    if (start instanceof Blocked) return start
    const { kind, settings } = await askKind(
      start.href,
      'autodiscoverMobileSync',
      (url, mailbox) => ({
        method: 'POST',
        path: url.pathname + url.search,
        headers: { 'user-agent': context.profile.userAgent, 'content-type': 'text/xml; charset=utf-8' },
        body: mobileSyncRequest(mailbox),
      }),
      (body, where) => {
        const response = readMobileSyncResponse(body, where)
        return response.kind === 'settings' ? { kind: 'settings', settings: response } : response
      },
      context,
    )
    return { ...kind, ...(settings?.url && { url: settings.url }) }
  },
})
