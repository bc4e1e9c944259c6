import type { StoreApi } from 'zustand/vanilla'
import type { CallResult, Client, FeedEvent } from '../../shared/contract/contract.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { OrganisationSummary } from '../../shared/organisation/organisation-summary.ts'
import { isSameOrganisation } from '../../shared/organisation/same-organisation.ts'
import type { Grouping } from '../../shared/run/finding-groups.ts'
import type { PasswordStanding } from '../../shared/run/password-standing.ts'
import type { Trace } from '../../shared/run/trace.ts'
import type { Settings } from '../../shared/settings/settings.ts'
import type { ElsewhereRun, LatestRun, StartOptions } from './elsewhere.ts'
import type { Place } from './place.ts'
import type { RunView } from './run-view.ts'

/** Everything the window shows, as plain data. */
export type SessionState = {
  /** `opening` until the first answers are in; `failed` when they did not come. */
  phase: 'opening' | 'open' | 'failed'
  /** Whether Postern can be reached. */
  connected: boolean
  about: CallResult<'app.about'> | null
  organisation: Organisation | null
  organisationId: string | null
  /** Every organisation that is kept, by name. */
  organisations: readonly OrganisationSummary[]
  /** What was chosen for this Postern; null until it was read. */
  settings: Settings | null
  secret: CallResult<'organisation.read'>['secret']
  /** How the password of the account stands with the sign-in budget; null until that was asked. */
  standing: PasswordStanding | null
  /** Whether a password was handed over since the last run began. */
  freshPassword: boolean
  run: RunView | undefined
  /** The run that is shown was opened from among the kept ones, and stays until another is started or gone back to. */
  looksBack: boolean
  /** Runs that looked again at findings of `run`, in the order in which they began. */
  verifications: readonly RunView[]
  /** The checks that are looked at again now, and by which run, once that has begun. */
  verifying: { checks: readonly string[]; runId: string | null } | null
  /** What a run may leave behind on a server, were it started now. */
  traces: readonly Trace[]
  /** The run that is under way here. */
  active: string | null
  /** The run that is under way in this program beside this window, and that no other can begin before. */
  elsewhere: ElsewhereRun | null
  /** What is started as soon as that has ended, if its organisation is open then. */
  startsNext: { organisationId: string | null; options: StartOptions } | null
  /** The newest whole run of the open organisation; it may be newer than the one that is shown. */
  latest: LatestRun | null
  /** Between pressing a button of the top bar and its effect. */
  pending: 'starting' | 'stopping' | 'saving' | null
  /** What went wrong last, as a sentence; null when nothing did, or when it was put away. */
  problem: string | null
  /** What was done and cannot be seen where somebody is, as a sentence; null when they went on, or put it away. */
  done: string | null
  place: Place
  /** How often somebody went somewhere: the page then gets the focus, which it does not where it only changes. */
  arrivals: number
  grouping: Grouping
  /** The check whose evidence is open. */
  selected: string | null
  /** Whether the keys are shown. */
  keyboard: boolean
  /** Whether the menu has asked for the report as PDF, and nobody has made it yet. */
  pdfWanted: boolean
}

type ChangedEvent = Extract<FeedEvent<'app.events'>, { type: 'changed' }>

