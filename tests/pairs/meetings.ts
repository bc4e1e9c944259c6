import type { Fault, FaultId } from '../../lab/faults.ts'

type Seen = Fault['expected']

interface Meeting {
  readonly one: FaultId
  /** The others by id, or all. */
  readonly others: readonly FaultId[] | 'all'
  /** Findings that neither of the two leads to alone. One that answers the same check as a fault's own stands in its place. */
  readonly also: readonly Seen[]
  readonly why: string
}

const settings = (outcome: string): Seen => ({ check: 'autodiscover/settings', outcome })
const noAddress: Seen = { check: 'autodiscover/ews-address', outcome: 'not-given' }
const rejected: Seen = { check: 'sign-in/password', outcome: 'rejected' }
const causeOpen: Seen = { check: 'sign-in/right-password-refused', outcome: 'several-causes' }

/** What keeps every sign-in from EWS, and none from Autodiscover: its name, its certificate, or how it answers. */
const nameFaults: readonly FaultId[] = [
  'name-does-not-resolve',
  'name-is-alias-to-nowhere',
  'name-aliases-in-a-circle',
  'name-has-only-ipv6',
]
const certificateFaults: readonly FaultId[] = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-without-name',
  'certificate-unknown-ca',
  'certificate-self-signed',
  'certificate-intermediate-missing',
  'certificate-intermediate-expired',
  'certificate-weak-key',
  'certificate-sha1-signature',
  'certificate-no-server-usage',
]
const answerFaults: readonly FaultId[] = [
  'client-certificate-wanted',
  'client-certificate-wanted-tls12',
  'handshake-reset',
  'proxy-signs-in-by-form',
  'proxy-redirects-to-form',
  'proxy-strips-challenges',
  'ews-not-found',
  'ews-proxy-forbids',
  'ews-tls-taken-off',
  'ews-app-pool-stopped',
]
const ewsFaults: readonly FaultId[] = [...nameFaults, ...certificateFaults, ...answerFaults]

