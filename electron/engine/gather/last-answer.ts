import type { TlsTarget } from '../wire/tls-connection.ts'

/**
 * When a server answered last, by what was gathered so far: the end of its latest HTTP answer, ISO 8601. Undefined where
 * it answered nothing.
 */
export function lastAnswer(gathered: object, { host, port }: Pick<TlsTarget, 'host' | 'port'>): string | undefined {
  const ends = answersIn(gathered)
    .filter(({ url }) => url.hostname === host && Number(url.port || 443) === port)
    .map(({ ended }) => ended)
  return ends.length > 0 ? new Date(Math.max(...ends)).toISOString() : undefined
}

type Answer = { url: URL; ended: number }

function answersIn(value: unknown): Answer[] {
  if (typeof value !== 'object' || value === null) return []
  const own = answerOf(value)
  return own ? [own] : Object.values(value).flatMap(answersIn)
}

/** What an HTTP exchange with an answer says; undefined for anything else. */
function answerOf(value: object): Answer | undefined {
  const { url, status, startedAt, milliseconds } = value as Record<string, unknown>
  if (typeof url !== 'string' || typeof status !== 'number' || typeof startedAt !== 'string') return undefined
  const { total } = (milliseconds ?? {}) as Record<string, unknown>
  if (typeof total !== 'number' || !URL.canParse(url)) return undefined
  return { url: new URL(url), ended: Date.parse(startedAt) + total }
}