export type SessionActions = {
  /** Reads what is open, and takes up the run that is under way or was last. */
  open(): Promise<void>
  /**
   * Starts a run. `tryAgain`: the password may be sent once more, although it was rejected or went unanswered. `resume`:
   * goes on with that run, which was interrupted. While another window's run or the watch's is under way, it waits for that.
   */
  start(options?: StartOptions): Promise<void>
  /** Starts nothing when the run that is under way elsewhere has ended. */
  startNoMore(): void
  /** Shows a run that is kept, whenever and for whomever it was. True when it could be read. */
  openRun(runId: string): Promise<boolean>
  /** Keeps the runs of these files, and opens the only one; what came of it, as sentences. */
  importRuns(files: readonly File[]): Promise<string>
  /** The same with files that were dropped on the window; what is wrong with them becomes the problem. */
  importDropped(files: readonly File[]): Promise<void>
  /** Shows the run again that was last of the open organisation. */
  backToLast(): Promise<void>
  /** Shows the run that is newer than the one that is shown. */
  showNewer(): Promise<void>
  stop(): Promise<void>
  /** Reads the raw evidence of the run that is under way, as far as there is some. */
  readEvidence(): Promise<void>
  /** Looks again at checks of the run that is shown, after a change. */
  verify(checks: readonly string[]): Promise<void>
  /** Saves the organisation and hands the password over, when one was typed. True when both were taken. */
  save(organisation: Organisation, password: string): Promise<boolean>
  /** Opens another organisation that is kept, with its last run, at the same place. */
  openOrganisation(id: string): Promise<void>
  /** Closes the organisation that is open, and goes where another is named. */
  newOrganisation(): Promise<void>
  /** Reads which organisations are kept. */
  readOrganisations(): Promise<void>
  saveSettings(part: Partial<Settings>): Promise<boolean>
  /** Accepts a certificate by its SHA-256 fingerprint for the open organisation, or accepts it no more. */
  pin(fingerprint: string, accept: boolean): Promise<boolean>
  /** Takes everything away for good that Postern keeps. */
  deleteAll(): Promise<boolean>
  /** Whether the next run leaves out what would leave a trace on a server. */
  leaveNoTrace(leave: boolean): Promise<void>
  putPassword(password: string): Promise<boolean>
  /** Forgets the password that is held for the open organisation's account. */
  forgetPassword(): Promise<boolean>
  /** Asks how that password stands with the sign-in budget, which spends nothing of it. */
  readStanding(): Promise<void>
  /** Told that something kept has changed, whoever changed it. */
  changedElsewhere(what: ChangedEvent['what']): Promise<void>
  /** Told when the connection to Postern is made or lost. */
  connection(connected: boolean): void
  dismissProblem(): void
  dismissDone(): void
  /** Goes to a place; evidence that is open stays there only where the page stays. */
  show(place: Place): void
  /** Shows another part of the page where one is: what has the focus keeps it. */
  turn(place: Place): void
  /** Goes where there is something to do. */
  showStart(): void
  group(by: Grouping): void
  select(check: string | null): void
  showKeyboard(keyboard: boolean): void
  wantPdf(wanted: boolean): void
}

export type SessionStore = SessionState & SessionActions
export type Session = StoreApi<SessionStore>

export const initialState: SessionState = {
  phase: 'opening',
  connected: true,
  about: null,
  organisation: null,
  organisationId: null,
  organisations: [],
  settings: null,
  secret: null,
  standing: null,
  freshPassword: false,
  run: undefined,
  looksBack: false,
  verifications: [],
  verifying: null,
  traces: [],
  active: null,
  elsewhere: null,
  startsNext: null,
  latest: null,
  pending: null,
  problem: null,
  done: null,
  place: { kind: 'step', step: 'organisation' },
  arrivals: 0,
  grouping: 'urgency',
  selected: null,
  keyboard: false,
  pdfWanted: false,
}

/** Where nothing is shown any more of an organisation that was open, or of what was kept. */
export const nothingShown = {
  ...{ run: undefined, looksBack: false, verifications: [], selected: null },
  ...{ freshPassword: false, standing: null },
} satisfies Partial<SessionState>

/** What each part of the session is made with. */
export type SessionTools = {
  client: Client
  set: StoreApi<SessionStore>['setState']
  get: StoreApi<SessionStore>['getState']
  /** Does some work; what goes wrong with it becomes the problem that is shown. True when nothing did. */
  attempt(work: () => Promise<void>): Promise<boolean>
}

/** Whether a run is under way, or about to begin, so that no other can. */
export function isBusy({ active, pending, verifying }: SessionState): boolean {
  return active !== null || pending !== null || verifying !== null
}

/** Whether nothing can be started now: for a run that is under way, or because Postern cannot be reached. */
export function isHeldUp(state: SessionState): boolean {
  return isBusy(state) || !state.connected
}

/** Whether the run that is shown is of the organisation that is open, and so says something of its account and servers. */
export function isOwnRun({ run, organisation }: SessionState): boolean {
  return run !== undefined && organisation !== null && isSameOrganisation(run.header.organisation, organisation)
}

/** Whether findings of the run that is shown can be looked at again: it is of the organisation that is open, and ended. */
export function canVerify(state: SessionState): boolean {
  return isOwnRun(state) && state.run?.verdict != null
}
