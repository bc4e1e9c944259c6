import { artifactSchemas } from '../../../../shared/artifacts/artifacts.ts'
import type { Knock, Reachability, RequestProbe } from '../../../../shared/artifacts/reachability.ts'
import { failure } from '../artifact-builders.ts'

export const answered: RequestProbe = { bytes: 1_100, status: 401, milliseconds: 8.2, closeAnnounced: false }
export const closing: RequestProbe = { ...answered, closeAnnounced: true }
export const lost: RequestProbe = { bytes: 1_100, milliseconds: 3, failure: failure('connection-reset', 'ECONNRESET') }

type Seen =
  | number
  | [open: number, answered: number]
  | 'connection-reset'
  | 'connection-timed-out'
  | 'connection-refused'
  | 'host-unreachable'

/** Ten knocks that took these milliseconds, until TCP was open and until its answer came; a code is one that failed with it. */
export function knocks(...seen: Seen[]): Knock[] {
  return Array.from({ length: 10 }, (_, place) => {
    const one = seen[place] ?? 3.2
    if (typeof one === 'string') return { failure: failure(one) }
    const [connectMilliseconds, answerMilliseconds = 6.1] = typeof one === 'number' ? [one] : one
    return { connectMilliseconds, answerMilliseconds }
  })
}

/** What a healthy server shows, with some parts replaced; a part given as undefined was not gathered. */
export function reachability(changes: { [K in keyof Reachability]?: Reachability[K] | undefined } = {}) {
  const usual: Reachability = {
    host: 'mail.contoso.test',
    port: 443,
    address: '10.20.0.14',
    knocks: knocks(),
    first: answered,
    second: answered,
    large: { ...answered, bytes: 61_200 },
    ntlm: { challenge: answered, challenged: true, next: answered },
  }
  const entries = Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== undefined)
  return { reachability: artifactSchemas.reachability.parse(Object.fromEntries(entries)) }
}
