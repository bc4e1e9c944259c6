import { glob } from 'node:fs/promises'
import { root } from './run-tool.ts'

/** The sources that may hold words for a person, by their paths in the repository, in order. */
export async function sourcesWithWords(): Promise<string[]> {
  const paths: string[] = []
  for await (const path of glob('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })) paths.push(path)
  return paths.map((path) => path.replaceAll('\\', '/')).sort()
}
