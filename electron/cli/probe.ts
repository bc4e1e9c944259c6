import { allChecks } from '../../shared/checks/all-checks.ts'
import type { Handlers } from '../../shared/contract/contract.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { reportHtml } from '../../shared/report/html.ts'
import { reportOf } from '../../shared/report/report.ts'
import { sourceOfRun } from '../../shared/report/report-source.ts'
import { runOf } from '../../shared/run/kept-run.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { printable } from '../../shared/run/printable.ts'
import type { Run } from '../../shared/run/run.ts'
import { posternVersion } from '../../shared/run/version.ts'
import { createHandlers } from '../api/handlers.ts'
import { openPasswordStore } from '../api/keychain-password-store.ts'
import { readOrganisationFile } from '../api/organisation-file.ts'
import { openSignInMemory } from '../api/state-directory.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { exitCodes, UsageError } from './exit-code.ts'
import { parseProbeArguments, probeUsage } from './probe-arguments.ts'
import { readPassword } from './read-password.ts'
import { openResultFile } from './result-file.ts'
import { showProgress } from './run-progress.ts'
import { reportLines } from './run-report.ts'
import { paintFor } from './terminal-style.ts'

/** `postern probe`: one readiness run in the terminal. Returns the exit code; throws a UsageError for bad input. */
export async function probe(args: readonly string[], signal: AbortSignal): Promise<number> {
  const ids = allChecks.map((check) => check.meta.id)
  const options = parseProbeArguments(args, ids)
  if (options === 'help') {
    process.stdout.write(`${probeUsage}\n\nChecks: ${ids.join(', ')}.\n`)
    return 0
  }
  const named = await openOrganisation(options.organisationFile)
  const traced = options.leaveNoTrace ? leavingNoTrace(named) : named
  const organisation = options.extendedProtection ? traced : { ...traced, extendedProtection: false }
  const toOutput = options.json === '-'
  const file = options.json === undefined || toOutput ? undefined : await openResultFile(options.json)
  const page = options.html === undefined ? undefined : await openResultFile(options.html, '--html')
  const { password, missing } = await readPassword(organisation, {
    fromInput: options.passwordFromInput,
    input: process.stdin,
    prompt: process.stderr,
    environment: process.env,
    openStore: () => openPasswordStore(),
    signal,
  })
  if (missing !== undefined) process.stderr.write(`postern: ${printable(missing)}\n`)
  // With the JSON on standard output, what is for people goes beside it.
  const people = toOutput ? process.stderr : process.stdout
  const handlers = createHandlers({
    host: 'loopback',
    version: posternVersion,
    runReadiness,
    organisation,
    password,
    signInMemory: openSignInMemory(),
  })
  const run = await probeForPeople(handlers, { only: options.only, tryAgain: options.tryAgain, signal, people })
  if (toOutput) process.stdout.write(plainJson(run, 2))
  await file?.write(plainJson(run, 2))
  await page?.write(reportHtml(reportOf(sourceOfRun(run))))
  return exitCodes[run.verdict]
}

/** A run of the open organisation, through the same calls as a window makes, with its progress and report for people. */
export async function probeForPeople(
  handlers: Handlers,
  options: { only?: string[] | undefined; tryAgain?: boolean; signal: AbortSignal; people: NodeJS.WriteStream },
): Promise<Run> {
  const { only, tryAgain, signal, people } = options
  const paint = paintFor(people, process.env)
  const progress = showProgress(people, paint)
  // A run that was stopped still has its events and its report; only it is told of the signal.
  const never = new AbortController().signal
  const { runId } = await handlers.calls['run.start']({ only, tryAgain }, never)
  const cancel = () => handlers.calls['run.cancel']({ runId }, never)
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) await cancel()
  for await (const { value } of handlers.feeds['run.events']({ runId }, -1, never)) progress.listen(value)
  signal.removeEventListener('abort', cancel)
  progress.clear()
  const run = runOf(await handlers.calls['run.read']({ runId }, never))
  if (run === undefined) throw new Error('A run that told its end has no verdict.')
  people.write(`${reportLines(run, paint, people.columns).join('\n')}\n`)
  return run
}

/** The same organisation, with no device to be signed in whatever its file says. */
function leavingNoTrace(organisation: Organisation): Organisation {
  return { ...organisation, activeSync: { ...organisation.activeSync, leaveNoTrace: true } }
}

/** Reads an organisation file for a command; throws a UsageError that names the file. */
export async function openOrganisation(path: string): Promise<Organisation> {
  const file = await readOrganisationFile(path)
  if ('sentence' in file) throw new UsageError(`${path}: ${file.sentence}`)
  return file.organisation
}
