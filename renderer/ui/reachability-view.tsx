import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { Knock, Reachability, RequestProbe } from '../../shared/artifacts/reachability.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { statusWithReason } from '../store/http-status.ts'
import { Disclosure } from './disclosure.tsx'
import { FactList } from './fact-list.tsx'
import { PlainTable } from './plain-table.tsx'
import { SubHeading } from './sub-heading.tsx'

/** How many of the connections came about and how fast, and each request that was sent without a credential. */
export function ReachabilityView({ reachability }: { reachability: Reachability }) {
  const { host, port, address, knocks, first, second, afterIdle, large, ntlm } = reachability
  const requests: [string, RequestProbe | undefined][] = [
    ['The first on a connection', first],
    ['The second on it', second],
    [
      `After ${afterIdle?.idleSeconds} s of silence${afterIdle?.closedMeanwhile ? ', in which the other side closed it' : ''}`,
      afterIdle?.probe,
    ],
    ['A large one, on a connection of its own', large],
    ['NTLM’s first message', ntlm?.challenge],
    ['The next on the same connection', ntlm?.next],
  ]
  return (
    <>
      <FactList
        facts={[
          { label: 'Server', value: `${host}:${port}` },
          { label: 'IP address', value: address },
          { label: 'Connections', value: `${openOf(knocks).length} of ${knocks.length} came about` },
          { label: 'Open after', value: pace(openOf(knocks)) },
        ]}
      />
      <Disclosure text="Each connection" of="in order">
        <PlainTable
          label="Connections in the order in which they ended"
          head={['Connection', 'Open after', 'Answered after that', 'Failure']}
          rows={knocks.map(({ connectMilliseconds, answerMilliseconds, failure }, place) => [
            String(place + 1),
            connectMilliseconds === undefined ? '' : formatMilliseconds(connectMilliseconds),
            answerMilliseconds === undefined ? '' : formatMilliseconds(answerMilliseconds),
            failure ? failureSentence(failure) : '',
          ])}
        />
      </Disclosure>
      <SubHeading>Requests without a credential</SubHeading>
      <PlainTable
        label="Requests without a credential"
        head={['Request', 'Sent', 'Answer', 'After']}
        rows={requests.flatMap(([name, probe]) => (probe ? [rowOf(name, probe)] : []))}
      />
    </>
  )
}

function openOf(knocks: readonly Knock[]): number[] {
  return knocks.flatMap(({ connectMilliseconds }) => connectMilliseconds ?? []).toSorted((a, b) => a - b)
}

function pace(sorted: readonly number[]): string | undefined {
  const [fastest] = sorted
  const median = sorted[Math.floor((sorted.length - 1) / 2)]
  const slowest = sorted.at(-1)
  if (fastest === undefined || median === undefined || slowest === undefined) return undefined
  return `${formatMilliseconds(median)} in the middle, ${formatMilliseconds(fastest)} to ${formatMilliseconds(slowest)}`
}

function rowOf(name: string, { bytes, status, closeAnnounced, failure, milliseconds }: RequestProbe): string[] {
  const closes = closeAnnounced ? ', and says that it closes' : ''
  const answer = failure ? failureSentence(failure) : `${statusWithReason(status)}${closes}`
  return [name, `${bytes.toLocaleString('en')} bytes`, answer, formatMilliseconds(milliseconds)]
}
