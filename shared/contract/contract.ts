import { z } from 'zod'
import { JudgedMailbox, JudgedRows, ListJudgement, ListScript, ListScriptPage } from '../ews/judged-list.ts'
import { pieceBytes, pieceCharacters } from '../management/import-pieces.ts'
import { ImportedConfiguration, KeptConfiguration } from '../management/kept-configuration.ts'
import { LiveDescription, LiveEvent, LiveRequest } from '../management/live-configuration.ts'
import { DiscoveryEvent, DiscoveryRequest } from '../organisation/discovery.ts'
import { Organisation } from '../organisation/organisation.ts'
import { OrganisationId, OrganisationSummary } from '../organisation/organisation-summary.ts'
import { FindingRow } from '../run/finding-row.ts'
import { KeptRun } from '../run/kept-run.ts'
import { PasswordStanding } from '../run/password-standing.ts'
import { Run, RunEvent, RunId } from '../run/run.ts'
import { RunSummary } from '../run/run-summary.ts'
import { Trace } from '../run/trace.ts'
import { Settings } from '../settings/settings.ts'
import { MetricsState, Watch, WatchStatus } from '../watch/watch.ts'
import { AppEvent } from './app-event.ts'
import { call, feed, secretCall } from './entry.ts'
import { firewallCalls } from './firewall-calls.ts'
import { quarantineCalls, quarantineFeeds } from './quarantine-calls.ts'

const nothing = z.strictObject({})
const importId = z.string().max(40)
const runIds = z.strictObject({ runIds: z.array(RunId).min(1).max(10_000) })

/** A password as the window knows it: for which account it is held, and a reference; never the password. */
const HeldSecret = z.strictObject({ reference: z.string(), username: z.string() })

