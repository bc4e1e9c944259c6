import type { SetTimer } from '../../shared/contract/set-timer.ts'
import type { FirewallSource } from '../../shared/firewall/source-list.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { KeptSource } from '../engine/store/firewall-sources.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'
import type { ListLooks } from './list-looks.ts'
import type { HeldOffer, ListOffers } from './list-offers.ts'

/** How often it is asked which list is due, so that a sleep of the machine is nothing special. */
const LOOK_MILLISECONDS = 60_000
/** A machine that has just woken, or begun, has no network for a moment. */
const WAKING_MILLISECONDS = 30_000
const HOUR = 3_600_000
/** After a failure it is asked again so much later, twice as much after each further one, and at most when it is due anyway. */
const FIRST_WAIT = HOUR / 4

type Of = { id: string; organisation: Organisation }

/** Reads the lists that are watched while Postern is open: one at a time, and each when it is due. It keeps nothing. */
export type ListWatch = {
  begin(): void
  /** To be told that what is watched is another. */
  sourcesChanged(): void
  /** Starts nothing any more, and stops what is being read. */
  end(): Promise<void>
}

export function createListWatch(parts: {
  organisations: () => readonly Of[]
  sources: (organisationId: string) => readonly KeptSource[]
  looks: ListLooks
  offers: ListOffers
  /** Told of a list that is another than the one that is kept, once for each change. */
  onChange: (of: Of, source: FirewallSource, offer: HeldOffer) => void
  /** What a window shows of a source is another. */
  changed: () => void
  onBug?: ((thrown: unknown) => void) | undefined
  now: () => Date
  setTimer: SetTimer
}): ListWatch {
  const { organisations, sources, looks, offers, onChange, changed, onBug, now, setTimer } = parts
  const failures = new Map<string, { count: number; waitMilliseconds: number | undefined }>()
  /** When one was begun that came to nothing which could be noted: a bug of ours, or a disk that takes nothing. */
  const unnoted = new Map<string, number>()
  let cancelTimer: (() => void) | undefined
  let reading: { done: Promise<void>; stop: AbortController } | undefined
  let begun = false

  function dueAt({ source: { id, checkEveryHours }, lastLook }: KeptSource): number {
    const every = (checkEveryHours ?? 0) * HOUR
    const tried = unnoted.get(id)
    // It would be asked each minute, and nobody else.
    if (tried !== undefined && tried <= now().getTime()) return tried + every
    const last = Date.parse(lastLook?.at ?? '')
    // Never looked at, or by a clock that was set back since.
    if (Number.isNaN(last) || last > now().getTime()) return 0
    if (lastLook?.outcome !== 'failed') return last + every
    const { count = 1, waitMilliseconds = 0 } = failures.get(id) ?? {}
    return last + Math.min(every, Math.max(waitMilliseconds, FIRST_WAIT * 2 ** (count - 1)))
  }

  function nextDue(): { of: Of; kept: KeptSource } | undefined {
    return organisations()
      .flatMap((of) => sources(of.id).map((kept) => ({ of, kept, at: dueAt(kept) })))
      .filter(({ kept: { source } }) => source.checkEveryHours !== null && 'address' in source.road)
      .filter(({ at }) => at <= now().getTime())
      .toSorted((one, other) => one.at - other.at)[0]
  }

  function look(): void {
    cancelTimer?.()
    cancelTimer = undefined
    if (!begun) return
    let next: ReturnType<typeof nextDue>
    try {
      next = reading ? undefined : nextDue()
    } catch (thrown) {
      // A disk that fails now may be there again a moment later.
      if (!(thrown instanceof StoreRefused)) throw thrown
    }
    if (next) read(next)
    else cancelTimer = setTimer(look, LOOK_MILLISECONDS)
  }

  function read({ of, kept: { source } }: { of: Of; kept: KeptSource }): void {
    const stop = new AbortController()
    const at = now().getTime()
    unnoted.delete(source.id)
    const done = readOne(of, source, stop.signal)
      .catch((thrown: unknown) => {
        unnoted.set(source.id, at)
        if (!(thrown instanceof StoreRefused)) onBug?.(thrown)
      })
      .then(() => {
        reading = undefined
        // Not at once: one that fails without a trace would be asked without an end.
        if (begun) cancelTimer = setTimer(look, LOOK_MILLISECONDS)
      })
    reading = { done, stop }
  }

  async function readOne(of: Of, source: FirewallSource, signal: AbortSignal): Promise<void> {
    const looked = await looks.ask(of, source, 'watch', signal)
    if (looked.outcome === 'stopped') return
    if (looked.outcome === 'failed') {
      const count = (failures.get(source.id)?.count ?? 0) + 1
      failures.set(source.id, { count: Math.min(count, 8), waitMilliseconds: looked.waitMilliseconds })
      changed()
      return
    }
    failures.delete(source.id)
    const isKnown = offers.driftOf(source.id)?.hash === looked.hash || offers.isDismissed(source.id, looked.hash)
    if (looked.outcome === 'changed' && !isKnown) onChange(of, source, looked.hold())
    changed()
  }

  return {
    begin() {
      begun = true
      cancelTimer?.()
      cancelTimer = setTimer(look, WAKING_MILLISECONDS)
    },
    sourcesChanged() {
      if (begun && !reading) look()
    },
    async end() {
      begun = false
      cancelTimer?.()
      cancelTimer = undefined
      reading?.stop.abort()
      await reading?.done
    },
  }
}
