import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { Reachability, RequestProbe } from '../../shared/artifacts/reachability.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { PlainTable } from './plain-table.tsx'
import { SubHeading } from './sub-heading.tsx'

/** Each connection that was only opened, and each request that was sent without a credential. */
export function ReachabilityView({ reachability }: { reachability: Reachability }) {
  const { knocks, first, second, afterIdle, large, ntlm } = reachability
  const requests: [string, RequestProbe | undefined][] = [
    ['The first on a connection', first],
    ['The second on it', second],
    [`After ${afterIdle?.idleSeconds} s of silence`, afterIdle?.probe],
    ['A large one, on a connection of its own', large],
    ['NTLM’s first message', ntlm?.challenge],
    ['The next on the same connection', ntlm?.next],
  ]
  return (
    <>
      <SubHeading>Connections</SubHeading>
      <PlainTable
        label="Connections one after the other"
        head={['Connection', 'Open after', 'Failure']}
        rows={knocks.map(({ connectMilliseconds, failure }, place) => [
          String(place + 1),
          connectMilliseconds === undefined ? '' : formatMilliseconds(connectMilliseconds),
          failure ? failureSentence(failure) : '',
        ])}
      />
      <SubHeading>Requests</SubHeading>
      <PlainTable
        label="Requests without a credential"
        head={['Request', 'Bytes', 'Answer', 'After']}
        rows={requests.flatMap(([name, probe]) => (probe ? [rowOf(name, probe)] : []))}
      />
    </>
  )
}

function rowOf(name: string, { bytes, status, closeAnnounced, failure, milliseconds }: RequestProbe): string[] {
  const answer = failure ? failureSentence(failure) : `${status ?? 'none'}${closeAnnounced ? ', closes' : ''}`
  return [name, String(bytes), answer, formatMilliseconds(milliseconds)]
}
