import { throttlingPolicy } from '../settings/throttling.ts'
import type { FaultEntry } from './fault.ts'

/** EWS that nobody reaches well: what stands in front, IIS, the application, its version and its limits. */
export const ewsServerFaults = {
  'ews-not-found': {
    description: 'The address of EWS answers 404, to everybody.',
    expected: { check: 'ews/answers', outcome: 'not-found' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: (settings) => {
      settings.ews.found = false
    },
  },
  'ews-proxy-forbids': {
    description: 'The reverse proxy has no rule for /EWS/* and answers 403 itself, before anybody signs in.',
    expected: { check: 'ews/answers', outcome: 'forbidden-in-front' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: ({ ews }) => {
      ews.inFront = 'forbids'
    },
  },
  'ews-tls-taken-off': {
    description: 'The balancer takes TLS off in front of a virtual directory that demands it, so IIS answers 403.4.',
    expected: { check: 'ews/answers', outcome: 'tls-required' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: ({ ews }) => {
      ews.iis = 'wants-tls'
    },
  },
  'ews-redirect-inherited': {
    description:
      'HTTP Redirect of the Default Web Site leads to /owa, and an update has set the EWS virtual directory back to inherit it.',
    expected: { check: 'ews/answers', outcome: 'http-redirect' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: ({ ews }) => {
      ews.iis = 'redirects-to-owa'
    },
  },
  'host-name-not-bound': {
    description: 'Somebody gave the https binding of IIS a host name, and it is not mail.contoso.test.',
    expected: { check: 'ews/answers', outcome: 'host-unbound' },
    also: [
      { check: 'sign-in/ews-schemes', outcome: 'not-asked' },
      { check: 'autodiscover/well-known', outcome: 'service-record-astray' },
      { check: 'autodiscover/services', outcome: 'other-answer' },
      { check: 'active-sync/options', outcome: 'other-answer' },
    ],
    part: 'ews',
    change: ({ server }) => {
      server.unboundHosts.push('mail.contoso.test')
    },
  },
  'ews-app-pool-stopped': {
    description: 'MSExchangeServicesAppPool crashed five times and was stopped, so http.sys answers 503.',
    expected: { check: 'ews/answers', outcome: 'pool-stopped' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: ({ ews }) => {
      ews.iis = 'pool-stopped'
    },
  },
  'server-overloaded': {
    description: 'The server has more to do than it can, and takes seconds over each answer to somebody who signed in.',
    expected: { check: 'ews/answer-times', outcome: 'slow' },
    part: 'load',
    change: ({ server }) => {
      // Less than the three seconds in which a client may want to end a subscription.
      server.overloadMilliseconds = 2_500
    },
  },
  'ews-application-broken': {
    description: 'A damaged web.config keeps the EWS application from starting: 500 with a page, after the sign-in.',
    expected: { check: 'ews/inbox', outcome: 'server-error' },
    part: 'ews',
    change: ({ ews }) => {
      ews.crashes = true
    },
  },
  'ews-portal-page': {
    description: 'A gateway answers every signed-in request to EWS with a page that announces maintenance.',
    expected: { check: 'ews/inbox', outcome: 'not-ews' },
    also: [{ check: 'sign-in/basic', outcome: 'unclear' }],
    part: 'ews',
    change: ({ ews }) => {
      ews.inFront = 'portal'
    },
  },
  'ews-answers-cut': {
    description: 'A product that inspects traffic cuts the answers of EWS in half.',
    expected: { check: 'ews/inbox', outcome: 'cut-off' },
    part: 'ews',
    change: ({ ews }) => {
      ews.inFront = 'cuts'
    },
  },
  'ews-content-type-rewritten': {
    description: 'A gateway turns text/xml into application/soap+xml on the way, so that EWS answers 415.',
    expected: { check: 'ews/inbox', outcome: 'content-type-refused' },
    part: 'ews',
    change: ({ ews }) => {
      ews.inFront = 'rewrites-content-type'
    },
  },
  'ews-request-stripped': {
    description:
      'A gateway that looks into XML drops the attributes that it does not know, so that folders arrive without a name.',
    expected: { check: 'ews/inbox', outcome: 'refused-request' },
    part: 'ews',
    change: ({ ews }) => {
      ews.inFront = 'drops-attributes'
    },
  },
  'ews-subscribe-refused-in-front': {
    description:
      'A web application firewall answers 403 to operations that it did not see while it learned, as Subscribe.',
    expected: { check: 'ews/subscription', outcome: 'not-ews' },
    part: 'ews-subscriptions',
    change: ({ ews }) => {
      ews.badOperation = { name: 'Subscribe', is: 'refused-in-front' }
    },
  },
  'ews-old-server': {
    description: 'The address leads to a forgotten Exchange 2010, which does not know the version that clients speak.',
    expected: { check: 'ews/inbox', outcome: 'refused-version' },
    part: 'ews',
    change: ({ ews }) => {
      ews.version = 'exchange-2010'
    },
  },
  'ews-throttled-retry-after': {
    description: 'The account has used up its budget, and EWS answers 503 with Retry-After of two minutes.',
    expected: { check: 'ews/throttling', outcome: 'told-to-wait' },
    part: 'ews-throttling',
    change: ({ ews }) => {
      const need = { EwsRechargeRate: 1_500_000 }
      ews.throttling = { by: 'retry-after', milliseconds: 120_000, answers: Number.POSITIVE_INFINITY, need }
    },
  },
  'ews-throttled-back-off': {
    description: 'A throttling policy recharges so slowly that EWS answers ErrorServerBusy for half a minute.',
    expected: { check: 'ews/throttling', outcome: 'told-to-wait' },
    part: 'ews-throttling',
    change: ({ ews }) => {
      ews.policies.policies.push(throttlingPolicy('Service accounts', { EwsRechargeRate: 60_000 }))
      ews.policies.associations.alice = 'Service accounts'
      const need = { EwsRechargeRate: 600_000 }
      ews.throttling = { by: 'back-off', milliseconds: 29_700, answers: Number.POSITIVE_INFINITY, need }
    },
  },
  'ews-throttled-for-a-moment': {
    description: 'The account is at the edge of its budget: EWS asks to wait a moment before the calendar, once.',
    expected: { check: 'ews/throttling', outcome: 'waited' },
    part: 'ews-throttling',
    change: ({ ews }) => {
      ews.throttling = { by: 'back-off', milliseconds: 50, operation: 'FindItem', answers: 1 }
    },
  },
  'ews-connections-exceeded': {
    description: 'Other clients of the account have as many requests under way as EwsMaxConcurrency allows.',
    expected: { check: 'ews/throttling', outcome: 'busy' },
    part: 'ews-throttling',
    change: ({ ews }) => {
      const need = { EwsMaxConcurrency: 28 }
      ews.throttling = { by: 'connections', milliseconds: 0, answers: Number.POSITIVE_INFINITY, need }
    },
  },
  'ews-balancer-without-affinity': {
    description:
      'The balancer sends each request for EWS to the next of two servers, and only the one that made a subscription knows it.',
    expected: { check: 'ews/subscription', outcome: 'not-ended' },
    part: 'ews-balancer',
    change: ({ ews }) => {
      ews.otherServer = 'healthy'
    },
  },
  'ews-other-server-rejects-sign-in': {
    description:
      'The balancer sends every other request for EWS to EXCH02, which lost its secure channel to the domain and rejects the right password.',
    expected: { check: 'ews/inbox', outcome: 'unauthorised' },
    also: [
      { check: 'sign-in/password', outcome: 'rejected-elsewhere' },
      { check: 'sign-in/right-password-refused', outcome: 'cause-unknown' },
    ],
    part: 'ews-balancer',
    change: ({ ews }) => {
      ews.otherServer = 'without-secure-channel'
    },
  },
  'ews-subscription-limit': {
    description: 'Other clients of the account hold every subscription that EwsMaxSubscriptions allows.',
    expected: { check: 'ews/subscription', outcome: 'limit-reached' },
    part: 'ews-subscriptions',
    change: ({ ews }) => {
      ews.otherSubscriptions = 5_000
    },
  },
  'ews-time-zones-unreadable': {
    description: 'The time zones in the registry of the server are damaged, so GetServerTimeZones fails.',
    expected: { check: 'ews/time-zones', outcome: 'refused' },
    part: 'ews-time-zones',
    change: ({ ews }) => {
      ews.timeZones = 'unreadable'
    },
  },
  'ews-availability-site-down': {
    description:
      'The mailbox belongs to another site, whose Exchange servers do not answer questions for free and busy.',
    expected: { check: 'ews/availability', outcome: 'refused' },
    part: 'ews-availability',
    change: ({ ews }) => {
      ews.availability = 'no-server-in-site'
    },
  },
  'ews-availability-without-rights': {
    description:
      'The entry Default of the calendar was set to None, so that Exchange tells nobody when the user is free.',
    expected: { check: 'ews/availability', outcome: 'empty' },
    part: 'ews-availability',
    change: ({ ews }) => {
      ews.availability = 'says-nothing'
    },
  },
  'ews-availability-broken': {
    description: 'A damaged recurring appointment keeps Exchange from working out free and busy times.',
    expected: { check: 'ews/availability', outcome: 'refused' },
    part: 'ews-availability',
    change: ({ ews }) => {
      ews.availability = 'generation-fails'
    },
  },
} satisfies Record<string, FaultEntry>
