import type { CallName, Handlers } from '../../shared/contract/contract.ts'
import type { SetTimer } from '../../shared/contract/set-timer.ts'
import type { Store } from '../engine/store/store.ts'
import type { ProxyFor } from '../engine/wire/proxy.ts'
import type { AppEvents } from './app-events.ts'
import { firewallDeskHandlers } from './firewall-desk-handlers.ts'
import { firewallListHandlers } from './firewall-list-handlers.ts'
import { firewallSheetHandlers } from './firewall-sheet-handlers.ts'
import { firewallSourceHandlers } from './firewall-source-handlers.ts'
import { listChangeWords } from './list-change-words.ts'
import { createListLooks } from './list-looks.ts'
import { createListOffers } from './list-offers.ts'
import { createListWatch, type ListWatch } from './list-watch.ts'
import type { Organisations } from './organisations.ts'
import type { PasswordStore } from './password-store.ts'
import { createSourceSecrets } from './source-secrets.ts'

/** The firewall's desk: its calls, and the watch of lists. */
export type FirewallOfThis = {
  calls: Pick<Handlers['calls'], Extract<CallName, `firewall.${string}`>>
  watch: Pick<ListWatch, 'begin' | 'end'>
  /** When everything was deleted: nothing is held. */
  letGo(): void
}

export function createFirewall(parts: {
  store: Pick<Store, 'firewall' | 'organisations' | 'runs'>
  organisations: Organisations
  vault: PasswordStore
  events: AppEvents
  proxy: () => ProxyFor | undefined
  /** Tells whoever is not looking at the window, where that is wanted. */
  notify: (sentence: string) => void
  user: () => string | null
  now: () => Date
  monotonic: () => number
  setTimer: SetTimer
  random: (length: number) => Buffer
}): FirewallOfThis {
  const { organisations, vault, events, proxy, notify, user, now, monotonic, setTimer, random } = parts
  const store = parts.store.firewall
  const changed = (): void => events.tell({ type: 'changed', what: 'firewall' })
  const secrets = createSourceSecrets(vault)
  const offers = createListOffers({ newId: () => `offer-${random(8).toString('hex')}`, now })
  const looks = createListLooks({ store, secrets, offers, proxy, user, now, monotonic, random })
  const watch = createListWatch({
    ...{ looks, offers, changed, now, setTimer },
    organisations: () => parts.store.organisations.list(),
    sources: store.sources.list,
    onChange({ id, organisation }, source, { reading }) {
      const [newest] = store.lists.versions(id, source.id)
      const before = newest && store.lists.entries(id, source.id, newest.number)
      const { title, body } = listChangeWords(source, before, reading.entries)
      const about = { organisationId: id, organisation: organisation.name, sourceId: source.id }
      events.tell({ type: 'list-changed', ...about, title, body })
      notify(`${title}. ${body}`)
    },
  })
  const shared = { store, runs: parts.store.runs, organisations, secrets, offers, looks, now, changed }
  return {
    calls: {
      ...firewallSourceHandlers({
        ...{ ...shared, sourcesChanged: watch.sourcesChanged },
        newSourceId: () => `source-${random(8).toString('hex')}`,
      }),
      ...firewallListHandlers(shared),
      ...firewallDeskHandlers(shared),
      ...firewallSheetHandlers(shared),
    },
    watch,
    letGo: offers.letGo,
  }
}
