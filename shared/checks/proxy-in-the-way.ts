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

/** What was found in each artifact: it does not change any more, and many checks are judged by the same one. */
const found = new WeakMap<object, { failure: Failure | undefined }>()

/**
 * The failure of the proxy of this machine that an artifact holds. What is missing because of it would look as if the
 * server had not answered, so that nothing is judged by such an artifact.
 */
export function proxyInTheWay(name: ArtifactName, value: unknown): Failure | undefined {
  if (toldApart.includes(name) || typeof value !== 'object' || value === null) return undefined
  const known = found.get(value)
  if (known) return known.failure
  const failure = failureIn(value)
  found.set(value, { failure })
  return failure
}

function failureIn(value: unknown): Failure | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    for (const inside of value) {
      const ofProxy = failureIn(inside)
      if (ofProxy) return ofProxy
    }
    return undefined
  }
  for (const key of Object.keys(value)) {
    const inside = (value as Readonly<Record<string, unknown>>)[key]
    if (typeof inside !== 'object' || inside === null) continue
    const failure = key === 'failure' ? Failure.safeParse(inside).data : undefined
    const ofProxy = failure && isOfProxy(failure) ? failure : failureIn(inside)
    if (ofProxy) return ofProxy
  }
  return undefined
}
