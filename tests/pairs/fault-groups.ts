import type { Fault, FaultId } from '../../lab/faults.ts'

/** Faults by their ids, or those of one part of an organisation. */
export type Some = readonly FaultId[] | { readonly part: string }

/** Whether a fault is one of them. */
export function isAmong(some: Some, { id, part }: Fault): boolean {
  return 'part' in some ? some.part === part : some.includes(id)
}

/** What keeps every sign-in from EWS, and none from Autodiscover: its name, its certificate, or how it answers. */
const nameFaults: readonly FaultId[] = [
  'name-does-not-resolve',
  'name-without-address',
  'name-is-alias-to-nowhere',
  'name-aliases-in-a-circle',
  'name-has-only-ipv6',
]
export const certificateFaults: readonly FaultId[] = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-without-name',
  'certificate-unknown-ca',
  'certificate-self-signed',
  'certificate-intermediate-missing',
  'certificate-policy-authority-missing',
  'certificate-intermediate-expired',
  'certificate-weak-key',
  'certificate-sha1-signature',
  'certificate-no-server-usage',
]
export const answerFaults: readonly FaultId[] = [
  'client-certificate-wanted',
  'client-certificate-wanted-tls12',
  'handshake-reset',
  'proxy-signs-in-by-form',
  'proxy-redirects-to-form',
  'proxy-strips-challenges',
  'ews-not-found',
  'ews-proxy-forbids',
  'ews-tls-taken-off',
  'ews-redirect-inherited',
  'host-name-not-bound',
  'ews-app-pool-stopped',
]
export const ewsFaults: readonly FaultId[] = [...nameFaults, ...certificateFaults, ...answerFaults]
/** What keeps everybody from mail.contoso.test altogether. */
export const mailOutOfReach: readonly FaultId[] = [
  ...nameFaults,
  'port-closed',
  'port-filtered',
  'tls10-only',
  'client-certificate-wanted',
  'client-certificate-wanted-tls12',
  'handshake-reset',
  'balancer-sends-to-dead-node',
]
/** Names without an address at the first resolver. */
export const namesWithoutAddress: readonly FaultId[] = [
  'name-does-not-resolve',
  'name-without-address',
  'name-is-alias-to-nowhere',
  'name-aliases-in-a-circle',
]
/** What clients do not meet where a balancer opens TLS before the servers: their port, their versions, their certificates. */
export const behindBridge: readonly FaultId[] = [
  'port-closed',
  'port-filtered',
  'balancer-sends-to-dead-node',
  'balancer-shows-own-certificate',
  'autodiscover-certificate-expires-in-10-days',
  'certificate-expires-in-20-days',
  'certificate-expires-in-45-days',
  'certificate-without-autodiscover-name',
  'certificate-wrong-order',
  'tls10-only',
  'tls10-still-on',
  'tls12-missing',
  'inspected-on-the-way-to-mail',
  'inspected-by-a-firewall',
]
