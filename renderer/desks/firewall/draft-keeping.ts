import type { Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { SetTimer } from '../../../shared/contract/set-timer.ts'
import { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import type { DraftActions, GetState, Overview, SetState } from './firewall-state.ts'
import { laidOver } from './laid-over.ts'

/** So long after the last edit it is kept: nobody who types waits for it, and nothing is lost by leaving, since that keeps it at once. */
const SOON_MILLISECONDS = 600

/** So often what was edited is laid over what others kept meanwhile, before it waits for the next edit. */
const MOST_TRIES = 5

type KeptDraft = Pick<Overview, 'draft' | 'draftVersion'>

export type DraftKeeping = DraftActions & {
  /** A moment to which `mayTake` can be asked about later. */
  mark(): number
  /** Whether nothing was edited or kept since that moment, so that what was read then is the newest. */
  mayTake(mark: number): boolean
  /** Says that what is shown is this, as it is kept: what is edited from now on is made from it. */
  took(kept: KeptDraft): void
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
  /** What is edited was made from it. */
  let base: KeptDraft | undefined

  async function keep(): Promise<void> {
    cancel?.()
    cancel = undefined
    if (!isDirty || !get().draft) return
    for (let left = MOST_TRIES; left > 0; left -= 1) if ((await tryToKeep(left > 1)) === 'ended') return
  }

  /** 'again' where another window kept something else meanwhile, and what was edited here is laid over that by now. */
  async function tryToKeep(mayLay: boolean): Promise<'ended' | 'again'> {
    const { draft } = get()
    const from = base
    if (!draft || !from) return 'ended'
    isDirty = false
    const read = FirewallDraft.safeParse(draft)
    if (!read.success) {
      failed(t`Something in it has no form that is kept; each field says what is wrong.`)
      return 'ended'
    }
    const mine = changes
    set({ keeping: { state: 'under-way' } })
    try {
      const asked = { draft: read.data, from: from.draftVersion, of: of() ?? undefined }
      const { draftVersion } = await client.call('firewall.save-draft', asked)
      // Else it was forgotten meanwhile, with what it was made from.
      if (base === from) base = { draft: read.data, draftVersion }
      if (mine === changes) set({ keeping: { state: 'kept' } })
    } catch (error) {
      if (base !== from) return 'ended'
      if (mayLay && isDraftChanged(error)) return await layOver(from)
      // It is tried again with the next edit, and when the page is left.
      isDirty = true
      if (mine === changes) set({ keeping: { state: 'failed', sentence: problemSentence(error) } })
    } finally {
      changes += 1
    }
    return 'ended'
  }

  /** Lays what was edited here over what is kept. What was typed while that was read is among it. */
  async function layOver(from: KeptDraft): Promise<'ended' | 'again'> {
    isDirty = true
    try {
      const kept = await client.call('firewall.overview', {})
      const { draft } = get()
      if (base !== from || !draft) return 'ended'
      const laid = laidOver(from.draft, draft, kept.draft)
      base = kept
      set({
        draft: laid.draft,
        ...(laid.problems.length > 0 && { told: { sentence: laid.problems.join(' '), isProblem: true, undo: null } }),
      })
      return 'again'
    } catch (error) {
      if (base === from) failed(problemSentence(error))
      return 'ended'
    }
  }

  function failed(sentence: string): void {
    isDirty = true
    set({ keeping: { state: 'failed', sentence } })
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
    took({ draft, draftVersion }) {
      base = { draft, draftVersion }
    },
    forget() {
      cancel?.()
      cancel = undefined
      isDirty = false
      base = undefined
      changes += 1
      set({ draft: null, unfinished: new Map(), keeping: { state: 'kept' } })
    },
  }
}

function isDraftChanged(error: unknown): boolean {
  return error instanceof ContractError && error.code === 'draft-changed'
}
