import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const folder = fileURLToPath(new URL('goldens/', import.meta.url))

/**
 * Holds a script against the one that is kept, `goldens/<name>.ps1`. With POSTERN_GOLDENS=1 it is kept anew, for somebody
 * to read in the diff. Lines end with LF there, so that git and editors leave them alone.
 */
export async function expectGolden(name: string, script: string): Promise<void> {
  const file = `${folder}${name}.ps1`
  const text = script.replaceAll('\r\n', '\n')
  if (process.env.POSTERN_GOLDENS) {
    await mkdir(folder, { recursive: true })
    await writeFile(file, text)
  }
  expect(text).toBe(await readFile(file, 'utf8'))
}
