import { expect } from 'vitest'
import type { ewsFaults } from '../../../lab/faults/ews.ts'
import type { Lab } from '../../../lab/lab.ts'
import { askEws, type EwsAsking, folder, operations } from '../ews-requests.ts'
import { type Answer, asAlice, ask, oneConnection } from '../https-client.ts'

const EWS = '/EWS/Exchange.asmx'
const BOB = 'bob@contoso.test'

/** What each fault of EWS is on the wire. `waits`: for how long answers were held back, oldest first. */
export function ewsOnTheWire(
  lab: () => Lab,
  waits: () => readonly number[],
): Record<keyof typeof ewsFaults, () => Promise<void>> {
  const post = (body: string, asking: EwsAsking = {}) => askEws(lab(), body, asking)
  const serverOf = ({ headers }: Answer) => headers['x-feserver']?.[0]
  /** Each answer on one connection, in turn. */
  const onOneConnection = async (use: (asking: EwsAsking) => Promise<void>) => {
    const agent = oneConnection()
    await use({ agent }).finally(() => agent.destroy())
  }
  const inbox = (asking: EwsAsking = {}) => post(operations.getFolder(), asking)
  const codes =
    (body: string, code: string, asking: EwsAsking = {}) =>
    async () => {
      expect(await post(body, asking)).toMatchObject({ status: 200, code })
    }
  const faults =
    (body: string, code: string, asking: EwsAsking = {}) =>
    async () => {
      expect(await post(body, asking)).toMatchObject({ status: 500, code, soap: { Fault: { faultcode: `a:${code}` } } })
    }
  /** Before the sign-in and with it, no different, and without a mark of Exchange. */
  const beforeSignIn = (status: number, server: string, text: string) => async () => {
    for (const headers of [{}, asAlice]) {
      const answer = await ask(lab(), EWS, { method: 'POST', headers, body: '' })
      expect(answer).toMatchObject({ status, headers: { server: [server] }, body: expect.stringContaining(text) })
      expect(answer.headers).not.toHaveProperty('x-feserver')
      expect(answer.headers).not.toHaveProperty('www-authenticate')
    }
  }
  const refusesAgents = (refused: string[], passing: string[]) => async () => {
    expect((await inbox({ userAgent: refused[0] ?? '', headers: {} })).status).toBe(401)
    for (const userAgent of refused)
      expect(await inbox({ userAgent }), userAgent).toMatchObject({ status: 403, body: '' })
    for (const userAgent of passing) expect(await inbox({ userAgent }), userAgent).toMatchObject({ status: 200 })
  }
  const vendor = 'python-EAS-Client 1.0'

  return {
    'ews-not-found': beforeSignIn(404, 'Microsoft-IIS/10.0', 'File or directory not found'),
    'ews-proxy-forbids': beforeSignIn(403, 'nginx', 'denied the specified URL'),
    'ews-tls-taken-off': beforeSignIn(403, 'Microsoft-IIS/10.0', '403.4'),
    'ews-redirect-inherited': async () => {
      const answer = await ask(lab(), EWS, { method: 'POST', headers: asAlice, body: '' })
      expect(answer).toMatchObject({ status: 302, headers: { server: ['Microsoft-IIS/10.0'] } })
      expect(answer.headers.location).toEqual([`https://mail.contoso.test:${lab().ports.https}/owa`])
    },
    'host-name-not-bound': beforeSignIn(400, 'Microsoft-HTTPAPI/2.0', 'Bad Request - Invalid Hostname'),
    'ews-app-pool-stopped': beforeSignIn(503, 'Microsoft-HTTPAPI/2.0', 'The service is unavailable'),
    'server-overloaded': async () => {
      const before = waits().length
      expect((await inbox({ headers: {} })).status).toBe(401)
      expect(waits().slice(before)).toEqual([])
      expect(await inbox()).toMatchObject({ status: 200, code: 'NoError' })
      expect((await ask(lab(), '/Microsoft-Server-ActiveSync', { method: 'OPTIONS', headers: asAlice })).status).toBe(
        200,
      )
      expect(waits().slice(before)).toEqual([2_500, 2_500])
    },
    'ews-application-broken': async () => {
      const answer = await inbox()
      expect(answer).toMatchObject({ status: 500, soap: undefined, headers: { 'x-feserver': ['EXCH01'] } })
      expect((await inbox({ headers: {} })).status).toBe(401)
    },
    'ews-portal-page': async () => {
      const answer = await inbox()
      expect(answer).toMatchObject({ status: 200, soap: undefined, headers: { server: ['nginx'] } })
      expect(answer.headers).not.toHaveProperty('x-feserver')
    },
    'ews-answers-cut': async () => {
      const { status, body } = await inbox()
      expect(status).toBe(200)
      expect(body).toMatch(/^<\?xml/)
      expect(body).not.toContain('</s:Envelope>')
    },
    'ews-content-type-rewritten': async () => {
      expect(await inbox()).toMatchObject({ status: 415, headers: { 'x-feserver': ['EXCH01'] } })
    },
    'ews-request-stripped': faults(operations.getFolder(), 'ErrorSchemaValidation'),
    'ews-subscribe-refused-in-front': async () => {
      const answer = await post(operations.subscribe())
      expect(answer).toMatchObject({ status: 403, soap: undefined, headers: { server: ['nginx'] } })
      expect(answer.headers).not.toHaveProperty('x-feserver')
      expect(await inbox()).toMatchObject({ status: 200, code: 'NoError' })
      expect(lab().subscriptions('alice')).toBe(0)
    },
    'ews-old-server': async () => {
      await faults(operations.getFolder(), 'ErrorInvalidServerVersion')()
      expect(await inbox({ version: 'Exchange2010_SP2' })).toMatchObject({ status: 200, code: 'NoError' })
    },
    'ews-throttled-retry-after': async () => {
      const busy = { status: 503, headers: { 'retry-after': ['120'], 'x-feserver': ['EXCH01'] } }
      expect(await inbox()).toMatchObject(busy)
      expect(await post(operations.resolveNames())).toMatchObject(busy)
    },
    'ews-throttled-back-off': async () => {
      const answer = await inbox()
      const value = { Name: 'BackOffMilliseconds', '#text': 29_700 }
      expect(answer).toMatchObject({ status: 500, code: 'ErrorServerBusy' })
      expect(answer.soap.Fault.detail.MessageXml.Value).toMatchObject(value)
    },
    'ews-throttled-for-a-moment': async () => {
      expect(await inbox()).toMatchObject({ code: 'NoError' })
      expect(await post(operations.findItem())).toMatchObject({ status: 500, code: 'ErrorServerBusy' })
      expect(await post(operations.findItem())).toMatchObject({ status: 200, code: 'NoError' })
    },
    'ews-connections-exceeded': async () => {
      await faults(operations.getFolder(), 'ErrorExceededConnectionCount')()
      expect((await inbox()).body).not.toContain('BackOffMilliseconds')
    },
    'ews-subscription-limit': codes(operations.subscribe(), 'ErrorExceededSubscriptionCount'),
    'ews-balancer-without-affinity': () =>
      onOneConnection(async (asking) => {
        expect(serverOf(await inbox({ ...asking, headers: {} }))).toBe('EXCH01')
        const made = await post(operations.subscribe(), asking)
        const id: string = made.soap.SubscribeResponse.ResponseMessages.SubscribeResponseMessage.SubscriptionId
        const ended = await post(operations.unsubscribe(id), asking)
        expect([made, ended].map(serverOf)).toEqual(['EXCH01', 'EXCH02'])
        expect(ended).toMatchObject({ status: 200, code: 'ErrorSubscriptionNotFound' })
        expect(lab().subscriptions('alice')).toBe(1)
        expect(await post(operations.unsubscribe(id), asking)).toMatchObject({ code: 'NoError' })
      }),
    'ews-other-server-rejects-sign-in': () =>
      onOneConnection(async (asking) => {
        const answers = [await inbox(asking), await inbox(asking), await inbox(asking)]
        expect(answers.map((answer) => [answer.status, serverOf(answer)])).toEqual([
          [200, 'EXCH01'],
          [401, 'EXCH02'],
          [401, 'EXCH02'],
        ])
        expect(lab().log.at(-1)).toMatchObject({ server: 'EXCH02', result: 'rejected', reason: 'no-secure-channel' })
        expect(lab().badSignIns('alice').total).toBe(0)
      }),
    'ews-time-zones-unreadable': codes(operations.getServerTimeZones(), 'ErrorTimeZone'),
    'ews-availability-site-down': codes(operations.getUserAvailability(), 'ErrorNoRespondingCASInDestinationSite'),
    'ews-availability-without-rights': async () => {
      const answer = await post(operations.getUserAvailability())
      expect(answer).toMatchObject({ status: 200, code: 'NoError' })
      const { FreeBusyView } = answer.soap.GetUserAvailabilityResponse.FreeBusyResponseArray.FreeBusyResponse
      expect(FreeBusyView).toEqual({ FreeBusyViewType: 'None' })
    },
    'ews-availability-broken': codes(operations.getUserAvailability(), 'ErrorFreeBusyGenerationFailed'),
    'ews-disabled-organisation': async () => {
      await refusesAgents([vendor, 'Postern', 'Microsoft Office/16.0'], [])()
      expect((await inbox({ userAgent: vendor, impersonate: BOB })).status).toBe(403)
    },
    'ews-disabled-mailbox': refusesAgents([vendor, 'Postern'], []),
    'ews-allow-list-without-vendor': refusesAgents(
      [vendor, 'Postern', 'MacOutlook'],
      ['MacOutlook/16.80', 'SkypeSpaces/Teams/1.0'],
    ),
    'ews-user-agent-refused': refusesAgents(
      [vendor, 'nylas/2'],
      ['Mozilla/5.0 (Nylas)', 'ExchangeServicesClient/15.0'],
    ),
    'ews-allow-list-of-mailbox': async () => {
      await refusesAgents([vendor, 'Postern'], ['MacOutlook/16.80'])()
      expect(await inbox({ userAgent: vendor, impersonate: BOB })).toMatchObject({ status: 200, code: 'NoError' })
      expect(lab().organisation).toMatchObject({ mailbox: 'alice@contoso.test', impersonation: true })
    },
    'ews-impersonation-denied': faults(operations.getFolder(), 'ErrorImpersonationDenied', { impersonate: BOB }),
    'ews-impersonation-out-of-scope': faults(operations.getFolder(), 'ErrorImpersonateUserDenied', {
      impersonate: BOB,
    }),
    'ews-impersonation-fails': faults(operations.getFolder(), 'ErrorImpersonationFailed', { impersonate: BOB }),
    'ews-shared-mailbox-without-rights': codes(operations.getFolder(folder('inbox', BOB)), 'ErrorItemNotFound'),
    'ews-shared-mailbox-half-shared': codes(operations.getFolder(folder('inbox', BOB)), 'ErrorAccessDenied'),
    'ews-mailbox-missing': async () => {
      const { mailbox } = lab().organisation
      expect(await post(operations.getFolder(folder('inbox', mailbox)))).toMatchObject({
        code: 'ErrorNonExistentMailbox',
      })
    },
    'ews-mailbox-moving': codes(operations.getFolder(), 'ErrorMailboxMoveInProgress'),
    'ews-store-dismounted': codes(operations.getFolder(), 'ErrorMailboxStoreUnavailable'),
    'ews-mailbox-in-silent-site': codes(operations.getFolder(), 'ErrorNoRespondingCASInDestinationSite'),
    'ews-directory-unavailable': codes(operations.getFolder(), 'ErrorADUnavailable'),
    'ews-account-disabled': codes(operations.getFolder(), 'ErrorAccountDisabled'),
    'ews-password-expired': codes(operations.getFolder(), 'ErrorPasswordExpired'),
    'ews-calendar-missing': async () => {
      expect(await post(operations.findItem())).toMatchObject({ code: 'ErrorItemNotFound' })
      expect((await post(operations.syncFolderHierarchy())).body).not.toContain('CalendarFolder')
      expect(await inbox()).toMatchObject({ code: 'NoError' })
    },
    'ews-calendar-damaged': async () => {
      await codes(operations.findItem(), 'ErrorCorruptData')()
      expect(await inbox()).toMatchObject({ code: 'NoError' })
    },
    'ews-folders-corrupt': codes(operations.syncFolderHierarchy(), 'ErrorInternalServerError'),
    'ews-primary-address-changed': async () => {
      const { soap } = await post(operations.resolveNames())
      const { ResolutionSet } = soap.ResolveNamesResponse.ResponseMessages.ResolveNamesResponseMessage
      expect(ResolutionSet.Resolution.Mailbox.EmailAddress).toBe('new.alice@contoso.test')
    },
    'ews-global-catalog-unreachable': codes(operations.resolveNames(), 'ErrorADUnavailable'),
    'ews-hidden-from-address-lists': codes(operations.resolveNames(), 'ErrorNameResolutionNoResults'),
  }
}
