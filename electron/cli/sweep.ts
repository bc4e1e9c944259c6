import { t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { sweepFindings } from '../../shared/run/sweep-findings.ts'
import type { SweepLine } from '../../shared/run/swept-server.ts'
import { sweepServers } from '../engine/run/sweep-servers.ts'
import { exitCodes, StoppedError } from './exit-code.ts'
import { openOrganisation } from './probe.ts'
import { openResultFile } from './result-file.ts'
import { parseSweepArguments, type SweepArguments, sweepUsage } from './sweep-arguments.ts'
import { showSweepProgress } from './sweep-progress.ts'
import { sweepReport } from './sweep-report.ts'
import { placesOf, type SweepPlace } from './sweep-targets.ts'
import { type SweepEnding, sweepVerdictOf } from './sweep-verdict.ts'
import { readTargetList } from './target-list.ts'
import { paintFor } from './terminal-style.ts'

/** `postern sweep`: many servers, each looked at without a password. Returns the exit code; throws a UsageError for bad input. */
export async function sweep(args: readonly string[], signal: AbortSignal): Promise<number> {
  const options = parseSweepArguments(args)
  if (options === 'help') {
    process.stdout.write(`${sweepUsage}\n`)
    return 0
  }
  const organisation = options.organisationFile === undefined ? {} : await openOrganisation(options.organisationFile)
  const listed = options.file === undefined ? [] : await readTargetList(options.file, { input: process.stdin, signal })
  const places = placesOf([...options.targets.map((text) => ({ text, where: '' })), ...listed])
  const toOutput = options.json === '-'
  const file = options.json === undefined || toOutput ? undefined : await openResultFile(options.json)
  if (signal.aborted) throw new StoppedError()
  // With the JSON on standard output, what is for people goes beside it.
  const people = toOutput ? process.stderr : process.stdout
  const paint = paintFor(people, process.env)
  const progress = showSweepProgress(people, paint, places.length, placeOf(options))
  const seen: SweepLine[] = []
  const onServer = (line: SweepLine) => {
    seen.push(line)
    if (toOutput) process.stdout.write(plainJson(line))
    progress.listen(line)
  }
  const { ending, bug } = await sweepThem(places, options, organisation, signal, {
    onServer,
    onCounted: progress.count,
  })
  progress.clear()
  people.write(`${sweepReport(seen, ending, paint, people.columns).join('\n')}\n`)
  await file?.write(seen.map((line) => plainJson(line)).join(''))
  if (bug) throw bug.error
  const findings = seen.flatMap((line) => line.findings)
  return exitCodes[sweepVerdictOf(seen, findings, ending).verdict]
}

function placeOf({ port, publishedName }: SweepArguments): string {
  return publishedName === undefined ? t`port ${port}` : t`port ${port} as ${publishedName}`
}

/** Looks at all of them. A bug of ours is handed back, so that what was seen before it is told first. */
async function sweepThem(
  places: readonly SweepPlace[],
  options: SweepArguments,
  organisation: Pick<Organisation, 'trust' | 'resolvers'>,
  signal: AbortSignal,
  { onServer, onCounted }: { onServer: (line: SweepLine) => void; onCounted: (total: number) => void },
): Promise<{ ending: SweepEnding; bug?: { error: unknown } }> {
  const { port, directories, publishedName, concurrency, timeoutSeconds } = options
  try {
    const ending = await sweepServers({
      ...{ places, port, directories, publishedName, organisation, signal },
      atOnce: concurrency,
      timeoutMilliseconds: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1_000,
      onCounted,
      onServer: (server) => onServer({ ...server, findings: sweepFindings(server, publishedName) }),
    })
    return { ending: { ...ending, publishedName } }
  } catch (error) {
    return { ending: { total: places.length, broken: true }, bug: { error } }
  }
}
