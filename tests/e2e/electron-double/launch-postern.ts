import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { electronBinary } from './electron-binary.ts'
import { launchOnDouble } from './launch-double.ts'
import { type LaunchedApp, stateIn } from './launched-app.ts'

const mainFile = join(import.meta.dirname, '../../../out/main/main.js')

async function launchOnElectron(executablePath: string, folder?: string): Promise<LaunchedApp> {
  const userData = folder ?? (await mkdtemp(join(tmpdir(), 'postern-electron-')))
  // As root Chromium's own sandbox does not start; everything else stays as it is.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [mainFile, `--user-data-dir=${userData}`, ...asRoot]
  const app = await _electron.launch({ executablePath, args, env: stateIn(userData) })
  const errorOutput: string[] = []
  app.process().stderr?.on('data', (text: Buffer) => errorOutput.push(text.toString('utf8')))
  const exited = new Promise<number | null>((resolve) => app.process().once('exit', (code) => resolve(code)))
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  return {
    page,
    evaluate: (call, argument) => app.evaluate(call as never, argument as never),
    errorOutput: () => errorOutput.join(''),
    failures: () => [],
    exited,
    async kill() {
      app.process().kill('SIGKILL')
      await exited
    },
    async close() {
      await app.close()
      if (folder === undefined) await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * Starts the built Postern on a real Electron where there is one, else on the double. What it keeps is in `folder`, which
 * is left for another start; in one of its own when left out.
 */
export function launchPostern(folder?: string): Promise<LaunchedApp> {
  const binary = electronBinary()
  return binary === undefined ? launchOnDouble(folder) : launchOnElectron(binary, folder)
}