/** What is true of an organisation only where two faults meet. */
export const meetings: readonly Meeting[] = [
  {
    one: 'wildcard-answers-for-autodiscover',
    others: 'all',
    also: [settings('not-found'), settings('certificate-untrusted'), noAddress],
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
    others: ['active-sync-misdirected'],
    also: [{ check: 'active-sync/options', outcome: 'moved' }],
    why: 'The server that ActiveSync sends devices to is the web site then.',
  },
  ...(['autodiscover-by-redirect-alone', 'autodiscover-redirected-to-hoster'] as const).flatMap((one): Meeting[] => [
    {
      one,
      others: ['active-sync-misdirected'],
      also: [{ check: 'active-sync/options', outcome: 'moved' }],
      why: 'The name that ActiveSync sends devices to has no https any more.',
    },
    {
      one,
      others: ['autodiscover-soap-in-circle'],
      also: [{ check: 'autodiscover/soap', outcome: 'not-found' }],
      why: 'The circle leads over autodiscover.contoso.test, which serves nothing over https any more.',
    },
  ]),
  {
    one: 'keep-alive-cut',
    others: 'all',
    also: [
      settings('not-found'),
      settings('unreachable'),
      noAddress,
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
  ...(['client-certificate-wanted', 'client-certificate-wanted-tls12', 'handshake-reset'] as const).map(
    (one): Meeting => ({
      one,
      others: ['autodiscover-redirected-to-hoster'],
      also: [settings('redirect-refused'), noAddress],
      why: 'With mail.contoso.test out of reach, the redirect to the hoster is the last way that is left.',
    }),
  ),
  {
    one: 'autodiscover-by-redirect-alone',
    others: ['balancer-sends-to-dead-node'],
    also: [{ check: 'autodiscover/http-redirect', outcome: 'leads-nowhere' }],
    why: 'The redirect leads to the balancer, which sends some who follow it to a server that is off.',
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
    one: 'device-quarantined',
    others: 'all',
    also: [{ check: 'active-sync/device-access', outcome: 'cannot-compare' }],
    why: 'Where EWS counts nothing, the notice may be left from a quarantine that is over.',
  },
  {
    one: 'ews-proxy-forbids',
    others: ['server-outdated', 'server-out-of-support'],
    also: [{ check: 'ews/server-version', outcome: 'not-told' }],
    why: 'The proxy answers in the place of the server, and says nothing of its build.',
  },
  {
    one: 'autodiscover-by-redirect-alone',
    others: ['autodiscover-redirects-to-http'],
    also: [{ check: 'autodiscover/http-redirect', outcome: 'leads-nowhere' }],
    why: 'The redirect is the only way, and leads to an address without TLS.',
  },
]

/** A fault that the other leaves without effect: there is nothing of it to see. */
const withoutEffect: readonly [fault: FaultId, others: readonly FaultId[], why: string][] = [
  [
    'basic-only',
    [
      'proxy-closes-after-challenge',
      'proxy-shares-connections',
      'extended-protection-required',
      'extended-protection-off',
    ],
    'No NTLM is begun.',
  ],
  [
    'ews-no-ntlm',
    [
      'proxy-closes-after-challenge',
      'proxy-shares-connections',
      'extended-protection-required',
      'extended-protection-off',
    ],
    'No NTLM is begun.',
  ],
  ['tls-opened-by-balancer', ewsFaults, 'Nobody signs in to EWS.'],
  ['tls-opened-in-front', ewsFaults, 'Nobody signs in to EWS, or the gateway shows a certificate of its own.'],
  [
    'tls-opened-in-front',
    ['certificate-expires-in-20-days', 'certificate-expires-in-45-days', 'certificate-wrong-order'],
    'The gateway shows a certificate of its own.',
  ],
  [
    'tls-opened-by-balancer',
    ['inspected-on-the-way-to-mail', 'inspected-by-a-firewall'],
    'Extended Protection is off, and whoever opens TLS keeps nobody out.',
  ],
  [
    'tls-opened-in-front',
    ['inspected-on-the-way-to-mail', 'inspected-by-a-firewall'],
    'Extended Protection is off, and whoever opens TLS keeps nobody out.',
  ],
  [
    'proxy-closes-after-challenge',
    ['tls-opened-by-balancer', 'tls-opened-in-front'],
    'No NTLM sign-in comes to its end.',
  ],
  ['basic-only', ['tls-opened-by-balancer', 'tls-opened-in-front'], 'No channel binding is sent.'],
  ['ews-no-ntlm', ['tls-opened-by-balancer', 'tls-opened-in-front'], 'No channel binding is sent.'],
  ['keep-alive-cut', ['server-clock-ahead', 'server-clock-behind'], 'No NTLM sign-in comes to its end.'],
  [
    'autodiscover-addresses-in-circle',
    ['ews-shared-mailbox-half-shared', 'ews-shared-mailbox-without-rights'],
    'The circle is in front of another mailbox.',
  ],
  [
    'active-sync-anonymous',
    ['active-sync-misdirected', 'active-sync-misdirected-nowhere', 'password-expired-457', 'active-sync-blocked-456'],
    'Nobody signs in to ActiveSync.',
  ],
  [
    'device-information-missing',
    ['only-old-version', 'only-version-2.5'],
    'A device tells of itself from version 14.1 on.',
  ],
]

/** Why one of the two cannot be seen at all; undefined where both can. */
export function whyUnseen(one: Fault, other: Fault): string | undefined {
  return withoutEffect.find(
    ([fault, others]) =>
      (fault === one.id && others.includes(other.id)) || (fault === other.id && others.includes(one.id)),
  )?.[2]
}

/** What two faults lead to only together. */
export function followsFrom(one: Fault, other: Fault): Seen[] {
  return meetings
    .filter((meeting) => {
      if (one.id !== meeting.one && other.id !== meeting.one) return false
      const met = one.id === meeting.one ? other.id : one.id
      return meeting.others === 'all' || meeting.others.includes(met)
    })
    .flatMap(({ also }) => also)
}
