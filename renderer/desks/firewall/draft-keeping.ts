import type { Client } from '../../../shared/contract/contract.ts'
import type { SetTimer } from '../../../shared/contract/set-timer.ts'
import { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import type { DraftActions, GetState, SetState } from './firewall-state.ts'

/** So long after the last edit it is kept: nobody who types waits for it, and nothing is lost by leaving, since that keeps it at once. */
const SOON_MILLISECONDS = 600

export type DraftKeeping = DraftActions & {
  /** A moment to which `mayTake` can be asked about later. */
  mark(): number
  /** Whether nothing was edited or kept since that moment, so that what was read then is the newest. */
  mayTake(mark: number): boolean
  /** Forgets what was edited: it was of another organisation. */
  forget(): void
}

/** Keeps what is edited some moments after the last edit, one call after the other, and the last edit always. */
export function createDraftKeeping(
  client: Client,
  set: SetState,
  get: GetState,
  // `of`: the organisation that is shown. Another window may have opened another by the time that something is kept.
  { setTimer, of }: { setTimer: SetTimer; of: () => string | null | undefined },
): DraftKeeping {
  let cancel: (() => void) | undefined
  let isDirty = false
  let under: Promise<void> | undefined
  let changes = 0

  async function keep(): Promise<void> {
    cancel?.()
    cancel = undefined
    const { draft } = get()
    if (!isDirty || !draft) return
    isDirty = false
    const read = FirewallDraft.safeParse(draft)
    if (!read.success) {
      isDirty = true
      set({
        keeping: {
          state: 'failed',
          sentence: t`Something in it has no form that is kept; each field says what is wrong.`,
        },
      })
      return
    }
    const mine = changes
    set({ keeping: { state: 'under-way' } })
    try {
      await client.call('firewall.save-draft', { draft: read.data, of: of() ?? undefined })
      if (mine === changes) set({ keeping: { state: 'kept' } })
    } catch (error) {
      if (mine !== changes) return
      // It is tried again with the next edit, and when the page is left.
      isDirty = true
      set({ keeping: { state: 'failed', sentence: problemSentence(error) } })
    } finally {
      changes += 1
    }
  }

  async function flush(): Promise<void> {
    // What is kept now may be older than the last edit.
    while (under) await under
    if (!isDirty) return
    under = keep()
    try {
      await under
    } finally {
      under = undefined
    }
  }

  return {
    edit(change) {
      const { draft } = get()
      if (!draft) return
      const next = change(draft)
      if (next === draft) return
      changes += 1
      isDirty = true
      set({ draft: next, keeping: { state: 'waits' } })
      cancel?.()
      cancel = setTimer(() => void flush(), SOON_MILLISECONDS)
    },
    leaveUnfinished(field, text) {
      const { unfinished } = get()
      if ((unfinished.get(field) ?? null) === text) return
      const next = new Map(unfinished)
      if (text === null) next.delete(field)
      else next.set(field, text)
      set({ unfinished: next })
    },
    flush,
    mark: () => changes,
    mayTake: (mark) => mark === changes && !isDirty && under === undefined,
    forget() {
      cancel?.()
      cancel = undefined
      isDirty = false
      changes += 1
      set({ draft: null, unfinished: new Map(), keeping: { state: 'kept' } })
    },
  }
}
