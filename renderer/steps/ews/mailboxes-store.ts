import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallArgument, CallResult, Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { MailboxReason } from '../../../shared/ews/judge-mailboxes.ts'
import type { JudgedList, JudgedMailbox } from '../../../shared/ews/judged-list.ts'
import { t } from '../../../shared/language/translate.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import type { RemedyId } from '../../../shared/remedies/remedy.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { FileNotRead, sendFile } from './send-file.ts'

/** A call brings so many mailboxes, so that none is long. */
const PAGE = 2_000

type ScriptPage = Extract<CallResult<'ews.mailboxes-script'>, { outcome: 'script' }>

/** What became of a script that was asked for: all of it, or why there is none. */
export type ListScript = Pick<ScriptPage, 'text' | 'changes' | 'notes' | 'others'> | { sentence: string }

/** A list of mailboxes and what it came to, as plain data. */
export type MailboxesState = {
  /** The list that is being judged, and how far it has gone over; null while none is. */
  judging: { name: string; sent: number; bytes: number } | null
  list: JudgedList | null
  /** Its mailboxes as far as they have been read. `whole`: the last page is in. */
  rows: readonly JudgedMailbox[]
  whole: boolean
  filter: { text: string; reason: MailboxReason | null }
  /** Why the list that was given last was not judged, as a sentence. */
  problem: string | null
}

export type MailboxesActions = {
  /** A list is of the organisation that was open when it was given, and goes when that is another. */
  openFor(organisationId: string | null): void
  /** Judges the mailboxes of a file; the list that was there before stays where it is refused. */
  judge(file: File): Promise<void>
  /** Told what is known of the configuration, in whatever words: where that is not what it was, the list is judged anew. */
  judgedBy(configuration: string): void
  stop(): void
  /** Puts the list away. */
  clear(): void
  narrow(part: Partial<MailboxesState['filter']>): void
  /** The script for all of the list that a remedy mends; throws what the contract says. */
  script(remedy: RemedyId | null, part: ScriptPart, signal: AbortSignal): Promise<ListScript>
}

export type MailboxesStore = StoreApi<MailboxesState & MailboxesActions>

const nothing = { list: null, rows: [], whole: false, filter: { text: '', reason: null }, problem: null } as const

/** Many mailboxes at once, over one Client. */
export function createMailboxesStore(client: Client): MailboxesStore {
  return createStore<MailboxesState & MailboxesActions>()((set, get) => {
    let stopping: AbortController | undefined
    let openId: string | null | undefined
    let known: string | undefined

    async function attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
      stopping?.abort()
      const own = new AbortController()
      stopping = own
      try {
        await work(own.signal)
      } catch (error) {
        if (own.signal.aborted) return
        const isGone = error instanceof ContractError && error.code === 'no-such-list'
        set({
          ...(isGone && nothing),
          problem: error instanceof FileNotRead ? error.message : problemSentence(error),
        })
      } finally {
        if (stopping === own) set({ judging: null })
      }
    }

    async function take(judged: CallResult<'ews.mailboxes'>, name: string, signal: AbortSignal): Promise<void> {
      if (judged.outcome === 'refused') {
        set({ problem: t`${name}: ${judged.sentence}` })
        return
      }
      const { list } = judged
      set({ list, rows: [], whole: false, problem: null, judging: null })
      let after: number | null = null
      do {
        const page: CallResult<'ews.mailbox-rows'> = await client.call(
          'ews.mailbox-rows',
          { listId: list.listId, after, limit: PAGE },
          signal,
        )
        after = page.next
        set(({ rows }) => ({ rows: [...rows, ...page.rows], whole: after === null }))
      } while (after !== null)
    }

    return {
      judging: null,
      ...nothing,
      openFor(id) {
        if (openId !== undefined && openId !== id) get().clear()
        openId = id
      },
      judge: (file) =>
        attempt(async (signal) => {
          const { name, size: bytes } = file
          set({ judging: { name, sent: 0, bytes }, problem: null })
          const onSent = (sent: number) => set({ judging: { name, sent, bytes } })
          const importId = await sendFile(client, { kind: 'mailboxes', file, onSent, signal })
          const judged = await client.call('ews.mailboxes', { importId }, signal)
          if (judged.outcome === 'judged') set({ filter: nothing.filter })
          await take(judged, name, signal)
        }),
      judgedBy(configuration) {
        const isNew = known !== undefined && known !== configuration
        known = configuration
        const { list, judging } = get()
        if (!isNew || !list || judging) return
        const { listId } = list
        void attempt(async (signal) => take(await client.call('ews.mailboxes', { listId }, signal), listId, signal))
      },
      stop() {
        stopping?.abort()
        set({ judging: null })
      },
      clear() {
        stopping?.abort()
        set({ judging: null, ...nothing })
      },
      narrow: (part) => set(({ filter }) => ({ filter: { ...filter, ...part } })),
      async script(remedy, part, signal) {
        const listId = get().list?.listId ?? ''
        let whole = { text: '', changes: 0, notes: [] as string[], others: [] as ScriptPage['others'] }
        for (let offset: number | null = 0; offset !== null; ) {
          const asked: CallArgument<'ews.mailboxes-script'> = { listId, part, offset, ...(remedy && { remedy }) }
          const page: CallResult<'ews.mailboxes-script'> = await client.call('ews.mailboxes-script', asked, signal)
          if (page.outcome !== 'script') return { sentence: page.sentence }
          const { changes, notes, others } = page
          whole = { text: whole.text + page.text, changes, notes, others }
          offset = page.next
        }
        return whole
      },
    }
  })
}

const stores = new WeakMap<Client, MailboxesStore>()

/** The one store of a window’s client: a list stays while somebody is elsewhere in the window. */
export function mailboxesStoreOf(client: Client): MailboxesStore {
  const store = stores.get(client) ?? createMailboxesStore(client)
  stores.set(client, store)
  return store
}
