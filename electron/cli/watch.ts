import { once } from 'node:events'
import { uptime } from 'node:os'
import type { RunVerdict } from '../../shared/checks/finding.ts'
import { setPlatformTimer } from '../../shared/contract/set-timer.ts'
import { t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { posternVersion } from '../../shared/run/version.ts'
import { closeKeptStore, openKeptStore } from '../api/kept-store.ts'
import { openPasswordStore } from '../api/keychain-password-store.ts'
import { openSignInMemory } from '../api/state-directory.ts'
import { createWatchService, type WatchedFrom, type WatchService } from '../api/watch-service.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { serveMetrics } from '../loopback/metrics-server.ts'
import { failureOfBug } from './bug-report.ts'
import { complain } from './complain.ts'
import { exitCodes, StoppedError, UsageError } from './exit-code.ts'
import { openOrganisation } from './probe.ts'
import { readPassword } from './read-password.ts'
import { parseWatchArguments, type WatchArguments, watchUsage } from './watch-arguments.ts'
import { beginLine, watchLine } from './watch-line.ts'

/** `postern watch`: runs on a schedule until the signal aborts. Returns the exit code; throws a UsageError for bad input. */
export async function watch(args: readonly string[], signal: AbortSignal): Promise<number> {
  const options = parseWatchArguments(args)
  if (options === 'help') {
    process.stdout.write(`${watchUsage}\n`)
    return 0
  }
  const organisation = await openOrganisation(options.organisationFile)
  const kept = openKeptStore()
  if ('refused' in kept) throw new UsageError(kept.refused)
  if (kept.store.notice !== null) complain(kept.store.notice)
  try {
    return await watchWith(organisation, options, kept.store, signal)
  } finally {
    await closeKeptStore(kept.store)
  }
}

async function watchWith(
  organisation: Organisation,
  options: WatchArguments,
  store: Parameters<typeof createWatchService>[0]['store'],
  signal: AbortSignal,
): Promise<number> {
  const passwords = openPasswordStore()
  const inKeychain = organisation.account?.password !== undefined && 'keychain' in organisation.account.password
  const { password, missing } = await readPassword(organisation, {
    fromInput: options.passwordFromInput,
    input: process.stdin,
    prompt: process.stderr,
    environment: process.env,
    openStore: () => passwords,
    signal,
  })
  if (missing !== undefined) complain(missing)
  const first = Promise.withResolvers<RunVerdict>()
  const service = createWatchService({
    ...{ version: posternVersion, organisation, store, runReadiness, passwords, environment: process.env },
    ...{ everyMinutes: options.everyMinutes, signInMemory: openSignInMemory() },
    // A password that is changed in the keychain is sent by the next run, without a new start.
    password: inKeychain && !options.passwordFromInput ? undefined : password,
    onRun(watched) {
      // What is asked for once has no next run, whatever the interval would be.
      const seen = options.once ? { ...watched, next: null } : watched
      process.stdout.write(`${watchLine(organisation.name, seen)}\n`)
      first.resolve(watched.seen.verdict)
    },
    onProblem(sentence) {
      complain(sentence)
      first.resolve('could-not-tell')
    },
    onTrouble: complain,
    onBug(thrown) {
      tellBug(thrown)
      first.resolve('bug')
    },
    now: () => new Date(),
    monotonic: () => uptime() * 1_000,
    setTimer: setPlatformTimer,
    beginsNow: options.once,
  })
  if (options.once) return await oneRun(service, first.promise, signal)
  const begun = (next: WatchedFrom): void => {
    process.stdout.write(`${beginLine(organisation.name, options.everyMinutes, next)}\n`)
  }
  return await manyRuns(service, { port: options.metricsPort, begun }, signal)
}

async function oneRun(service: WatchService, first: Promise<RunVerdict>, signal: AbortSignal): Promise<number> {
  const stopped = signal.aborted
    ? Promise.resolve('stopped' as const)
    : once(signal, 'abort').then(() => 'stopped' as const)
  service.begin()
  const verdict = await Promise.race([first, stopped])
  await service.end()
  if (verdict === 'stopped') throw new StoppedError()
  return exitCodes[verdict]
}

async function manyRuns(
  service: WatchService,
  { port, begun }: { port: number | undefined; begun: (next: WatchedFrom) => void },
  signal: AbortSignal,
): Promise<number> {
  const metrics = port === undefined ? undefined : await serve(service, port)
  begun(service.begin())
  if (!signal.aborted) await once(signal, 'abort')
  await service.end()
  await metrics?.close()
  return 0
}

async function serve(service: WatchService, port: number): ReturnType<typeof serveMetrics> {
  try {
    const served = await serveMetrics({ port, text: service.metrics, onBug: tellBug })
    process.stderr.write(t`postern: The metrics are at ${served.address}, for this machine alone.\n`)
    return served
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    if (code === undefined) throw error
    throw new UsageError(
      `The metrics cannot be served at 127.0.0.1:${port} (${code}): accepted is a port that is free.`,
    )
  }
}

function tellBug(thrown: unknown): void {
  process.stderr.write(`${failureOfBug(thrown)}\n`)
}
