import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openOrganisation, probeForPeople } from '../electron/cli/probe.ts'
import { createBrowserHandlers, serveInBrowser } from '../electron/cli/serve.ts'
import { buildApp } from './build-app.ts'
import { root } from './run-tool.ts'

// Two things that administrators really meet, so that the verdict has something to advise.
const usualFaults = ['ews-user-agent-refused', 'autodiscover-redirect-loop']

/**
 * `npm run demo`: builds, starts the lab, runs the readiness run against it in the terminal, and serves the app on it.
 * `--once` ends after the verdict; `--fault ID` (repeatable) or `--healthy` choose what is wrong in the lab.
 */
async function demo(): Promise<number> {
  const options = parseOptions()
  if (!options) return 2
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())

  await buildApp()
  const folder = await mkdtemp(join(tmpdir(), 'postern-demo-'))
  const lab = await startLab(join(folder, 'organisation.json'), options.faults)
  try {
    process.stdout.write(
      `The lab is a simulated Exchange on this machine. Switched on in it: ${options.faults.join(', ') || 'nothing'}.\n\n`,
    )
    const organisation = await openOrganisation(join(folder, 'organisation.json'))
    const handlers = await createBrowserHandlers(organisation, lab.password)
    const run = await probeForPeople(handlers, { signal: stopping.signal, people: process.stdout })
    if (!options.once && !stopping.signal.aborted) {
      process.stdout.write('\n')
      await serveInBrowser(handlers, stopping.signal)
    }
    return run.verdict === 'bug' ? 70 : 0
  } finally {
    await lab.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function parseOptions(): { once: boolean; faults: string[] } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        once: { type: 'boolean', default: false },
        healthy: { type: 'boolean', default: false },
        fault: { type: 'string', multiple: true },
      },
    })
    return { once: values.once, faults: values.fault ?? (values.healthy ? [] : usualFaults) }
  } catch {
    process.stderr.write(
      'demo: accepted are --once, --healthy and --fault ID (npm run -s lab -- --list-faults names them).\n',
    )
    return undefined
  }
}

/** The lab is a program of its own: it imports nothing of Postern, and Postern nothing of it. */
async function startLab(file: string, faults: readonly string[]): Promise<{ password: string; stop(): Promise<void> }> {
  const args = ['--org', file, ...faults.flatMap((fault) => ['--fault', fault])]
  const child = spawn(process.execPath, [join(root, 'lab/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const ready = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const first = await Promise.race([ready, ended.then(() => undefined)])
  if (!first) throw new Error('The lab did not start; what it said is above.')
  const { environment } = JSON.parse(first[0]) as { environment: { POSTERN_LAB_PASSWORD: string } }
  return {
    password: environment.POSTERN_LAB_PASSWORD,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

process.exitCode = await demo()