/** Every call and feed between a window and Postern. Both hosts serve exactly this table. */
export const contract = {
  'app.about': call(
    nothing,
    z.strictObject({
      version: z.string(),
      host: z.enum(['electron', 'loopback']),
      /** Where passwords are kept: the system's keychain, or memory until Postern ends. */
      passwords: z.enum(['keychain', 'memory']),
      /** Where everything else is kept; null: in memory, until Postern ends. */
      directory: z.string().nullable(),
      /** What was out of the ordinary when Postern began, as a sentence: such as a damaged database, which was set aside. */
      notice: z.string().nullable(),
    }),
  ),
  /** The organisation that is open, its id, and whether a password for its account is held. */
  'organisation.read': call(
    nothing,
    z.strictObject({
      organisation: Organisation.nullable(),
      id: OrganisationId.nullable(),
      secret: HeldSecret.nullable(),
    }),
  ),
  /** Every organisation that is kept, by name, and which is open. */
  'organisation.list': call(
    nothing,
    z.strictObject({ organisations: z.array(OrganisationSummary), open: OrganisationId.nullable() }),
  ),
  'organisation.open': call(z.strictObject({ id: OrganisationId }), nothing),
  /** None is open afterwards, so that the next one that is saved is a new one. */
  'organisation.close': call(nothing, nothing),
  /**
   * Keeps the organisation in place of the one that is open, or as a new one where none is, and opens it. Where a
   * password is found is told by the organisation's file alone: for any other account, the result comes back without it.
   */
  'organisation.save': call(
    z.strictObject({ organisation: Organisation }),
    z.strictObject({ organisation: Organisation, id: OrganisationId }),
  ),
  /** Takes an organisation and its runs away; until Postern ends they can be brought back. */
  'organisation.remove': call(z.strictObject({ id: OrganisationId }), nothing),
  'organisation.restore': call(z.strictObject({ id: OrganisationId }), nothing),
  /** Takes in a password of a user of the open organisation; it never comes back. */
  'secret.put': secretCall(
    z.strictObject({ username: z.string().min(1).max(320), password: z.string().min(1).max(1024) }),
    HeldSecret,
  ),
  'secret.forget': call(z.strictObject({ reference: z.string().max(100) }), nothing),
  /** Whether the password of the open organisation's account may be sent, and why not; to ask spends no sign-in. */
  'sign-in.standing': call(nothing, PasswordStanding),
  /** What a run of all checks may leave behind on a server, were it started now; nothing is asked of anyone for it. */
  'run.traces': call(nothing, z.strictObject({ traces: z.array(Trace) })),
  /**
   * Starts a readiness run; its progress is the feed `run.events`. `tryAgain` is the administrator's explicit word that
   * the password may be sent again although it was rejected, or may have been: the account was unlocked, or the server
   * mended. `verifies`: it looks again at findings of that run, after a change. `resume`: goes on with a run that was
   * interrupted, under the same id.
   */
  'run.start': call(
    z.strictObject({
      only: z.array(z.string().max(100)).max(200).optional(),
      tryAgain: z.boolean().optional(),
      verifies: RunId.optional(),
      resume: RunId.optional(),
    }),
    z.strictObject({ runId: RunId }),
  ),
  'run.cancel': call(z.strictObject({ runId: RunId }), nothing),
  /** A run with what has come of it so far. */
  'run.read': call(z.strictObject({ runId: RunId }), KeptRun),
  /** Runs that are kept, newest first: of one organisation, or of all; `active` is the one that is under way here. */
  'run.list': call(
    z.strictObject({ organisationId: OrganisationId.optional(), limit: z.int().min(1).max(10_000).optional() }),
    z.strictObject({ runs: z.array(RunSummary), active: RunId.nullable() }),
  ),
  /** Takes runs away; until Postern ends they can be brought back. One that is under way stays. */
  'run.remove': call(runIds, nothing),
  'run.restore': call(runIds, nothing),
  /** Keeps a run that was read from a file; `known`: it was there already, and stays as it is. */
  'run.import': call(z.strictObject({ run: Run }), z.strictObject({ runId: RunId, known: z.boolean() })),
  /** A run that has ended, judged anew by the checks of this Postern; what is kept stays as it is. */
  'run.judge': call(z.strictObject({ runId: RunId }), Run),
  /** Findings of all runs, a page at a time, from the newest run to the oldest: the first one after null. `next` is null on the last page. */
  'finding.list': call(
    z.strictObject({ after: z.int().min(0).nullable(), limit: z.int().min(1).max(5_000) }),
    z.strictObject({ rows: z.array(FindingRow), next: z.int().nullable() }),
  ),
  /**
   * Saves the page that is shown as a PDF, where the administrator says; `name` is what the file is called at first.
   * `unavailable`: this host has no desktop, and the browser prints.
   */
  'window.savePdf': call(
    z.strictObject({ name: z.string().max(200) }),
    z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('saved'), file: z.string() }),
      z.strictObject({ outcome: z.enum(['cancelled', 'unavailable']) }),
      z.strictObject({ outcome: z.literal('failed'), sentence: z.string() }),
    ]),
  ),
  'settings.read': call(nothing, Settings),
  'settings.save': call(z.strictObject({ settings: Settings }), Settings),
  /** The watch over every organisation, by the order in which they are kept; and whether its metrics are served. */
  'watch.read': call(nothing, z.strictObject({ watches: z.array(WatchStatus), metrics: MetricsState })),
  /** Switches a watch on or off, or changes how often; one that is switched on starts a run as soon as it is due. */
  'watch.save': call(Watch, nothing),
  /**
   * Begins to take in a file whose length in bytes is known: Exchange’s configuration, as it was exported, for the
   * organisation that is open, or a list of mailboxes. At most four at once; one of which no piece comes for a minute is
   * given up. 'too-large' where it is longer than is taken.
   */
  'import.begin': call(
    z.strictObject({
      kind: z.enum(['configuration', 'mailboxes']),
      name: z.string().min(1).max(400),
      bytes: z.int().min(0),
      /** When it was last written, where that is known; ISO 8601, UTC. */
      writtenAt: z.iso.datetime().optional(),
    }),
    z.strictObject({ importId }),
  ),
  /**
   * The next piece, as base64; answered when it has been read. `offset`: how many bytes came before it. `wanted` is
   * false where no more needs to be sent, because what came is refused already: the call that ends the import says why.
   */
  'import.append': call(
    z.strictObject({
      importId,
      offset: z.int().min(0),
      chunk: z.base64(`is no base64 of at most ${pieceBytes} bytes`).max(pieceCharacters),
    }),
    z.strictObject({ wanted: z.boolean() }),
  ),
  /** Gives an import up; nothing of it is kept. */
  'import.abort': call(z.strictObject({ importId }), nothing),
  /**
   * Ends the import of a configuration, and keeps what it told: a part of which the file says that it is all, in the place of
   * that part; of any other, each entry in the place of the one of the same identity, beside those that are kept. A file of
   * which not all can be read is refused, and its rest is held for a while, for `configuration.take-rest`. So is one that is
   * of another organisation than what is kept.
   */
  'configuration.import': call(z.strictObject({ importId }), ImportedConfiguration),
  /** Keeps what could be read of a file that is held. `import.abort` lets go of it instead. */
  'configuration.take-rest': call(z.strictObject({ importId }), ImportedConfiguration),
  /** What is kept of the open organisation’s configuration. */
  'configuration.read': call(nothing, KeptConfiguration),
  /** Takes away for good what is kept of the open organisation’s configuration. */
  'configuration.forget': call(nothing, nothing),
  /**
   * Judges the mailboxes of a list by what is kept of the open organisation’s configuration: of one whose import ends
   * with that, or of one that was judged before, once more. The last few lists are held until Postern ends.
   */
  'ews.mailboxes': call(z.union([z.strictObject({ importId }), z.strictObject({ listId: importId })]), ListJudgement),
  /** The mailboxes of a judged list, a page at a time; `next` is null on the last. */
  'ews.mailbox-rows': call(JudgedRows, z.strictObject({ rows: z.array(JudgedMailbox), next: z.int().nullable() })),
  'ews.mailboxes-script': call(ListScript, ListScriptPage),
  ...quarantineCalls,
  ...firewallCalls,
  /** Whether Exchange can be asked from here, and what exactly would be done; nothing is asked for it. */
  'management.describe': call(LiveRequest, LiveDescription),
  /** Takes everything away for good that Postern keeps: organisations, runs, settings, passwords, what came of sign-ins. */
  'data.deleteAll': call(nothing, nothing),
  /** The events of one run from the start, or after a sequence number; ends when the run has ended. */
  'run.events': feed(z.strictObject({ runId: RunId }), RunEvent),
  /**
   * Looks for the servers of a mailbox; whoever stops reading stops the search. Where an account is named with the
   * reference of its password, Autodiscover is asked as that account.
   */
  'organisation.discover': feed(DiscoveryRequest, DiscoveryEvent),
  /**
   * Asks Exchange itself for its configuration, and keeps it for the organisation that is open; whoever stops reading
   * stops it. It reads and changes nothing.
   */
  'management.live': feed(LiveRequest, LiveEvent),
  ...quarantineFeeds,
  /** What changes from now on. Where events may have been missed, everything is told to have changed. */
  'app.events': feed(nothing, AppEvent),
} as const

