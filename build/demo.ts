import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { exitCodes, UsageError } from '../electron/cli/exit-code.ts'
import { openOrganisation, probeForPeople } from '../electron/cli/probe.ts'
import { runCommand } from '../electron/cli/run-command.ts'
import { createBrowserHandlers, serveInBrowser } from '../electron/cli/serve.ts'
import { listenForStop } from '../electron/cli/stop-signal.ts'
import { watchOutput } from '../electron/cli/watch-output.ts'
import { buildForPeople } from './build-for-people.ts'
import { root } from './run-tool.ts'

// Two things that administrators really meet, so that the verdict has something to advise.
const usualFaults = ['ews-user-agent-refused', 'autodiscover-redirect-loop']

/**
 * `npm run demo`: builds, starts the lab, runs the readiness run against it in the terminal, and serves the app on it.
 * `--once` ends after the verdict; `--fault ID` (repeatable) or `--healthy` choose what is wrong in the lab.
 */
async function demo(args: readonly string[], signal: AbortSignal): Promise<number> {
  const options = parseOptions(args)
  await buildForPeople(signal)
  const folder = await mkdtemp(join(tmpdir(), 'postern-demo-'))
  try {
    return await withLab(join(folder, 'organisation.json'), options, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function withLab(file: string, { once, faults }: DemoOptions, signal: AbortSignal): Promise<number> {
  const lab = await startLab(file, faults)
  try {
    const switchedOn = faults.join(', ') || 'nothing'
    process.stdout.write(`The lab is a simulated Exchange on this machine. Switched on in it: ${switchedOn}.\n\n`)
    const organisation = await openOrganisation(file)
    const handlers = createBrowserHandlers({ organisation, password: lab.password })
    const run = await probeForPeople(handlers, { signal, people: process.stdout })
    if (!once && !signal.aborted) {
      process.stdout.write('\n')
      await serveInBrowser(handlers, signal)
    }
    return run.verdict === 'bug' ? exitCodes.bug : 0
  } finally {
    await lab.stop()
  }
}

type DemoOptions = { once: boolean; faults: string[] }

function parseOptions(args: readonly string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        healthy: { type: 'boolean', default: false },
        fault: { type: 'string', multiple: true },
      },
    })
    return { once: values.once, faults: values.fault ?? (values.healthy ? [] : usualFaults) }
  } catch {
    throw new UsageError(
      'demo has no such option: accepted are --once, --healthy and --fault ID (npm run -s lab -- --list-faults names them).',
    )
  }
}

/** The lab is a program of its own: it imports nothing of Postern, and Postern nothing of it. */
async function startLab(file: string, faults: readonly string[]): Promise<{ password: string; stop(): Promise<void> }> {
  const args = ['--org', file, ...faults.flatMap((fault) => ['--fault', fault])]
  const child = spawn(process.execPath, [join(root, 'lab/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const ready = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const first = await Promise.race([ready, ended.then(() => undefined)])
  if (!first) throw new UsageError('The lab did not start; what it says of that is above.')
  const { environment } = JSON.parse(first[0]) as { environment: { POSTERN_LAB_PASSWORD: string } }
  return {
    password: environment.POSTERN_LAB_PASSWORD,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

watchOutput(process)
process.exitCode = await runCommand(['demo', ...process.argv.slice(2)], listenForStop(process), { demo })
