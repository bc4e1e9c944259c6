import type { StoreApi } from 'zustand/vanilla'
import type { CallArgument, CallResult } from '../../../shared/contract/contract.ts'
import type { SourceRoad } from '../../../shared/firewall/source-list.ts'
import type { FirewallDraft, ListOffer } from '../../../shared/firewall/told-firewall.ts'

export type Overview = CallResult<'firewall.overview'>
export type SeenHost = CallResult<'firewall.seen'>['hosts'][number]
/** A source as the form has it: without the id that Postern gives it. */
export type SourceDraft = CallArgument<'firewall.save-source'>['source']
export type SheetDelta = NonNullable<CallArgument<'firewall.preview'>['delta']>

/** Whether what was edited is kept: all of it; not yet; being kept; or it could not be, and why. */
export type Keeping = { state: 'kept' | 'waits' | 'under-way' } | { state: 'failed'; sentence: string }

export type Told = { sentence: string; isProblem: boolean; undo: (() => void) | null }

/** What the desk of firewall rules shows, as plain data. */
export type FirewallState = {
  phase: 'loading' | 'loaded' | 'failed'
  /** Null where no organisation is open. */
  overview: Overview | null
  /** What is put together, as it is being edited; what was kept of it last is in the overview. */
  draft: FirewallDraft | null
  keeping: Keeping
  /** What was typed into a field and can't be taken as it is, by the field's name; it is not lost by going elsewhere. */
  unfinished: ReadonlyMap<string, string>
  /** How often everything was read: what was made of it before is made anew. */
  readings: number
  /** What the newest run saw to be needed; null until it was read. */
  seen: CallResult<'firewall.seen'> | null
  /** Lists that were read and are not kept yet, by their source. */
  offers: ReadonlyMap<string, ListOffer>
  /** Sources that are being read now. */
  reading: ReadonlySet<string>
  /** The source that is unfolded. */
  chosen: string | null
  /** The source that is being added: by which road it begins, and the file that is read once it is there. */
  adding: { road: SourceRoad['kind']; file: File | null } | null
  /** The sheet that is shown: of which form, and of what. */
  sheet: { format: string | null; delta: SheetDelta | null }
  told: Told | null
}

export type DraftActions = {
  /** Changes the draft, and keeps it soon. */
  edit(change: (draft: FirewallDraft) => FirewallDraft): void
  /** Remembers what a field says that can't be taken, or with null that it says nothing of that kind any more. */
  leaveUnfinished(field: string, text: string | null): void
  /** Keeps at once what was edited. */
  flush(): Promise<void>
}

export type SourceActions = {
  /** Keeps a source with its secret, if one was given; its id, or undefined where that went wrong. */
  saveSource(source: SourceDraft, id: string | null, secret: string | null): Promise<string | undefined>
  removeSource(id: string): Promise<void>
  forgetSecret(id: string): Promise<void>
  /** Asks the address of a source for its list. */
  fetch(id: string): Promise<boolean>
  /** Reads a list from a text. `name`: of the file; null where it was pasted. `pointer`: where in JSON the entries are, unless somebody typed another. */
  offerText(id: string, text: string, name: string | null, pointer: string | null): Promise<boolean>
  /** Takes up what the watch read of a source. */
  look(id: string, offerId: string): Promise<boolean>
  /** Keeps what was read; whether that worked. `wrongList`: though it is said to be the wrong one. */
  keepOffer(offer: ListOffer, confirmed: readonly string[], wrongList?: boolean): Promise<boolean>
  /** Says why a file could not be read at all; what was read of the source before is let go of. */
  notRead(id: string, sentence: string): Promise<void>
  dropOffer(offer: ListOffer): Promise<void>
  choose(id: string | null): void
  /** Begins a new source, or with null leaves that. */
  add(adding: FirewallState['adding']): void
}

export type FirewallActions = DraftActions &
  SourceActions & {
    read(): Promise<void>
    /** Reads for the organisation that is open; what was edited for another is put away. */
    opened(organisationId: string | null): Promise<void>
    /** Reads again whenever lists, rules or runs change, until the signal aborts. */
    follow(signal: AbortSignal): Promise<void>
    /** Shows a sheet of another form. */
    chooseFormat(format: string): void
    /** Only what changed since that version of a list; null: all rules. */
    askForSheet(delta: SheetDelta | null): void
    tell(told: Told): void
    dismiss(): void
  }

export type FirewallStore = StoreApi<FirewallState & FirewallActions>
export type SetState = FirewallStore['setState']
export type GetState = FirewallStore['getState']
