import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallResult, Client } from '../../../shared/contract/contract.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import {
  type DraftErrors,
  type DraftField,
  draftOf,
  type OrganisationDraft,
  readDraft,
  readSearch,
} from '../../store/organisation-draft.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { type Filled, fillDraft, valuesOf, valuesOfMailbox } from './filled-draft.ts'
import { afterEvent, noSearch, type SearchView } from './search-view.ts'

type HeldSecret = CallResult<'organisation.read'>['secret']

/** The form of an organisation as it stands, and the search that fills it. A password is never part of it. */
export type FormState = {
  /** Of which kept organisation it is; null of a new one, undefined before it was opened. */
  of: string | null | undefined
  /** What the form was filled from; what it does not show is kept from here. */
  base: Organisation | null
  /** Whether that came from a file, and is not kept yet. */
  fromFile: boolean
  draft: OrganisationDraft
  /** Counts how often the form was filled anew. */
  generation: number
  filled: Filled
  errors: DraftErrors
  search: SearchView
}

export type FormActions = {
  /** Shows an organisation; what was typed for the same one stays, over what has become of it meanwhile. */
  openFor(id: string | null, organisation: Organisation | null): void
  /** Takes in an organisation of a file. */
  take(organisation: Organisation): void
  set(field: DraftField, value: string): void
  /** The mailbox has been typed: the domain and the name follow from it, until the administrator says otherwise. */
  mailboxTyped(): void
  /** Looks for the servers of the mailbox; false where the form says nothing that can be looked for. */
  find(held: HeldSecret): boolean
  stop(): void
  /** The organisation that the form says; undefined where it has errors, which then stand at their fields. */
  read(withPassword?: boolean): Organisation | undefined
  /** What is kept is what the form says: it is shown anew from there. */
  saved(): void
}

export type FormStore = StoreApi<FormState & FormActions>

const fresh = (of: FormState['of'], base: Organisation | null, fromFile = false) => ({
  ...{ of, base, fromFile, draft: draftOf(base), filled: {}, errors: {}, search: noSearch },
})

const stores = new WeakMap<Client, FormStore>()

/** The form of a window: the same one whenever its page is come back to. */
export function formStoreOf(client: Client): FormStore {
  const known = stores.get(client) ?? createFormStore(client)
  stores.set(client, known)
  return known
}

/** A form of its own over a client. */
export function createFormStore(client: Client): FormStore {
  let controller: AbortController | undefined
  return createStore<FormState & FormActions>()((set, get) => {
    const fill = (values: Filled) => set(({ draft, filled }) => fillDraft(draft, filled, values))

    function stop(): void {
      controller?.abort()
      controller = undefined
    }

    async function follow(feed: AsyncIterable<Parameters<typeof afterEvent>[1]>, own: AbortController): Promise<void> {
      const isCurrent = () => controller === own
      try {
        for await (const event of feed) {
          if (!isCurrent()) return
          set(({ search }) => ({ search: afterEvent(search, event) }))
          if (event.type === 'found') fill(valuesOf([event.found]))
        }
      } catch (error) {
        if (!isCurrent()) return
        set(({ search }) => ({ search: { ...search, phase: 'failed', asking: [], problem: problemSentence(error) } }))
      }
      if (!isCurrent()) return
      controller = undefined
      set(({ search }) => (search.phase === 'under-way' ? { search: { ...search, phase: 'stopped', asking: [] } } : {}))
    }

    return {
      ...fresh(undefined, null),
      generation: 0,
      openFor(id, organisation) {
        if (get().of !== id) {
          stop()
          set(({ generation }) => ({ ...fresh(id, organisation), generation: generation + 1 }))
        } else if (!get().fromFile) set({ base: organisation })
      },
      take(organisation) {
        stop()
        set(({ of, generation }) => ({ ...fresh(of, organisation, true), generation: generation + 1 }))
      },
      set: (field, value) =>
        set(({ draft, errors: { [field]: _mended, ...errors } }) => ({ draft: { ...draft, [field]: value }, errors })),
      mailboxTyped: () => fill(valuesOfMailbox(get().draft.mailbox)),
      find(held) {
        const { draft, base } = get()
        const result = readSearch(draft, base, held)
        if ('errors' in result) {
          set({ errors: result.errors })
          return false
        }
        stop()
        const own = new AbortController()
        controller = own
        const { request } = result
        set({ errors: {}, search: { ...noSearch, phase: 'under-way', mailbox: request.mailbox } })
        get().mailboxTyped()
        void follow(client.feed('organisation.discover', request, own.signal), own)
        return true
      },
      stop() {
        stop()
        set(({ search }) => ({ search: { ...search, phase: 'stopped', asking: [] } }))
      },
      read(withPassword) {
        const { draft, base } = get()
        const result = readDraft(draft, base, withPassword)
        if ('organisation' in result) return result.organisation
        set({ errors: result.errors })
        return undefined
      },
      saved() {
        stop()
        set({ of: undefined })
      },
    }
  })
}
