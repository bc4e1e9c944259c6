import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../electron/cli/run-command.ts'
import { serve } from '../electron/cli/serve.ts'
import { listenForStop } from '../electron/cli/stop-signal.ts'
import { watchOutput } from '../electron/cli/watch-output.ts'
import { buildForPeople } from './build-for-people.ts'
import { root, runNode } from './run-tool.ts'

const electron = join(root, 'node_modules/electron')

/** `npm start`: the Electron window where its binary can be had, else the app in the browser on loopback. */
async function start(args: readonly string[], signal: AbortSignal): Promise<number> {
  await buildForPeople(signal)
  const found = await findElectron()
  if ('binary' in found) {
    const child = spawn(found.binary, [root, ...args], { stdio: 'inherit' })
    signal.addEventListener('abort', () => child.kill('SIGTERM'))
    const [code] = (await once(child, 'exit')) as [number | null]
    if (signal.aborted) return 0
    return code ?? 1
  }
  process.stdout.write(
    `The Electron window cannot be opened here (${found.reason}); Postern opens in the browser instead.\n`,
  )
  return serve(args, signal)
}

/** Where Electron's binary is; it is fetched on the first start, which needs the network. */
async function findElectron(): Promise<{ binary: string } | { reason: string }> {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { reason: 'there is no display' }
    if (process.getuid?.() === 0) return { reason: 'its sandbox does not work for root' }
  }
  const present = await binaryPath()
  if (present) return { binary: present }
  process.stderr.write('Fetching Electron for the first start.\n')
  await runNode('electron/install.js', [])
  const fetched = await binaryPath()
  return fetched ? { binary: fetched } : { reason: 'its binary could not be fetched' }
}

async function binaryPath(): Promise<string | undefined> {
  const named = join(electron, 'path.txt')
  if (!existsSync(named)) return undefined
  const binary = join(electron, 'dist', (await readFile(named, 'utf8')).trim())
  return existsSync(binary) ? binary : undefined
}

watchOutput(process)
process.exitCode = await runCommand(['start', ...process.argv.slice(2)], listenForStop(process), { start })
