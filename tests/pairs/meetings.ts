import type { Fault, FaultId } from '../../lab/faults.ts'
import {
  answerFaults,
  certificateFaults,
  ewsFaults,
  isAmong,
  mailOutOfReach,
  namesWithoutAddress,
  type Some,
} from './fault-groups.ts'

type Seen = Fault['expected']

interface Meeting {
  readonly one: FaultId | Some
  readonly others: Some | 'all'
  /** Findings that neither of the two leads to alone. One that answers the same check as a fault's own stands in its place. */
  readonly also: readonly Seen[]
  readonly why: string
}

const settings = (outcome: string): Seen => ({ check: 'autodiscover/settings', outcome })
const noAddress: Seen = { check: 'autodiscover/ews-address', outcome: 'not-given' }
/** How ActiveSync sends devices to autodiscover.contoso.test, and what is said where no ActiveSync answers there. */
const sentThere: readonly FaultId[] = ['active-sync-misdirected', 'active-sync-misdirected-at-commands']
const movedThere: readonly Seen[] = [
  { check: 'active-sync/options', outcome: 'moved' },
  { check: 'active-sync/folder-sync', outcome: 'moved' },
]
const rejected: Seen = { check: 'sign-in/password', outcome: 'rejected' }
const causeOpen: Seen = { check: 'sign-in/right-password-refused', outcome: 'several-causes' }

