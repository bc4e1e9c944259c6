import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { Knock, Reachability, RequestProbe } from '../../shared/artifacts/reachability.ts'
import { t } from '../../shared/language/translate.ts'
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
    [t`The first on a connection`, first],
    [t`The second on it`, second],
    [
      t`After ${afterIdle?.idleSeconds} s of silence${afterIdle?.closedMeanwhile ? t`, in which the other side closed it` : ''}`,
      afterIdle?.probe,
    ],
    [t`A large one, on a connection of its own`, large],
    [t`NTLM’s first message`, ntlm?.challenge],
    [t`The next on the same connection`, ntlm?.next],
  ]
  return (
    <>
      <FactList
        facts={[
          { label: t`Server`, value: `${host}:${port}` },
          { label: t`IP address`, value: address },
          { label: t`Connections`, value: t`${openOf(knocks).length} of ${knocks.length} came about` },
          { label: t`Open after`, value: pace(openOf(knocks)) },
        ]}
      />
      <Disclosure text={t`Each connection`} of={t`in order`}>
        <PlainTable
          label={t`Connections in the order in which they ended`}
          head={[t`Connection`, t`Open after`, t`Answered after that`, t`Failure`]}
          rows={knocks.map(({ connectMilliseconds, answerMilliseconds, failure }, place) => [
            String(place + 1),
            connectMilliseconds === undefined ? '' : formatMilliseconds(connectMilliseconds),
            answerMilliseconds === undefined ? '' : formatMilliseconds(answerMilliseconds),
            failure ? failureSentence(failure) : '',
          ])}
        />
      </Disclosure>
      <SubHeading>{t`Requests without a credential`}</SubHeading>
      <PlainTable
        label={t`Requests without a credential`}
        head={[t`Request`, t`Sent`, t`Answer`, t`After`]}
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
  return t`${formatMilliseconds(median)} in the middle, ${formatMilliseconds(fastest)} to ${formatMilliseconds(slowest)}`
}

function rowOf(name: string, { bytes, status, closeAnnounced, failure, milliseconds }: RequestProbe): string[] {
  const closes = closeAnnounced ? t`, and says that it closes` : ''
  const answer = failure ? failureSentence(failure) : `${statusWithReason(status)}${closes}`
  return [name, t`${bytes.toLocaleString('en')} bytes`, answer, formatMilliseconds(milliseconds)]
}
