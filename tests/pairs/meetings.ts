import type { Fault, FaultId } from '../../lab/faults.ts'

interface Meeting {
  readonly one: FaultId
  /** The others by id; with all of them where left out. */
  readonly others?: readonly FaultId[]
  readonly also: readonly Fault['expected'][]
  readonly why: string
}

/** What is true of an organisation only where two faults meet: findings that neither of the two leads to alone. */
export const meetings: readonly Meeting[] = [
  {
    one: 'wildcard-answers-for-autodiscover',
    also: [
      { check: 'autodiscover/settings', outcome: 'not-found' },
      { check: 'autodiscover/settings', outcome: 'certificate-untrusted' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    why: 'The SRV record is then the only way to Autodiscover, so that whatever keeps clients from mail.contoso.test keeps them from Autodiscover as well.',
  },
]

/** What two faults lead to together. */
export function followsFrom(one: Fault, other: Fault): Fault['expected'][] {
  return meetings
    .filter((meeting) => {
      const met = [one.id, other.id].find((id) => id !== meeting.one)
      const isThere = one.id === meeting.one || other.id === meeting.one
      return isThere && met !== undefined && (meeting.others === undefined || meeting.others.includes(met))
    })
    .flatMap(({ also }) => also)
}
