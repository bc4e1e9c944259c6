import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { glob, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const outputs = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** Builds the app unless what is built is newer than every source. */
export async function ensureBuilt(): Promise<void> {
  if (await isCurrent()) return
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '-c', 'build/electron.vite.config.ts'],
    { cwd: root },
  )
}

async function isCurrent(): Promise<boolean> {
  if (!outputs.every((file) => existsSync(join(root, file)))) return false
  const built = Math.min(...(await Promise.all(outputs.map((file) => changedAt(file)))))
  for await (const file of glob('{build,electron,renderer,shared}/**/*.*', { cwd: root })) {
    if ((await changedAt(file)) > built) return false
  }
  return true
}

async function changedAt(file: string): Promise<number> {
  return (await stat(join(root, file))).mtimeMs
}