type Contract = typeof contract
export type CallName = { [N in keyof Contract]: Contract[N]['kind'] extends 'call' ? N : never }[keyof Contract]
export type FeedName = { [N in keyof Contract]: Contract[N]['kind'] extends 'feed' ? N : never }[keyof Contract]

export type CallArgument<N extends CallName> = z.infer<Contract[N]['argument']>
export type CallResult<N extends CallName> = z.infer<Extract<Contract[N], { kind: 'call' }>['result']>
export type FeedArgument<N extends FeedName> = z.infer<Contract[N]['argument']>
export type FeedEvent<N extends FeedName> = z.infer<Extract<Contract[N], { kind: 'feed' }>['event']>

/**
 * What a host implements: a function a call, an async iterable of numbered events a feed. Events are numbered from 0
 * without a gap; `after` is the last number that the window has seen, or -1.
 */
export type Handlers = {
  calls: { [N in CallName]: (argument: CallArgument<N>, signal: AbortSignal) => Promise<CallResult<N>> }
  feeds: {
    [N in FeedName]: (
      argument: FeedArgument<N>,
      after: number,
      signal: AbortSignal,
    ) => AsyncIterable<{ seq: number; value: FeedEvent<N> }>
  }
}

/** What a window holds: the same table from the other side. */
export type Client = {
  call<N extends CallName>(name: N, argument: CallArgument<N>, signal?: AbortSignal): Promise<CallResult<N>>
  /**
   * Events of a feed, each exactly once and in order. When the connection is lost and made again, the feed goes on
   * after the last event that was seen. Throws a ContractError when the feed ends in one.
   */
  feed<N extends FeedName>(name: N, argument: FeedArgument<N>, signal?: AbortSignal): AsyncIterable<FeedEvent<N>>
  close(): void
}
