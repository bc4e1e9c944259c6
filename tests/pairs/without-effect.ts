import type { Fault, FaultId } from '../../lab/faults.ts'
import { behindBridge, certificateFaults, ewsFaults, namesWithoutAddress } from './fault-groups.ts'

type Unseen = readonly [fault: FaultId, others: readonly FaultId[], why: string]

/** A fault that the other leaves without effect: there is nothing of it to see. */
const withoutEffect: readonly Unseen[] = [
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
  ['balancer-opens-tls-without-basic', ['keep-alive-cut'], 'No NTLM sign-in comes to its end.'],
  ['balancer-opens-tls-without-basic', ['ews-ntlm-in-negotiate-only'], 'NTLM is offered by its own name too.'],
  [
    'extended-protection-required-without-basic',
    ['ews-ntlm-in-negotiate-only'],
    'NTLM is offered by its own name too.',
  ],
  ['tls-opened-by-balancer', ewsFaults, 'Nobody signs in to EWS.'],
  ['tls-opened-in-front', ewsFaults, 'Nobody signs in to EWS, or the gateway shows a certificate of its own.'],
  ...(['balancer-opens-tls', 'balancer-opens-tls-without-basic'] as const).flatMap((bridge): Unseen[] => [
    [bridge, ewsFaults, 'Nobody signs in to EWS.'],
    [bridge, behindBridge, 'The balancer opens TLS itself, on a port of its own.'],
    [bridge, ['basic-only', 'ews-no-ntlm'], 'No channel binding is sent.'],
  ]),
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
    ['inspected-on-the-way-to-mail', 'inspected-by-a-firewall', 'balancer-shows-own-certificate'],
    'Extended Protection is off, and whoever opens TLS keeps nobody out.',
  ],
  [
    'proxy-closes-after-challenge',
    ['tls-opened-by-balancer', 'balancer-opens-tls-without-basic'],
    'No NTLM sign-in comes to its end.',
  ],
  ['basic-only', ['tls-opened-by-balancer', 'tls-opened-in-front'], 'No channel binding is sent.'],
  ['ews-no-ntlm', ['tls-opened-by-balancer', 'tls-opened-in-front'], 'No channel binding is sent.'],
  ['proxy-shares-connections', ewsFaults, 'Nobody signs in to EWS.'],
  [
    'balancer-shows-own-certificate',
    [...namesWithoutAddress, 'name-has-only-ipv6'],
    'No address leads to the balancer.',
  ],
  ['name-kept-for-a-week', namesWithoutAddress, 'There is no address that could be kept.'],
  ['name-not-kept-at-all', namesWithoutAddress, 'There is no address that could be kept.'],
  ['name-missing-at-second-resolver', namesWithoutAddress, 'Neither resolver has an address.'],
  [
    'wildcard-answers-for-autodiscover',
    [
      'autodiscover-redirected-to-hoster',
      'autodiscover-http-asks-for-password',
      'certificate-without-autodiscover-name',
    ],
    'The name does not lead to that server any more.',
  ],
  [
    'one-node-pool-stopped',
    ['ews-app-pool-stopped', 'proxy-signs-in-by-form', 'proxy-redirects-to-form'],
    'No request comes to an application pool of EWS that answers.',
  ],
  [
    'basic-only',
    ['extended-protection-required-without-basic'],
    'The script that switches Basic off leaves NTLM alone.',
  ],
  [
    'ews-no-ntlm',
    ['extended-protection-required-without-basic'],
    'The script that switches Basic off leaves NTLM alone.',
  ],
  [
    'ews-external-url-empty',
    ['availability-url-retired', 'availability-url-at-web-site'],
    'Autodiscover gives nothing at all to clients outside.',
  ],
  [
    'ews-external-url-old-server',
    ['availability-url-at-web-site'],
    'Both lead to one address, and it is judged as that of EWS.',
  ],
  ['one-node-no-ntlm', ['basic-only'], 'Every server offers Basic alone.'],
  ['one-node-old-certificate', ['certificate-expired'], 'Every server shows the old certificate.'],
  ['one-node-other-certificate', ['certificate-expires-in-45-days'], 'Every server shows the other certificate.'],
  [
    'inspected-on-the-way-to-mail',
    ['wildcard-answers-for-autodiscover'],
    'One way to Exchange is left, and nothing to compare its authority with.',
  ],
  ['keep-alive-cut', ['server-clock-ahead', 'server-clock-behind'], 'No NTLM sign-in comes to its end.'],
  [
    'keep-alive-off',
    [
      'server-clock-ahead',
      'server-clock-behind',
      'ntlm-denied-in-domain',
      'tls-opened-by-balancer',
      'tls-opened-in-front',
      'balancer-opens-tls',
      'balancer-opens-tls-without-basic',
    ],
    'No NTLM sign-in comes to its end.',
  ],
  ...(['large-requests-refused-by-firewall', 'large-requests-refused-by-iis'] as const).map(
    (refusal): Unseen => [
      refusal,
      [
        'ews-proxy-forbids',
        'ews-tls-taken-off',
        'ews-not-found',
        'ews-redirect-inherited',
        'host-name-not-bound',
        'proxy-signs-in-by-form',
        'proxy-redirects-to-form',
      ],
      'What answers there answers a small request the same way.',
    ],
  ),
  [
    'host-name-not-bound',
    ['one-node-unhealthy', 'one-node-pool-stopped', 'one-node-wrong-site'],
    'No server knows the name, and all answer alike.',
  ],
  [
    'autodiscover-srv-to-wiki',
    ['autodiscover-by-redirect-alone'],
    'The redirect leads to Autodiscover before the SRV record is asked for.',
  ],
  [
    'ews-redirect-inherited',
    ['server-outdated', 'server-out-of-support'],
    'A redirect tells no version, and nobody signs in.',
  ],
  [
    'host-name-not-bound',
    ['server-outdated', 'server-out-of-support'],
    'http.sys answers, which tells no version of Exchange.',
  ],
  [
    'balancer-shows-own-certificate',
    [
      ...certificateFaults,
      'autodiscover-certificate-expires-in-10-days',
      'certificate-expires-in-20-days',
      'certificate-expires-in-45-days',
      'certificate-without-autodiscover-name',
      'certificate-wrong-order',
      'inspected-on-the-way-to-mail',
      'inspected-by-a-firewall',
    ],
    'The balancer shows a good certificate of its own.',
  ],
  [
    'autodiscover-extended-protection',
    ['balancer-shows-own-certificate', 'inspected-on-the-way-to-mail'],
    'Everything goes by Basic.',
  ],
  [
    'wildcard-answers-for-autodiscover',
    ['autodiscover-redirected-to-wiki', 'autodiscover-certificate-expires-in-10-days'],
    'The name does not lead to that server any more.',
  ],
  [
    'autodiscover-missing-at-second-resolver',
    ['wildcard-answers-for-autodiscover'],
    'The wildcard answers for the name at both.',
  ],
  [
    'keep-alive-off',
    ['ews-other-server-rejects-sign-in', 'ews-balancer-without-affinity', 'proxy-shares-connections'],
    'No second request comes over a connection.',
  ],
  [
    'ews-other-server-rejects-sign-in',
    ['basic-only', 'proxy-closes-after-challenge', 'tls-opened-in-front'],
    'No NTLM sign-in is accepted, and Basic ties none to a connection.',
  ],
  [
    'autodiscover-addresses-in-circle',
    [
      'ews-shared-mailbox-half-shared',
      'ews-shared-mailbox-without-rights',
      'ews-impersonation-denied',
      'ews-impersonation-out-of-scope',
      'ews-impersonation-fails',
      'service-account-without-mailbox',
      'service-account-without-active-sync',
    ],
    'The circle is in front of another mailbox.',
  ],
  [
    'active-sync-anonymous',
    [
      'active-sync-misdirected',
      'active-sync-misdirected-nowhere',
      'active-sync-misdirected-to-other-domain',
      'password-expired-457',
      'active-sync-blocked-456',
      'active-sync-not-enabled-403',
      'windows-auth-on-active-sync',
    ],
    'Nobody signs in to ActiveSync.',
  ],
  [
    'device-information-missing',
    ['only-old-version', 'only-version-12.1', 'only-version-2.5'],
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