/** What is true of an organisation only where two faults meet. */
export const meetings: readonly Meeting[] = [
  {
    one: 'wildcard-answers-for-autodiscover',
    others: 'all',
    also: [settings('host-unreachable'), settings('not-found'), settings('certificate-untrusted'), noAddress],
    why: 'The SRV record is then the only way to Autodiscover, so that whatever keeps clients from mail.contoso.test keeps them from Autodiscover as well.',
  },
  {
    one: 'wildcard-answers-for-autodiscover',
    others: ['name-missing-at-second-resolver'],
    also: [{ check: 'dns/resolvers-agree', outcome: 'different' }],
    why: 'The wildcard answers for the name that is missing, with another address.',
  },
  {
    one: 'wildcard-answers-for-autodiscover',
    others: sentThere,
    also: movedThere,
    why: 'The server that ActiveSync sends devices to is the web site then.',
  },
  {
    one: [
      'autodiscover-by-redirect-alone',
      'autodiscover-redirected-to-hoster',
      'autodiscover-redirected-to-wiki',
      'autodiscover-redirect-site-off',
      'autodiscover-srv-to-wiki',
    ],
    others: sentThere,
    also: movedThere,
    why: 'The name that ActiveSync sends devices to leads to a web server that is not Exchange.',
  },
  {
    one: 'autodiscover-redirected-to-wiki',
    others: certificateFaults,
    also: [settings('certificate-untrusted')],
    why: 'The SRV record is then the only way to Autodiscover, and its server the one with the bad certificate.',
  },
  {
    one: 'autodiscover-redirected-to-wiki',
    others: [
      ...namesWithoutAddress,
      'name-has-only-ipv6',
      'srv-wrong-port',
      'srv-leads-to-former-provider',
      'srv-leads-to-nobody',
      'client-certificate-wanted',
      'client-certificate-wanted-tls12',
      'handshake-reset',
      'autodiscover-redirect-loop',
      'autodiscover-not-published',
    ],
    also: [settings('not-exchange'), noAddress],
    why: 'The SRV record is the only other way to Autodiscover, and leads nowhere either.',
  },
  {
    one: 'autodiscover-redirected-to-wiki',
    others: ['port-closed', 'port-filtered', 'balancer-sends-to-dead-node', 'tls10-only'],
    also: [settings('leads-nowhere'), { check: 'autodiscover/http-redirect', outcome: 'leads-nowhere' }],
    why: 'The wiki is behind the same port.',
  },
  {
    one: 'ews-other-server-rejects-sign-in',
    others: ['balancer-shows-own-certificate', 'balancer-opens-tls', 'inspected-on-the-way-to-mail'],
    also: [{ check: 'ews/inbox', outcome: 'opened' }],
    why: 'Everything goes by Basic there, and each request signs in anew: the inbox is opened at the one server before the other rejects what comes next.',
  },
  {
    one: ['autodiscover-by-redirect-alone', 'autodiscover-redirected-to-hoster', 'autodiscover-redirected-to-wiki'],
    others: ['autodiscover-soap-in-circle'],
    also: [{ check: 'autodiscover/soap', outcome: 'not-found' }],
    why: 'The circle leads over autodiscover.contoso.test, which serves nothing over https any more.',
  },
  {
    one: 'one-node-other-certificate',
    others: certificateFaults,
    also: [{ check: 'certificate/nodes', outcome: 'odd-broken' }],
    why: 'The one server has the only good certificate, and all the others are named.',
  },
  {
    one: 'one-node-certificate-expires-in-10-days',
    others: certificateFaults,
    also: [{ check: 'certificate/nodes', outcome: 'odd-broken' }],
    why: 'The one server has the only certificate that clients accept so far, and all the others are named.',
  },
  {
    one: 'one-node-other-certificate',
    others: ['certificate-expires-in-20-days'],
    also: [{ check: 'certificate/nodes', outcome: 'odd-ending' }],
    why: 'The one server has the certificate with the most time left, and all the others are named.',
  },
  {
    one: 'one-node-certificate-expires-in-10-days',
    others: ['certificate-expires-in-20-days'],
    also: [{ check: 'certificate/nodes', outcome: 'odd' }],
    why: 'That of each server ends soon, so that the one is another and no worse.',
  },
  {
    one: 'keep-alive-cut',
    others: 'all',
    also: [
      settings('not-found'),
      settings('host-unreachable'),
      settings('unreachable'),
      settings('sign-in-broken'),
      noAddress,
      { check: 'ews/time-zones', outcome: 'no-answer' },
      { check: 'ews/folder-hierarchy', outcome: 'no-answer' },
      { check: 'active-sync/options', outcome: 'no-answer' },
      { check: 'autodiscover/json', outcome: 'refused' },
    ],
    why: 'A sign-in takes more than one request on its connection, and every client behind the device loses it; which question is the first to suffer depends on the other fault.',
  },
  ...(['autodiscover-extended-protection', 'server-clock-ahead', 'server-clock-behind'] as const).map(
    (one): Meeting => ({
      one,
      others: [...ewsFaults, 'ews-no-ntlm'],
      also: [rejected, causeOpen],
      why: 'The only sign-in that is left is the one at Autodiscover, which rejects it; whether the password is right cannot be told.',
    }),
  ),
  {
    one: 'keep-alive-cut',
    others: certificateFaults,
    also: [settings('certificate-untrusted')],
    why: 'At autodiscover.contoso.test the sign-in breaks off, and at mail.contoso.test none is begun.',
  },
  {
    one: 'keep-alive-off',
    others: [...answerFaults, 'basic-only', 'ews-no-ntlm'],
    also: [{ check: 'connection/keep-alive', outcome: 'closed-without-ntlm' }],
    why: 'EWS offers no NTLM, which is what would need the connection open.',
  },
  {
    one: 'host-name-not-bound',
    others: { part: 'autodiscover' },
    also: [settings('server-error')],
    why: 'The SRV record is then the only way to Autodiscover, and its server answers 400.',
  },
  {
    one: 'host-name-not-bound',
    others: ['certificate-without-autodiscover-name', 'autodiscover-negotiate-alone'],
    also: [settings('server-error')],
    why: 'The SRV record is the only other way to Autodiscover, and its server answers 400.',
  },
  {
    one: 'host-name-not-bound',
    others: ['autodiscover-soap-in-circle'],
    also: [{ check: 'autodiscover/soap', outcome: 'other-answer' }],
    why: 'The circle leads over a name that the server does not know.',
  },
  {
    one: 'autodiscover-negotiate-alone',
    others: certificateFaults,
    also: [settings('certificate-untrusted')],
    why: 'The server of the SRV record is asked last, and its certificate is in the way there.',
  },
  {
    one: ['balancer-shows-own-certificate', 'inspected-on-the-way-to-mail'],
    others: ['ntlm-denied-in-domain', 'proxy-shares-connections', 'tls-opened-by-balancer'],
    also: [
      { check: 'sign-in/right-password-refused', outcome: 'tls-opened' },
      { check: 'sign-in/password', outcome: 'accepted' },
    ],
    why: 'Something opens TLS, Basic shows that the password is right, and NTLM, which goes last, is refused. That Extended Protection is why is inferred, and the finding says what would tell.',
  },
  {
    one: ['balancer-shows-own-certificate', 'inspected-on-the-way-to-mail'],
    others: ['server-clock-ahead', 'server-clock-behind'],
    also: [{ check: 'sign-in/password', outcome: 'rejected-elsewhere' }],
    why: 'Basic, which goes first there, shows that the password is right.',
  },
  {
    one: 'ews-ntlm-in-negotiate-only',
    others: ['extended-protection-required'],
    also: [{ check: 'sign-in/extended-protection', outcome: 'require' }],
    why: 'Basic is not offered there either.',
  },
  {
    one: 'keep-alive-off',
    others: ['inspected-on-the-way-to-mail', 'balancer-shows-own-certificate'],
    also: [{ check: 'sign-in/right-password-refused', outcome: 'tls-opened-likely' }],
    why: 'Something does open TLS on the way, and NTLM comes to no end.',
  },
  {
    one: 'keep-alive-off',
    others: ['ews-portal-page'],
    also: [{ check: 'sign-in/password', outcome: 'unanswered' }],
    why: 'Basic is the only sign-in that comes to its end, and is answered with a page, whatever the password.',
  },
  {
    one: ['autodiscover-redirected-to-hoster', 'autodiscover-by-redirect-alone'],
    others: certificateFaults,
    also: [settings('certificate-untrusted')],
    why: 'The only ways to Autodiscover that are left lead to mail.contoso.test, whose certificate is not trusted.',
  },
  {
    one: 'certificate-without-autodiscover-name',
    others: mailOutOfReach,
    also: [settings('certificate-untrusted')],
    why: 'The way by the SRV record, to a name that the certificate covers, is closed.',
  },
  {
    one: 'certificate-without-autodiscover-name',
    others: { part: 'srv' },
    also: [settings('certificate-untrusted'), noAddress],
    why: 'The SRV record does not lead to the name that the certificate covers.',
  },
  {
    one: 'certificate-without-autodiscover-name',
    others: sentThere,
    also: movedThere,
    why: 'No password is sent where ActiveSync sends devices to, since the certificate does not cover that name.',
  },
  {
    one: 'autodiscover-redirected-to-hoster',
    others: mailOutOfReach,
    also: [settings('redirect-refused'), noAddress],
    why: 'With mail.contoso.test out of reach, the redirect to the hoster is the last way that is left.',
  },
  {
    one: 'autodiscover-redirected-to-hoster',
    others: ['autodiscover-not-published', 'autodiscover-redirect-loop'],
    also: [settings('redirect-refused')],
    why: 'No other way leads to Autodiscover, and a redirect to somebody else is worse than nothing.',
  },
  {
    one: 'autodiscover-by-redirect-alone',
    others: mailOutOfReach,
    also: [settings('leads-nowhere'), noAddress, { check: 'autodiscover/http-redirect', outcome: 'leads-nowhere' }],
    why: 'The redirect leads to mail.contoso.test, which is out of reach, or to a server behind its balancer that is off.',
  },
  {
    one: 'autodiscover-by-redirect-alone',
    others: { part: 'autodiscover' },
    also: [{ check: 'autodiscover/http-redirect', outcome: 'leads-nowhere' }],
    why: 'The redirect is the only way, and leads to where Autodiscover is broken.',
  },
  {
    one: 'autodiscover-by-redirect-alone',
    others: ['autodiscover-redirect-loop'],
    also: [settings('not-found')],
    why: 'The circle leads over autodiscover.contoso.test, which serves nothing over https any more.',
  },
  {
    one: 'autodiscover-soap-in-circle',
    others: mailOutOfReach,
    also: [{ check: 'autodiscover/soap', outcome: 'leads-nowhere' }],
    why: 'The circle leads over mail.contoso.test, which is out of reach.',
  },
  {
    one: 'autodiscover-extended-protection',
    others: sentThere,
    also: movedThere,
    why: 'A password that was rejected once is not sent to the server that ActiveSync sends devices to.',
  },
  {
    one: namesWithoutAddress,
    others: ['wildcard-answers-for-autodiscover'],
    also: [
      { check: 'dns/server-name', outcome: 'resolves' },
      { check: 'dns/autodiscover-name', outcome: 'resolves' },
      { check: 'connection/https-port', outcome: 'refused' },
    ],
    why: 'The wildcard answers for the name of the server as well, with the same address, where no server listens.',
  },
  {
    one: namesWithoutAddress,
    others: ['stale-record-at-second-resolver'],
    also: [{ check: 'dns/resolvers-agree', outcome: 'missing' }],
    why: 'The second resolver has an address, be it an old one, and the first has none.',
  },
  {
    one: 'one-node-old-certificate',
    others: certificateFaults,
    also: [{ check: 'certificate/nodes', outcome: 'odd' }],
    why: 'Clients refuse the certificate of each server, so that the one that ran out is another and no worse.',
  },
  {
    one: { part: 'one-node' },
    others: answerFaults,
    also: [{ check: 'connection/nodes', outcome: 'some-odd' }],
    why: 'No server serves EWS, and one of them fails in another way than the rest.',
  },
  {
    one: { part: 'one-node' },
    others: ['tls10-only'],
    also: [{ check: 'connection/nodes', outcome: 'none-answers' }],
    why: 'No server takes a connection that clients could use, so that none of them is odd.',
  },
  {
    one: ['dead-ipv6-address', 'retired-server-still-in-dns'],
    others: ['tls10-only', 'handshake-reset', 'port-closed', 'port-filtered'],
    also: [{ check: 'connection/nodes', outcome: 'none-answers' }],
    why: 'Nothing can be asked at the other address either.',
  },
  {
    one: 'ews-external-url-old-server',
    others: ['autodiscover-members-area-first'],
    also: [{ check: 'autodiscover/addresses-answer', outcome: 'unlike-exchange' }],
    why: 'The web site that has taken over the name asks for the password of its members’ area there too.',
  },
  {
    one: 'availability-url-at-web-site',
    others: ['autodiscover-members-area-first'],
    also: [{ check: 'autodiscover/services', outcome: 'unlike-exchange' }],
    why: 'The web site asks for the password of its members’ area there too.',
  },
  {
    one: 'ews-external-url-retired',
    others: ['wildcard-answers-for-autodiscover'],
    also: [{ check: 'autodiscover/addresses-answer', outcome: 'unreachable' }],
    why: 'The wildcard answers for the name of the retired server too.',
  },
  {
    one: 'ews-portal-page',
    others: ['basic-only'],
    also: [{ check: 'sign-in/password', outcome: 'unanswered' }],
    why: 'The one sign-in that is offered is answered with a page, whatever the password.',
  },
  {
    one: 'tls-opened-in-front',
    others: ['wildcard-answers-for-autodiscover'],
    also: [
      { check: 'sign-in/password', outcome: 'rejected' },
      { check: 'sign-in/right-password-refused', outcome: 'several-causes' },
    ],
    why: 'The other name leads to a web site, so that nothing shows that TLS is opened on the way to EWS.',
  },
  ...(
    [
      'tls-opened-in-front',
      'balancer-opens-tls',
      'balancer-opens-tls-without-basic',
      'balancer-shows-own-certificate',
      'inspected-on-the-way-to-mail',
    ] as const
  ).map(
    (one): Meeting => ({
      one,
      others: [
        'keep-alive-cut',
        'proxy-closes-after-challenge',
        'ews-portal-page',
        'ews-subscribe-refused-in-front',
        'active-sync-post-denied',
      ],
      also: [
        { check: 'sign-in/right-password-refused', outcome: 'tls-opened-likely' },
        { check: 'sign-in/password', outcome: 'unanswered' },
        { check: 'sign-in/nodes', outcome: 'no-clear-answer' },
        { check: 'autodiscover/soap', outcome: 'other-answer' },
        { check: 'autodiscover/active-sync-address', outcome: 'other-answer' },
        { check: 'ews/time-zones', outcome: 'no-answer' },
      ],
      why: 'NTLM, which goes last there, is not sent any more after an answer that is neither yes nor no; or it does not come to its end.',
    }),
  ),
  {
    one: 'balancer-opens-tls-without-basic',
    others: [
      'active-sync-options-eaten',
      'active-sync-anonymous',
      'active-sync-vdir-404',
      'active-sync-ssl-403.4',
      'active-sync-app-pool-stopped',
      'windows-auth-on-active-sync',
    ],
    also: [
      { check: 'sign-in/password', outcome: 'rejected-behind-bridge' },
      { check: 'sign-in/right-password-refused', outcome: 'tls-opened-likely' },
    ],
    why: 'ActiveSync does not ask for Basic either, so that nothing shows the password to be right.',
  },
  ...(['balancer-opens-tls', 'balancer-opens-tls-without-basic'] as const).map(
    (one): Meeting => ({
      one,
      others: ['servers-behind-balancer-alone'],
      also: [
        { check: 'sign-in/password', outcome: 'rejected' },
        { check: 'sign-in/right-password-refused', outcome: 'several-causes' },
      ],
      why: 'No server can be asked for its own certificate, so that nothing shows that TLS is opened in between.',
    }),
  ),
  {
    one: 'extended-protection-required',
    others: ['ews-portal-page'],
    also: [{ check: 'sign-in/extended-protection', outcome: 'require' }],
    why: 'Whoever signs in with Basic meets the page, so that it is no way around.',
  },
  ...(['server-clock-ahead', 'server-clock-behind', 'ntlm-denied-in-domain'] as const).map(
    (one): Meeting => ({
      one,
      others: ['basic-only', 'proxy-closes-after-challenge'],
      also: [
        { check: 'sign-in/password', outcome: 'rejected-elsewhere' },
        { check: 'sign-in/right-password-refused', outcome: 'cause-unknown' },
        settings('sign-in-rejected'),
      ],
      why: 'EWS takes Basic, and Autodiscover rejects NTLM: the password is right, and no challenge of EWS tells of a clock.',
    }),
  ),
  ...(['autodiscover-user-unknown', 'ews-mailbox-missing'] as const).map(
    (one): Meeting => ({
      one,
      others: 'all',
      also: [{ check: 'autodiscover/json', outcome: 'refused' }],
      why: 'Where nobody signs in, the anonymous JSON is the only one that says that it does not know the mailbox.',
    }),
  ),
  {
    one: 'admin-sd-holder',
    others: 'all',
    also: [{ check: 'active-sync/folder-sync', outcome: 'server-error' }],
    why: 'That EWS opens the mailbox, where ActiveSync fails, is what tells missing permissions from a broken server.',
  },
  {
    one: 'active-sync-folder-locked',
    others: 'all',
    also: [rejected, causeOpen],
    why: 'Where EWS takes no sign-in, the one at ActiveSync is the first, and nothing tells that the password is right.',
  },
  {
    one: 'service-account-without-active-sync',
    others: 'all',
    also: [{ check: 'active-sync/device-access', outcome: 'blocked' }],
    why: 'Where EWS is not asked, it is not known whether the account’s own mailbox is another than the organisation’s.',
  },
  {
    one: 'account-without-mailbox',
    others: ['ews-allow-list-of-mailbox'],
    also: [{ check: 'active-sync/folder-sync', outcome: 'no-own-mailbox' }],
    why: 'The account impersonates, and so needs no mailbox of its own.',
  },
  {
    one: ['service-account-without-mailbox', 'service-account-without-active-sync'],
    others: { part: 'ews-user-agents' },
    also: [{ check: 'ews/user-agent', outcome: 'only-impersonated' }],
    why: 'The account impersonates, and so passes the lists of clients by.',
  },
  {
    one: 'only-version-12.1',
    others: { part: 'active-sync-refusal' },
    also: [{ check: 'active-sync/device-access', outcome: 'blocked' }],
    why: 'Up to version 12.1 a server says by 403 alone what it says by many a status later.',
  },
  {
    one: 'only-version-12.1',
    others: ['legacy-device-strict-policy', 'too-many-partnerships'],
    also: [
      { check: 'active-sync/device-access', outcome: 'blocked' },
      { check: 'active-sync/provisioning', outcome: 'provisioned' },
    ],
    why: 'Up to version 12.1 a server says by 403 alone what it says by many a status later.',
  },
  {
    one: { part: 'access-level' },
    others: 'all',
    also: [{ check: 'active-sync/device-access', outcome: 'not-counted' }],
    why: 'Where EWS counts nothing, the notice may be left from a quarantine that is over.',
  },
  {
    one: [
      'admin-sd-holder',
      'mailbox-full',
      'too-many-partnerships',
      'mailbox-active-sync-disabled',
      'active-sync-access-denied',
    ],
    others: { part: 'ews-mailbox' },
    also: [{ check: 'active-sync/folder-sync', outcome: 'own-mailbox-only' }],
    why: 'The mailbox is another than that of the account, which is the one that a device opens.',
  },
  {
    one: { part: 'server-build' },
    others: [
      'proxy-signs-in-by-form',
      'proxy-redirects-to-form',
      'ews-not-found',
      'ews-proxy-forbids',
      'ews-tls-taken-off',
      'ews-app-pool-stopped',
    ],
    also: [{ check: 'ews/server-version', outcome: 'not-told' }],
    why: 'What answers in the place of EWS says nothing of its build.',
  },
  {
    one: 'one-node-pool-stopped',
    others: ['ews-proxy-forbids'],
    also: [{ check: 'connection/nodes', outcome: 'some-out-of-service' }],
    why: 'The proxy refuses EWS at each server alike, and lets the health pages through.',
  },
  {
    one: { part: 'srv' },
    others: ['autodiscover-redirected-to-hoster'],
    also: [settings('redirect-refused'), noAddress],
    why: 'The SRV record leads nobody to Exchange either, so that the redirect to the hoster is the last way that is left.',
  },
  {
    one: 'srv-leads-to-nobody',
    others: ['wildcard-answers-for-autodiscover'],
    also: [{ check: 'dns/srv', outcome: 'other-server' }],
    why: 'The wildcard answers for the name of the retired server too.',
  },
  {
    one: 'wildcard-answers-for-autodiscover',
    others: ['autodiscover-redirect-loop', 'autodiscover-soap-in-circle'],
    also: [settings('leads-nowhere'), { check: 'autodiscover/soap', outcome: 'leads-nowhere' }],
    why: 'The circle leads over autodiscover.contoso.test, where the wildcard sends everybody to a closed door.',
  },
]

/** What two faults lead to only together. */
export function followsFrom(one: Fault, other: Fault): Seen[] {
  return meetings
    .filter((meeting) => [[one, other] as const, [other, one] as const].some((pair) => isMeetingOf(meeting, pair)))
    .flatMap(({ also }) => also)
}

function isMeetingOf(meeting: Meeting, [one, other]: readonly [Fault, Fault]): boolean {
  const ones = typeof meeting.one === 'string' ? [meeting.one] : meeting.one
  return isAmong(ones, one) && (meeting.others === 'all' || isAmong(meeting.others, other))
}
