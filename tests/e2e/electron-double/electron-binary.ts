import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath } from './chromium.ts'

const packageFolder = join(import.meta.dirname, '../../../node_modules/electron')

/**
 * The real Electron, when its binary is on this machine already. It is looked for among files only: asking the package
 * for its path would download it.
 */
export function electronBinary(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

const version: string = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version

/** On what the window's tests run here, for their titles; undefined when there is neither Electron nor Chromium. */
export function electronHost(): string | undefined {
  if (electronBinary() !== undefined) return `on Electron ${version}`
  return existsSync(chromiumPath) ? 'on the Electron double' : undefined
}
