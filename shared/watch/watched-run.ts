import { z } from 'zod'
import { type WithheldReason, withheldSentences } from '../artifacts/sign-in.ts'
import type { Finding, RunVerdict } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import type { Run } from '../run/run.ts'
import { type CertificateEnd, certificateEnds } from './certificate-ends.ts'

/**
 * Why a run says nothing of the servers: this machine reached nothing at all; it slept in the middle; the password is
 * held back; Postern itself failed; or whatever its checks say.
 */
export const Unsettled = z.enum(['offline', 'slept', 'held-back', 'bug', 'other'])
export type Unsettled = z.infer<typeof Unsettled>

/** That the password is not sent any more before somebody does something about it. */
export const HeldBack = z.strictObject({ sentence: z.string(), since: z.string().optional() })
export type HeldBack = z.infer<typeof HeldBack>

const holding: readonly WithheldReason[] = [
  'password-rejected-before',
  'sign-in-unanswered',
  'memory-unavailable',
  'rejection-spent',
]

/** What held the account's password back in this run, where the next run will not send it either. */
export function heldBackOf({ artifacts }: Pick<Run, 'artifacts'>): HeldBack | null {
  const record = artifacts.signIns
  if (record?.state !== 'gathered') return null
  const found = record.value.withheld.find(({ reason }) => holding.includes(reason))
  const rejected = record.value.attempts.find(({ result }) => result === 'rejected')
  if (found) {
    const since = found.since ?? rejected?.at
    return { sentence: withheldSentences[found.reason], ...(since !== undefined && { since }) }
  }
  return rejected ? { sentence: withheldSentences['password-rejected-before'], since: rejected.at } : null
}

/** That this run had no password for its account, so that the next one will look without a sign-in as well. */
export function lackedPassword({ artifacts }: Pick<Run, 'artifacts'>): HeldBack | null {
  const record = artifacts.signIns
  const lacked = record?.state === 'gathered' && record.value.withheld.some(({ reason }) => reason === 'no-password')
  return lacked ? { sentence: t`No password is held for its account.` } : null
}

/** The system's words for a machine that has no network. */
const withoutNetwork = ['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']

/** Whether nothing at all answered this machine, so that what the run failed at is most likely its own network. */
export function isOffline({ artifacts }: Pick<Run, 'artifacts'>): boolean {
  const { dnsAnswers, tlsHandshake } = artifacts
  const names = dnsAnswers?.state === 'gathered' ? dnsAnswers.value.names : []
  const handshake = tlsHandshake?.state === 'gathered' ? tlsHandshake.value : undefined
  if (handshake && (handshake.connectMilliseconds !== undefined || handshake.chain.length > 0)) return false
  // A machine without IPv6 reaches no address of it, and may have all the network that there is.
  const overIPv6 = handshake?.address?.includes(':') ?? false
  if (!overIPv6 && withoutNetwork.includes(handshake?.failure?.detail ?? '')) return true
  return names.length > 0 && names.every(({ failure }) => failure?.code === 'resolver-unreachable')
}

/** A run that has ended, as far as the watch looks at it. */
export type Observation = {
  organisation: string
  runId: string
  at: string
  verdict: RunVerdict
  unsettled?: Unsettled
  findings: readonly Pick<Finding, 'check' | 'verdict' | 'title'>[]
  certificates: readonly CertificateEnd[]
}

/** What the watch makes of a run. `slept`: this machine slept while the run was under way. */
export function observationOf(run: Run, slept: boolean): Observation {
  const { id: runId, startedAt: at, organisation } = run.run
  const certificates = certificateEnds(run.artifacts)
  return {
    organisation: organisation.name,
    runId,
    at,
    ...seenVerdict(run, slept),
    findings: run.findings,
    certificates,
  }
}

function seenVerdict(run: Run, slept: boolean): Pick<Observation, 'verdict' | 'unsettled'> {
  if (slept) return { verdict: 'could-not-tell', unsettled: 'slept' }
  if (isOffline(run)) return { verdict: 'could-not-tell', unsettled: 'offline' }
  if (run.verdict === 'bug') return { verdict: 'bug', unsettled: 'bug' }
  if (run.verdict !== 'could-not-tell') return { verdict: run.verdict }
  return { verdict: 'could-not-tell', unsettled: heldBackOf(run) ? 'held-back' : 'other' }
}
