import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { type FirewallSource, mostSources, type SourceRoad } from '../../shared/firewall/source-list.ts'
import { t } from '../../shared/language/translate.ts'
import { needsSecret } from '../engine/sources/list-request.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import type { ListOffers } from './list-offers.ts'
import type { Organisations } from './organisations.ts'
import type { SourceSecrets } from './source-secrets.ts'

type SourceCalls = Pick<
  Handlers['calls'],
  'firewall.save-source' | 'firewall.remove-source' | 'firewall.put-secret' | 'firewall.forget-secret'
>

/** The calls about where lists come from, and about the secrets that they are asked with. */
export function firewallSourceHandlers(parts: {
  store: FirewallStore
  organisations: Organisations
  secrets: SourceSecrets
  offers: ListOffers
  newSourceId: () => string
  changed: () => void
  /** What is watched is another. */
  sourcesChanged: () => void
}): SourceCalls {
  const { store, organisations, secrets, offers, newSourceId, changed, sourcesChanged } = parts

  function needed(sourceId: string) {
    const of = organisations.needed()
    const kept = store.sources.read(of.id, sourceId)
    if (!kept) throw new ContractError('no-such-source')
    return { of, source: kept.source }
  }

  return {
    async 'firewall.save-source'({ source: sent, id }) {
      const of = organisations.needed()
      const before = id === null ? undefined : needed(id).source
      const source: FirewallSource = { ...sent, id: id ?? newSourceId() }
      const outcome = store.sources.save(of.id, source)
      if (outcome === 'gone') throw new ContractError('no-such-source')
      if (outcome === 'full') throw new ContractError('bad-argument', t`There are ${mostSources} lists already.`)
      if (outcome === 'taken')
        throw new ContractError('bad-argument', t`Another list has the group ${source.group} already.`)
      const isOther = before !== undefined && wayOf(before.road) !== wayOf(source.road)
      // What was read of another address is no offer of this one.
      if (isOther) offers.dropOf(source.id)
      const all = !isOther || (await secrets.forget(of, source.id))
      changed()
      sourcesChanged()
      if (!all) throw new ContractError('keychain-left')
      return { sourceId: source.id }
    },
    async 'firewall.remove-source'({ sourceId }) {
      const { of } = needed(sourceId)
      store.sources.remove(of.id, sourceId)
      offers.dropOf(sourceId)
      const all = await secrets.forget(of, sourceId)
      changed()
      sourcesChanged()
      if (!all) throw new ContractError('keychain-left')
      return {}
    },
    async 'firewall.put-secret'({ sourceId, secret }) {
      const { of, source } = needed(sourceId)
      // What is pasted often brings a line break along.
      const trimmed = secret.trim()
      if (!('address' in source.road) || !needsSecret(source.road) || trimmed === '')
        throw new ContractError('bad-argument')
      const isStill = (): boolean => {
        const kept = store.sources.read(of.id, sourceId)
        return kept !== undefined && wayOf(kept.source.road) === wayOf(source.road)
      }
      if (!(await secrets.put(of, source, trimmed, isStill))) throw new ContractError('no-such-source')
      changed()
      sourcesChanged()
      return {}
    },
    async 'firewall.forget-secret'({ sourceId }) {
      const { of } = needed(sourceId)
      const all = await secrets.forget(of, sourceId)
      changed()
      if (!all) throw new ContractError('keychain-left')
      return {}
    },
  }
}

/** What is asked and with which header, where anything is. Where in the answer the entries are, is no other way. */
function wayOf(road: SourceRoad): string {
  if (!('address' in road)) return road.kind
  return JSON.stringify([road.kind, road.address, road.kind === 'vendor-api' ? road.clientId : road.header])
}
