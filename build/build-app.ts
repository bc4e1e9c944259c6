import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, runNode } from './run-tool.ts'

const stamp = join(root, 'out/.built-from')
const sources = [
  'electron/**/*.ts',
  'renderer/**/*',
  'shared/**/*.ts',
  'shared/language/*.po',
  'build/{electron.vite.config,renderer-build,language-plugin,catalogue-file}.ts',
  'package-lock.json',
]

/**
 * Builds main process, preload and renderer into out/, unless out/ is from these very sources already.
 * Throws with the bundler's own words when they do not build, and when the signal aborts.
 */
export async function buildApp(signal?: AbortSignal): Promise<void> {
  const wanted = await hashOfSources()
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return
  const { code, output } = await runNode(
    'electron-vite/bin/electron-vite.js',
    ['build', '-c', 'build/electron.vite.config.ts'],
    signal && { signal },
  )
  if (code !== 0) throw new Error(`The app does not build:\n${output}`)
  await writeFile(stamp, wanted)
}

async function hashOfSources(): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file.slice(root.length)).update(await readFile(file))
  return hash.digest('hex')
}
