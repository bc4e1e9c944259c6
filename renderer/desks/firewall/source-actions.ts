import type { Client } from '../../../shared/contract/contract.ts'
import type { ListOffer } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import type { GetState, SetState, SourceActions } from './firewall-state.ts'
import { typedPointer } from './typed-pointer.ts'

type Attempt = <T>(work: () => Promise<T>) => Promise<T | undefined>

/** What is done with lists of senders. `attempt` tells what goes wrong; `read` reads everything anew. */
export function createSourceActions(
  client: Client,
  set: SetState,
  get: GetState,
  { attempt, read }: { attempt: Attempt; read(): Promise<void> },
): SourceActions {
  function put(offer: ListOffer): void {
    set(({ offers }) => ({ offers: new Map(offers).set(offer.sourceId, offer) }))
  }

  function putAway(sourceId: string): void {
    const offers = new Map(get().offers)
    offers.delete(sourceId)
    set({ offers })
  }

  /** One list of a source is read at a time; what was read of it before is let go of, also where it can't be read any more. */
  async function reading(id: string, work: () => Promise<ListOffer>): Promise<boolean> {
    if (get().reading.has(id)) return false
    set(({ reading: under }) => ({ reading: new Set(under).add(id), told: null }))
    const before = get().offers.get(id)
    const isRead = await attempt(async () => {
      try {
        const offer = await work()
        if (before && before.offerId !== offer.offerId) await letGo(before)
        put(offer)
      } catch (error) {
        // Somebody who gave another list would keep the one before for it.
        await letGoOf(id)
        throw error
      }
      return true
    })
    const under = new Set(get().reading)
    under.delete(id)
    set({ reading: under })
    return isRead === true
  }

  async function letGo({ offerId }: ListOffer): Promise<void> {
    // Postern lets go of it by itself where this does not get through.
    await client.call('firewall.drop-offer', { offerId }).catch(() => undefined)
  }

  async function letGoOf(sourceId: string): Promise<void> {
    const offer = get().offers.get(sourceId)
    if (!offer) return
    putAway(sourceId)
    // What the watch read is still told of: to let go of it would be to dismiss it.
    const isDrift = get().overview?.sources.some(({ drift }) => drift === offer.offerId)
    if (!isDrift) await letGo(offer)
  }

  return {
    async saveSource(source, id, secret) {
      return attempt(async () => {
        const { sourceId } = await client.call('firewall.save-source', { source, id })
        // Told apart: the source is there, whatever becomes of its secret.
        if (secret !== null) await attempt(() => client.call('firewall.put-secret', { sourceId, secret }))
        set({ chosen: sourceId })
        await read()
        return sourceId
      })
    },
    async removeSource(sourceId) {
      await attempt(async () => {
        await client.call('firewall.remove-source', { sourceId })
        putAway(sourceId)
        if (get().chosen === sourceId) set({ chosen: null })
        await read()
      })
    },
    async forgetSecret(sourceId) {
      await attempt(async () => {
        await client.call('firewall.forget-secret', { sourceId })
        await read()
      })
    },
    fetch: (sourceId) => reading(sourceId, () => client.call('firewall.fetch', { sourceId })),
    offerText: (sourceId, text, name, pointer) =>
      reading(sourceId, () => {
        const typed = typedPointer(get().unfinished, sourceId)
        return client.call('firewall.offer-text', { sourceId, text, name, pointer: typed ?? pointer })
      }),
    look: (sourceId, offerId) => reading(sourceId, () => client.call('firewall.read-offer', { offerId })),
    async keepOffer(offer, confirmed, wrongList = false) {
      const kept = await attempt(async () => {
        const { number } = await client.call('firewall.keep-offer', {
          offerId: offer.offerId,
          ...{ confirmed: [...confirmed], wrongList },
        })
        putAway(offer.sourceId)
        const sentence = offer.same
          ? t`It is noted that version ${number} is still what the vendor has.`
          : t`Kept as version ${number}.`
        set({ told: { sentence, isProblem: false, undo: null } })
        await read()
        return true
      })
      return kept === true
    },
    async dropOffer(offer) {
      putAway(offer.sourceId)
      await letGo(offer)
      await read()
    },
    async notRead(sourceId, sentence) {
      set({ told: { sentence, isProblem: true, undo: null } })
      await letGoOf(sourceId)
    },
    add: (adding) => set({ adding }),
    choose: (id) => set({ chosen: id }),
  }
}
