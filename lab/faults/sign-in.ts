import type { Settings } from '../settings.ts'
import type { FaultEntry } from './fault.ts'

const MAIL = 'mail.contoso.test'

/** A 401 says nothing of its cause. */
const severalCauses = { check: 'sign-in/right-password-refused', outcome: 'several-causes' }

/** A bridge shows one certificate, and the servers behind it another. */
const throughBridge = [{ check: 'certificate/nodes', outcome: 'balancer-differs' }]

function bridge({ network }: Settings): void {
  if (network.nodes < 2) network.nodes = 8
  network.opensTlsAs = 'of-balancer'
}

/** What can be wrong with signing in. */
export const signInFaults = {
  'ews-no-ntlm': {
    description: 'EWS offers Negotiate alone and takes Kerberos alone in it (the provider Negotiate:Kerberos of IIS).',
    expected: { check: 'sign-in/ews-schemes', outcome: 'none-usable' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Negotiate:Kerberos']
    },
  },
  'ews-ntlm-in-negotiate-only': {
    description: 'The provider NTLM was taken away from EWS in IIS: it offers Negotiate alone, which takes NTLM too.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'ntlm-in-negotiate' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Negotiate']
    },
  },
  'wrong-password': {
    description: 'The password of alice was changed, so that the one that was handed out is rejected.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'passwords',
    change: (settings) => {
      settings.signIn.passwords.alice = 'Ch4nged!since'
    },
  },
  'basic-only': {
    description: 'EWS offers Basic alone.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'basic-only' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Basic']
    },
  },
  'account-locked': {
    description: 'A phone with an old password has locked alice, so that Windows answers 401 to the right one too.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'account',
    change: ({ signIn }) => {
      signIn.restrictions.alice = 'locked'
    },
  },
  'account-disabled': {
    description: 'The account alice was disabled in Active Directory when its owner left.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'account',
    change: ({ signIn }) => {
      signIn.restrictions.alice = 'disabled'
    },
  },
  'account-logon-hours': {
    description: 'Alice may sign in on working days from eight to six only, and it is night.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'account',
    change: ({ signIn }) => {
      signIn.restrictions.alice = 'logon-hours'
    },
  },
  'account-bound-to-workstations': {
    description: 'Alice may sign in at two named workstations only (userWorkstations), and Exchange is none of them.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'account',
    change: ({ signIn }) => {
      signIn.restrictions.alice = 'workstations'
    },
  },
  'ntlm-denied-in-domain': {
    description:
      'A group policy denies NTLM in the whole domain, so the domain controller refuses every answer to a challenge.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'ntlm-policy',
    change: ({ signIn }) => {
      signIn.ntlmDeniedInDomain = true
    },
  },
  'server-clock-ahead': {
    description:
      'Nobody set the clock of the server after its battery was changed: it is two days ahead of the domain.',
    expected: { check: 'sign-in/right-password-refused', outcome: 'clock-skew' },
    also: [{ check: 'sign-in/password', outcome: 'rejected' }],
    part: 'server-clock',
    change: ({ signIn }) => {
      signIn.serverClockAheadMinutes = 2 * 24 * 60
    },
  },
  'server-clock-behind': {
    description: 'The server was restored from a snapshot, and its clock is three days behind the domain.',
    expected: { check: 'sign-in/right-password-refused', outcome: 'clock-skew' },
    also: [{ check: 'sign-in/password', outcome: 'rejected' }],
    part: 'server-clock',
    change: ({ signIn }) => {
      signIn.serverClockAheadMinutes = -3 * 24 * 60
    },
  },
  'extended-protection-required': {
    description: 'A hardening script set Extended Protection of the front end’s EWS to Require.',
    expected: { check: 'sign-in/extended-protection', outcome: 'require-basic-works' },
    part: 'ews-binding',
    change: ({ ews }) => {
      ews.channelBinding = 'require'
    },
  },
  'extended-protection-required-without-basic': {
    description:
      'Extended Protection of EWS is set to Require and Basic is off: only clients that send a binding come in.',
    expected: { check: 'sign-in/extended-protection', outcome: 'require' },
    part: 'ews-binding',
    change: ({ ews }) => {
      ews.channelBinding = 'require'
      ews.schemes = ['Negotiate', 'NTLM']
    },
  },
  'extended-protection-off': {
    description: 'Setup ran with /DoNotEnableEP, and Extended Protection was never turned on afterwards.',
    expected: { check: 'sign-in/extended-protection', outcome: 'none' },
    part: 'ews-binding',
    change: ({ ews }) => {
      ews.channelBinding = 'none'
    },
  },
  'tls-opened-in-front': {
    description:
      'A gateway opens TLS in front of EWS and signs with its own authority, while Extended Protection is on.',
    expected: { check: 'sign-in/right-password-refused', outcome: 'tls-opened' },
    also: [{ check: 'certificate/inspection', outcome: 'issuers-differ' }],
    part: 'ews-binding',
    change: ({ ews, tls }) => {
      tls.certificates[MAIL] = 'by-gateway'
      ews.bridged = true
    },
  },
  'tls-opened-by-balancer': {
    description: 'The balancer opens TLS with a certificate of the same authority, and goes on with the server’s own.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'ews-binding',
    change: ({ ews }) => {
      ews.bridged = true
    },
  },
  'balancer-opens-tls': {
    description:
      'The balancer in front of eight servers opens TLS with a certificate of its own, while Extended Protection is on.',
    expected: { check: 'sign-in/right-password-refused', outcome: 'tls-opened' },
    also: throughBridge,
    part: 'ews-binding',
    severalServers: true,
    change: (settings) => bridge(settings),
  },
  'balancer-opens-tls-without-basic': {
    description:
      'The balancer in front of eight servers opens TLS with a certificate of its own, Extended Protection is on, and only ActiveSync offers Basic.',
    expected: { check: 'sign-in/right-password-refused', outcome: 'tls-opened' },
    also: throughBridge,
    part: 'ews-binding',
    severalServers: true,
    change: (settings) => {
      bridge(settings)
      settings.ews.schemes = ['Negotiate', 'NTLM']
    },
  },
  'proxy-signs-in-by-form': {
    description: 'A gateway asks everybody for a sign-in by a form before EWS: a page with 200 in the place of 401.',
    expected: { check: 'ews/answers', outcome: 'sign-in-form' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: ({ signIn }) => {
      signIn.front = 'form'
    },
  },
  'proxy-redirects-to-form': {
    description: 'An access gateway redirects every request for EWS to its own sign-in page.',
    expected: { check: 'ews/answers', outcome: 'pre-authentication' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: ({ signIn }) => {
      signIn.front = 'redirect'
    },
  },
  'proxy-strips-challenges': {
    description: 'A reverse proxy takes WWW-Authenticate out of every answer, so that nobody learns how to sign in.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'no-challenge' },
    part: 'ews',
    change: ({ signIn }) => {
      signIn.front = 'strips-challenges'
    },
  },
  'proxy-closes-after-challenge': {
    description:
      'A proxy that speaks HTTP/1.0 to the server closes the connection after each answer, in the middle of NTLM.',
    expected: { check: 'connection/keep-alive', outcome: 'closed-in-ntlm' },
    also: [{ check: 'sign-in/ntlm', outcome: 'broken' }],
    part: 'ews',
    change: ({ signIn }) => {
      signIn.front = 'closes-connections'
    },
  },
  'proxy-shares-connections': {
    description:
      'A proxy shares its connections to EWS among all clients, so that NTLM’s last message arrives over another one.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [severalCauses],
    part: 'ews',
    change: ({ signIn }) => {
      signIn.front = 'shares-connections'
    },
  },
  'server-outdated': {
    description: 'Exchange SE was installed in July 2025, and no security update ever since.',
    expected: { check: 'ews/server-version', outcome: 'outdated' },
    part: 'server-build',
    change: ({ server }) => {
      server.otherBuild = '15.2.2562.17'
    },
  },
  'server-out-of-support': {
    description: 'The server still runs Exchange 2016 CU23, for which there are no more security updates.',
    expected: { check: 'ews/server-version', outcome: 'out-of-support' },
    part: 'server-build',
    change: ({ server }) => {
      server.otherBuild = '15.1.2507.75'
    },
  },
} satisfies Record<string, FaultEntry>
