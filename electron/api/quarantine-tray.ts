import { subjectKeyOf, type TrayDecision } from '../../shared/quarantine/tray.ts'
import type { DeviceDecisions } from '../engine/store/device-decisions.ts'
import { otherWork } from './in-slices.ts'

/** So many are read and parsed at a time. */
const AT_ONCE = 500

export type Tray = {
  stamp: string
  decisions: readonly TrayDecision[]
  /** So many are kept in a form that this Postern cannot read. */
  unreadable: number
  bySubject: ReadonlyMap<string, TrayDecision>
}

/** What lies in the tray of an organisation. That of one organisation is held. */
export type Trays = {
  read(organisationId: string): Promise<Tray>
  /** All that were seen done. */
  settled(organisationId: string): Promise<Pick<Tray, 'decisions' | 'unreadable'>>
  letGo(): void
}

export function createTrays(decisions: DeviceDecisions): Trays {
  let held: { organisationId: string; tray: Tray } | undefined

  async function all(organisationId: string, which: 'tray' | 'settled') {
    const found: TrayDecision[] = []
    let unreadable = 0
    for (let after: number | null = 0; after !== null; ) {
      const page: ReturnType<DeviceDecisions['page']> = decisions.page(organisationId, { which, after, limit: AT_ONCE })
      found.push(...page.decisions)
      unreadable += page.unreadable
      after = page.next
      await otherWork()
    }
    return { decisions: found, unreadable }
  }

  return {
    settled: (organisationId) => all(organisationId, 'settled'),
    async read(organisationId) {
      const { stamp } = decisions.tray(organisationId)
      if (held?.organisationId === organisationId && held.tray.stamp === stamp) return held.tray
      const found = await all(organisationId, 'tray')
      const bySubject = new Map(found.decisions.map((each) => [subjectKeyOf(each.decision), each]))
      const tray = { stamp, ...found, bySubject }
      held = { organisationId, tray }
      return tray
    },
    letGo() {
      held = undefined
    },
  }
}
