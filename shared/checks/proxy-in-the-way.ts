import type { ArtifactName } from '../artifacts/artifacts.ts'
import { Failure, isOfProxy } from '../artifacts/failure.ts'

/** Their checks tell a proxy's failure from a server's by themselves: one of many servers, or ways, behind one is not all. */
const toldApart: readonly ArtifactName[] = [
  'tlsHandshake',
  'autodiscover',
  'autodiscoverWellKnown',
  'autodiscoverUrls',
  'autodiscoverServices',
]

/**
 * The failure of the proxy of this machine that an artifact holds. What is missing because of it would look as if the
 * server had not answered, so that nothing is judged by such an artifact.
 */
export function proxyInTheWay(name: ArtifactName, value: unknown): Failure | undefined {
  return toldApart.includes(name) ? undefined : failureIn(value)
}

function failureIn(value: unknown): Failure | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inside] of Object.entries(value)) {
    const failure = key === 'failure' ? Failure.safeParse(inside).data : undefined
    const found = failure && isOfProxy(failure) ? failure : failureIn(inside)
    if (found) return found
  }
  return undefined
}
