import type { LayerName, LayerState } from './layer.ts'

/** What one outcome of a check says of a layer. */
export type Claim = { layer: LayerName; state: 'open' | 'doubtful' | 'shut' }

type States = Readonly<Record<string, Claim['state']>>
/** By verdict: what passes or only warns leaves a layer open, and a failure shuts it, unless an outcome is named. */
type Claims = { layer: LayerName; byVerdict?: true; outcomes?: States }

const byVerdict = (layer: LayerName, outcomes: States = {}): Claims => ({ layer, byVerdict: true, outcomes })
const only = (layer: LayerName, outcomes: States): Claims => ({ layer, outcomes })

/**
 * What the checks say of the layers, by check. Where an outcome names two layers in doubt, it is one of the two, and which
 * of them cannot be seen from outside.
 */
export const layerClaims: Readonly<Record<string, readonly Claims[]>> = {
  'dns/server-name': [byVerdict('network')],
  'dns/address-kind': [byVerdict('network', { mixed: 'doubtful', 'partly-useless': 'doubtful' })],
  // Another resolver may know the name: some clients are lost, and others not.
  'dns/resolvers-agree': [byVerdict('network', { missing: 'doubtful', different: 'doubtful' })],
  'dns/split-horizon': [byVerdict('network')],
  'connection/https-port': [byVerdict('network', { 'partly-open': 'doubtful' })],
  'connection/loss': [byVerdict('network', { 'some-lost': 'doubtful' })],
  'connection/large-requests': [byVerdict('network', { refused: 'doubtful' })],
  'connection/keep-alive': [byVerdict('network', { 'idle-cut': 'doubtful' })],
  'connection/nodes': [
    byVerdict('network', {
      'some-broken': 'doubtful',
      'some-elsewhere': 'doubtful',
      'some-odd': 'doubtful',
      'some-silent': 'doubtful',
      'none-answers': 'doubtful',
    }),
  ],
  'certificate/handshake': [byVerdict('network')],
  'certificate/protocol': [byVerdict('network')],
  'certificate/tls-versions': [byVerdict('network')],
  'certificate/validity': [byVerdict('network', { 'expires-soon': 'doubtful' })],
  'certificate/names': [byVerdict('network')],
  'certificate/chain': [byVerdict('network')],
  'certificate/key': [byVerdict('network')],
  'certificate/trust': [byVerdict('network')],
  'certificate/nodes': [
    byVerdict('network', { 'odd-broken': 'doubtful', 'odd-ending': 'doubtful', odd: 'doubtful', split: 'doubtful' }),
  ],
  'certificate/inspection': [byVerdict('network')],
  'ews/answers': [
    only('proxy', {
      answers: 'open',
      'not-found': 'doubtful',
      forbidden: 'doubtful',
      'forbidden-in-front': 'shut',
      'tls-required': 'shut',
      'pre-authentication': 'shut',
      'sign-in-form': 'shut',
      moved: 'doubtful',
      redirected: 'doubtful',
      'rate-limited': 'doubtful',
      'other-answer': 'doubtful',
      open: 'doubtful',
      'gateway-error': 'shut',
      'no-answer': 'shut',
    }),
    only('virtual-directory', {
      answers: 'open',
      'not-found': 'doubtful',
      forbidden: 'doubtful',
      'http-redirect': 'shut',
      moved: 'doubtful',
      redirected: 'doubtful',
      'host-unbound': 'shut',
      'other-answer': 'doubtful',
      open: 'doubtful',
      'server-error': 'shut',
      'pool-stopped': 'shut',
    }),
  ],
  'sign-in/ews-schemes': [
    only('proxy', { 'no-challenge': 'doubtful' }),
    only('virtual-directory', {
      'ntlm-offered': 'open',
      'ntlm-in-negotiate': 'doubtful',
      'basic-only': 'open',
      'tokens-only': 'doubtful',
      'negotiate-untold': 'doubtful',
      'none-usable': 'shut',
      'no-challenge': 'doubtful',
    }),
  ],
  'sign-in/ntlm': [
    only('proxy', { accepted: 'open', unclear: 'doubtful', broken: 'shut' }),
    only('virtual-directory', { accepted: 'open' }),
    only('extended-protection', { rejected: 'doubtful' }),
  ],
  'sign-in/basic': [
    only('proxy', { accepted: 'open', unclear: 'doubtful', broken: 'doubtful' }),
    only('virtual-directory', { accepted: 'open', rejected: 'doubtful' }),
  ],
  'sign-in/right-password-refused': [
    only('extended-protection', {
      'tls-opened': 'shut',
      'tls-opened-likely': 'doubtful',
      'several-causes': 'doubtful',
    }),
  ],
  'sign-in/extended-protection': [
    only('extended-protection', { allow: 'open', none: 'open', require: 'shut', 'require-basic-works': 'doubtful' }),
  ],
  'sign-in/nodes': [
    only('virtual-directory', {
      same: 'open',
      'same-offer': 'open',
      'rejected-at': 'doubtful',
      'schemes-differ': 'doubtful',
      'schemes-split': 'doubtful',
      'basic-differs': 'doubtful',
      'ntlm-name-differs': 'doubtful',
    }),
  ],
  // That the right address is told says nothing of what answers there.
  'autodiscover/ews-address': [
    only('virtual-directory', {
      'inside-name': 'doubtful',
      'not-https': 'doubtful',
      differs: 'doubtful',
      'external-missing': 'doubtful',
    }),
  ],
  'ews/user-agent': (['organisation', 'mailbox'] as const).map((layer) =>
    only(layer, {
      allowed: 'open',
      listed: 'open',
      'only-impersonated': 'doubtful',
      'vendor-refused': 'doubtful',
      'everybody-refused': 'doubtful',
      'not-compared': 'doubtful',
    }),
  ),
  'ews/impersonation': [only('mailbox', { granted: 'open', denied: 'shut', 'mailbox-denied': 'shut', failed: 'shut' })],
  'ews/inbox': [
    only('proxy', {
      opened: 'open',
      'refused-request': 'doubtful',
      'content-type-refused': 'shut',
      'cut-off': 'shut',
      'not-ews': 'shut',
      'no-answer': 'doubtful',
    }),
    only('virtual-directory', {
      'refused-version': 'doubtful',
      'refused-server': 'doubtful',
      'server-error': 'doubtful',
      unauthorised: 'doubtful',
      'no-answer': 'doubtful',
    }),
    only('mailbox', {
      opened: 'open',
      'refused-account': 'shut',
      'refused-mailbox': 'shut',
      'refused-rights': 'shut',
      'refused-store': 'shut',
      'refused-configuration': 'shut',
      refused: 'shut',
    }),
  ],
  'ews/throttling': [
    only('throttling', { 'not-throttled': 'open', waited: 'doubtful', 'told-to-wait': 'shut', busy: 'shut' }),
  ],
  'ews/subscription': [only('throttling', { 'limit-reached': 'doubtful' })],
}

