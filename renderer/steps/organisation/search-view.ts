import type {
  Discovered,
  DiscoveryEvent,
  DiscoveryQuestion,
  DiscoveryRemark,
  LookedInVain,
  SettingToType,
} from '../../../shared/organisation/discovery.ts'

/** A search for servers as the form shows it. */
export type SearchView = {
  /** `stopped`: by the administrator; `failed`: by a fault of ours or a lost connection, which `problem` says. */
  phase: 'none' | 'under-way' | 'ended' | 'stopped' | 'failed'
  mailbox: string
  /** What is asked now, in the order in which it was begun. */
  asking: readonly DiscoveryQuestion[]
  /** The last that is known of each service. */
  found: readonly Discovered[]
  inVain: readonly LookedInVain[]
  toType: readonly SettingToType[]
  remarks: readonly DiscoveryRemark[]
  problem: string | null
}

export const noSearch: SearchView = {
  ...{ phase: 'none', mailbox: '', asking: [], found: [], inVain: [], toType: [], remarks: [], problem: null },
}

/** The search after one more event. What comes again after a lost connection changes nothing. */
export function afterEvent(view: SearchView, event: DiscoveryEvent): SearchView {
  switch (event.type) {
    case 'asking':
      return { ...view, asking: [...without(view.asking, event.question), event.question] }
    case 'asked':
      return { ...view, asking: without(view.asking, event.question) }
    case 'found': {
      const others = view.found.filter(({ service }) => service !== event.found.service)
      return { ...view, found: inOrder([...others, event.found]) }
    }
    case 'missing':
      return { ...view, inVain: [...without(view.inVain, event.missing), event.missing] }
    case 'done': {
      const { found, inVain, toType, remarks, endedEarly } = event.discovery
      const phase = endedEarly === 'cancelled' ? 'stopped' : 'ended'
      return { ...view, phase, asking: [], found: inOrder(found), inVain, toType, remarks }
    }
  }
}

function without<T>(list: readonly T[], item: T): T[] {
  const text = JSON.stringify(item)
  return list.filter((each) => JSON.stringify(each) !== text)
}

const order: readonly Discovered['service'][] = ['ews', 'active-sync', 'autodiscover']

/** What an administrator needs first stands first. */
function inOrder(found: readonly Discovered[]): Discovered[] {
  return found.toSorted((left, right) => order.indexOf(left.service) - order.indexOf(right.service))
}
