import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languagePlugin } from '../../build/language-plugin.ts'
import { root, runTool } from '../../build/run-tool.ts'
import { pseudoLanguage } from '../fixtures/pseudo-language.ts'

describe('A program that is built with another language', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-language-'))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await build({
      ...{ root, configFile: false, logLevel: 'error', plugins: [languagePlugin([pseudoLanguage()])] },
      build: { ssr: 'electron/cli/main.ts', outDir: join(folder, 'out') },
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const help = (locale: string) =>
    runTool(process.execPath, [join(folder, 'out/main.js'), '--help'], { environment: { LC_ALL: locale } })

  it('speaks it where the machine is set to it, in what is said as its modules are loaded too', async () => {
    const { code, output } = await help('en_XA.UTF-8')
    expect(code).toBe(0)
    expect(output).toContain('ŧħëšë çħëçķš åñđ ŵħåŧ ŧħëÿ ñëëđ')
    expect(output).not.toContain('these checks')
  })

  it.each(['en_GB.UTF-8', 'fr_FR.UTF-8', 'C'])('speaks English at %s', async (locale) => {
    expect((await help(locale)).output).toContain('these checks and what they need')
  })
})
