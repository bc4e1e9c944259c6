import { Readable } from 'node:stream'
import type { EwsReport } from '../../shared/ews/ews-report.ts'
import { t } from '../../shared/language/translate.ts'
import { addConfiguration } from '../../shared/management/add-configuration.ts'
import { collectionScriptText } from '../../shared/management/collection-script.ts'
import type { Configuration } from '../../shared/management/configuration.ts'
import { mostMailboxListBytes } from '../../shared/management/import-pieces.ts'
import type { ReadingSummary } from '../../shared/management/kept-configuration.ts'
import { scriptFileText } from '../../shared/management/script-file.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { readConfigurationAt } from '../api/configuration-file.ts'
import { type MailboxListReading, readMailboxList, readMailboxListAt } from '../api/mailbox-list-file.ts'
import { type EwsArguments, ewsUsage, parseEwsArguments } from './ews-arguments.ts'
import { judgeEws } from './ews-judgement.ts'
import { ewsReportLines } from './ews-lines.ts'
import { openScripts } from './ews-scripts.ts'
import { exitCodes, StoppedError, UsageError } from './exit-code.ts'
import { sameOrganisation } from './one-organisation.ts'
import { openProfile } from './open-profile.ts'
import { openOrganisation } from './probe.ts'
import { openResultFile } from './result-file.ts'
import { readInput } from './standard-input.ts'
import { paintFor } from './terminal-style.ts'

/** `postern ews`: what the configuration makes of an integration by EWS. Returns the exit code; throws a UsageError for bad input. */
export async function ews(args: readonly string[], signal: AbortSignal, now = () => new Date()): Promise<number> {
  const options = parseEwsArguments(args)
  if (options === 'help') {
    process.stdout.write(`${ewsUsage}\n`)
    return 0
  }
  const organisation =
    options.organisationFile === undefined ? undefined : await openOrganisation(options.organisationFile)
  const profile = await openProfile(options.profile)
  const list = options.mailboxes === undefined ? undefined : await openList(options.mailboxes, signal)
  const { configuration, files } = await openConfigurations(options.configurationFiles, signal, now)
  if (signal.aborted) throw new StoppedError()
  const toOutput = options.json === '-'
  const json = options.json === undefined || toOutput ? undefined : await openResultFile(options.json)
  const scripts = await openScripts(options)
  const madeAt = now().toISOString()
  // With the JSON on standard output, what is for people goes beside it.
  const people = toOutput ? process.stderr : process.stdout
  if (options.collect !== undefined) {
    await collect(options, organisation, madeAt)
    people.write(`${t`The script that reads the configuration is in ${options.collect}.`}\n`)
    if (options.configurationFiles.length === 0) return 0
  }
  const { lot, report: judged } = judgeEws({ configuration, files, organisation, profile, list, options, madeAt })
  const report: EwsReport = { ...judged, scripts: await scripts.write(lot, judged.organisation, madeAt) }
  people.write(`${ewsReportLines(report, paintFor(people, process.env), people.columns).join('\n')}\n`)
  if (toOutput) process.stdout.write(plainJson(report, 2))
  await json?.write(plainJson(report, 2))
  return exitCodes[report.verdict]
}

async function openList(path: string, signal: AbortSignal) {
  const accepted = t`accepted is a list of mailboxes, at most 16 MiB`
  const reading: MailboxListReading =
    path === '-'
      ? await readMailboxList(
          Readable.from([await readInput(process.stdin, { signal, most: mostMailboxListBytes, accepted })]),
        )
      : await readMailboxListAt(path)
  if (reading.outcome === 'read') return reading.list
  throw new UsageError(`${path === '-' ? t`Standard input` : path}: ${reading.sentence}`)
}

/** All of them as one; the first that is refused ends the command. */
async function openConfigurations(
  paths: readonly string[],
  signal: AbortSignal,
  now: () => Date,
): Promise<{ configuration: Configuration; files: ReadingSummary[] }> {
  let configuration: Configuration = {}
  const files: ReadingSummary[] = []
  for (const path of paths) {
    const reading = await readConfigurationAt(path, { signal, now }).catch((error: unknown) => {
      throw signal.aborted ? new StoppedError() : error
    })
    if (reading.outcome !== 'read') throw new UsageError(`${path}: ${reading.sentence}`)
    sameOrganisation(path, configuration, reading.configuration)
    configuration = addConfiguration(configuration, reading.configuration)
    files.push(reading.summary)
  }
  return { configuration, files }
}

async function collect(options: EwsArguments, organisation: Organisation | undefined, madeAt: string): Promise<void> {
  const path = options.collect
  if (path === undefined) return
  const file = await openResultFile(path, '--collect')
  const account = options.account ?? organisation?.account?.username
  const name = organisation?.name ?? t`not named`
  await file.write(scriptFileText(collectionScriptText({ account, organisation: name, madeAt })))
}
