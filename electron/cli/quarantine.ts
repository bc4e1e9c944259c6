import { t } from '../../shared/language/translate.ts'
import { collectionScriptText } from '../../shared/management/collection-script.ts'
import { scriptFileText } from '../../shared/management/script-file.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { columnWords, type RowColumn, rowsAsCsv } from '../../shared/quarantine/csv.ts'
import type { QuarantineReport } from '../../shared/quarantine/quarantine-report.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { exitCodes, StoppedError } from './exit-code.ts'
import { openProfile } from './open-profile.ts'
import { openOrganisation } from './probe.ts'
import { parseQuarantineArguments, type QuarantineArguments } from './quarantine-arguments.ts'
import { openDecisions } from './quarantine-decided.ts'
import { openExports } from './quarantine-exports.ts'
import { quarantineReportLines } from './quarantine-lines.ts'
import { makeQuarantineReport } from './quarantine-report.ts'
import { openDecisionScripts } from './quarantine-scripts.ts'
import { quarantineUsage } from './quarantine-usage.ts'
import { openResultFile } from './result-file.ts'
import { paintFor } from './terminal-style.ts'

/**
 * `postern quarantine`: where devices of ActiveSync stand and why, and what is decided about them. Returns the exit code;
 * throws a UsageError for bad input.
 */
export async function quarantine(
  args: readonly string[],
  signal: AbortSignal,
  now = () => new Date(),
): Promise<number> {
  const options = parseQuarantineArguments(args)
  if (options === 'help') {
    process.stdout.write(`${quarantineUsage}\n`)
    return 0
  }
  const organisation =
    options.organisationFile === undefined ? undefined : await openOrganisation(options.organisationFile)
  const profile = await openProfile(options.profile)
  const earlier = options.decided === undefined ? undefined : await openDecisions(options.decided)
  const exports = await openExports(options.inputs, { strict: options.strict, signal, now })
  if (signal.aborted) throw new StoppedError()
  const toOutput = options.json === '-'
  const json = options.json === undefined || toOutput ? undefined : await openResultFile(options.json)
  const csv = options.csv === undefined ? undefined : await openResultFile(options.csv, '--csv')
  const scripts = await openDecisionScripts(options)
  const madeAt = now().toISOString()
  // With the JSON on standard output, what is for people goes beside it.
  const people = toOutput ? process.stderr : process.stdout
  if (options.collect !== undefined) {
    await collect(options.collect, options, organisation, madeAt)
    people.write(`${t`The script that reads the devices is in ${options.collect}.`}\n`)
    if (options.inputs.length === 0) return 0
  }
  const { report, made, rows } = makeQuarantineReport({ options, organisation, profile, earlier, exports, madeAt })
  const written = made ? await scripts.write(made, { organisation: report.organisation, madeAt }) : []
  const whole: QuarantineReport = { ...withUndo(report, written), scripts: written }
  people.write(`${quarantineReportLines(whole, paintFor(people, process.env), people.columns).join('\n')}\n`)
  if (toOutput) process.stdout.write(plainJson(whole, 2))
  await json?.write(plainJson(whole, 2))
  await csv?.write(rowsAsCsv(rows, Object.keys(columnWords()) as RowColumn[]))
  return whole.verdict === 'refused' ? exitCodes.usage : exitCodes[whole.verdict]
}

/** What was decided now, with whether the script that undoes it was written. */
function withUndo(
  report: Omit<QuarantineReport, 'scripts'>,
  scripts: QuarantineReport['scripts'],
): Omit<QuarantineReport, 'scripts'> {
  if (!scripts.some(({ part, outcome }) => part === 'undo' && outcome === 'written')) return report
  const { decisions, defaultDecision } = report
  return {
    ...report,
    decisions: decisions.map((kept) => ({ ...kept, undoGiven: true })),
    defaultDecision: defaultDecision && { ...defaultDecision, undoGiven: true },
  }
}

async function collect(
  path: string,
  { statistics }: QuarantineArguments,
  organisation: Organisation | undefined,
  madeAt: string,
): Promise<void> {
  const file = await openResultFile(path, '--collect')
  const name = organisation?.name ?? t`not named`
  const request = { uses: ['devices'], statistics, organisation: name, madeAt } as const
  await file.write(scriptFileText(collectionScriptText(request)))
}
