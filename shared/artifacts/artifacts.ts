import { z } from 'zod'
import { ActiveSyncOptions } from './active-sync.ts'
import { ActiveSyncSession } from './active-sync-session.ts'
import { Autodiscover, AutodiscoverWellKnown, Endpoints } from './autodiscover.ts'
import { AutodiscoverJson, AutodiscoverMobileSync, AutodiscoverSoap, AutodiscoverUrls } from './autodiscover-kinds.ts'
import { AutodiscoverServices } from './autodiscover-services.ts'
import { CertificatePaths } from './certificate-paths.ts'
import { DnsAnswers } from './dns-answers.ts'
import { DnsComparison } from './dns-comparison.ts'
import { DnsRecords } from './dns-records.ts'
import { EwsChallenge, EwsGetFolder } from './ews.ts'
import { EwsOperations } from './ews-operations.ts'
import { ExtendedProtection } from './extended-protection.ts'
import { NodeSignIns, Nodes } from './nodes.ts'
import { Reachability } from './reachability.ts'
import { ServerCertificates } from './server-certificates.ts'
import { ServerVersion } from './server-version.ts'
import { SignIn, SignIns } from './sign-in.ts'
import { LastNtlmSignIn, SignInOrder } from './sign-in-order.ts'
import { TlsHandshake } from './tls-handshake.ts'
import { TlsVersions } from './tls-versions.ts'

/** Every artifact by name, with its schema. A gatherer brings back exactly one of them. */
export const artifactSchemas = {
  endpoints: Endpoints,
  dnsAnswers: DnsAnswers,
  dnsRecords: DnsRecords,
  dnsComparison: DnsComparison,
  tlsHandshake: TlsHandshake,
  tlsVersions: TlsVersions,
  certificatePaths: CertificatePaths,
  serverCertificates: ServerCertificates,
  reachability: Reachability,
  ewsChallenge: EwsChallenge,
  signInOrder: SignInOrder,
  ntlmSignIn: SignIn,
  basicSignIn: SignIn,
  autodiscoverWellKnown: AutodiscoverWellKnown,
  autodiscover: Autodiscover,
  autodiscoverMobileSync: AutodiscoverMobileSync,
  autodiscoverSoap: AutodiscoverSoap,
  autodiscoverJson: AutodiscoverJson,
  autodiscoverUrls: AutodiscoverUrls,
  autodiscoverServices: AutodiscoverServices,
  ewsGetFolder: EwsGetFolder,
  ewsOperations: EwsOperations,
  activeSyncOptions: ActiveSyncOptions,
  activeSyncSession: ActiveSyncSession,
  lastNtlmSignIn: LastNtlmSignIn,
  signIns: SignIns,
  nodes: Nodes,
  nodeSignIns: NodeSignIns,
  extendedProtection: ExtendedProtection,
  serverVersion: ServerVersion,
} as const

export type ArtifactName = keyof typeof artifactSchemas
export type Artifacts = { [K in ArtifactName]: z.infer<(typeof artifactSchemas)[K]> }

const names = Object.keys(artifactSchemas) as [ArtifactName, ...ArtifactName[]]
export const ArtifactNameSchema = z.enum(names)

/**
 * What became of one gatherer. `blocked`: an earlier failure left it nothing to ask (`by` names the artifact that
 * holds that failure). `broken`: our own code threw. `cancelled`: the run was stopped or ran out of time.
 */
export const GatheredState = z.enum(['gathered', 'blocked', 'broken', 'cancelled'])

const timing = { startedAt: z.string(), milliseconds: z.number() }

function recordOf<S extends z.ZodType>(value: S) {
  return z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('gathered'), ...timing, value }),
    z.strictObject({ state: z.literal('blocked'), by: ArtifactNameSchema, reason: z.string() }),
    z.strictObject({ state: z.literal('broken'), ...timing, message: z.string() }),
    z.strictObject({ state: z.literal('cancelled'), reason: z.string() }),
  ])
}

/** The `artifacts` of a run: a record for each gatherer that was asked for. */
export type ArtifactRecords = { [K in ArtifactName]?: ArtifactRecord<Artifacts[K]> | undefined }

type ArtifactRecord<V> = Exclude<z.infer<ReturnType<typeof recordOf>>, { value: unknown }> | GatheredRecord<V>
type GatheredRecord<V> = { state: 'gathered'; startedAt: string; milliseconds: number; value: V }

// Said by hand, because the type of an object made out of entries forgets which name has which schema.
export const ArtifactRecords = z.strictObject(
  Object.fromEntries(names.map((name) => [name, recordOf(artifactSchemas[name]).optional()])),
) as unknown as z.ZodType<ArtifactRecords>