/** Checks of single servers behind the name: what fails at one of them stops a part of the clients, and not all. */
const perServer = new Set(['connection/nodes', 'certificate/nodes', 'sign-in/nodes'])

/** Whether no client gets past the layers of which a finding says that they are not open. */
export function stopsEveryClient({ check, verdict }: { check: string; verdict: string }): boolean {
  return verdict === 'fail' && !perServer.has(check)
}

/** What a finding says of the layers; nothing where it did not come to an answer. */
export function claimsOf({ check, outcome, verdict }: { check: string; outcome: string; verdict: string }): Claim[] {
  return claimsBy(check).flatMap(({ layer, byVerdict, outcomes = {} }) => {
    const named = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined
    const state = named ?? (byVerdict ? stateOf(verdict) : undefined)
    return state ? [{ layer, state }] : []
  })
}

/** Of which layers a check is the one to say something, whatever it came to. */
export function layersAsked(check: string): LayerName[] {
  return claimsBy(check).map(({ layer }) => layer)
}

function claimsBy(check: string): readonly Claims[] {
  return Object.hasOwn(layerClaims, check) ? (layerClaims[check] ?? []) : []
}

function stateOf(verdict: string): Claim['state'] | undefined {
  if (verdict === 'pass' || verdict === 'warn') return 'open'
  return verdict === 'fail' ? 'shut' : undefined
}

/** From the best to the worst of what can be seen. */
export const seenOrder: readonly LayerState[] = ['open', 'doubtful', 'shut']
