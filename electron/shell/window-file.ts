import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'
import { t } from '../../shared/language/translate.ts'
import { WindowPlace } from './window-place.ts'

/** Where the window was when it was closed last; undefined when that is not known, or the file is no such thing. */
export function readWindowPlace(file: string): WindowPlace | undefined {
  try {
    return WindowPlace.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}

/** Keeps where the window is when it is closed. That it could not be kept is no reason to keep the window open. */
export function rememberWindowPlace(window: BrowserWindow, file: string, report: (sentence: string) => void): void {
  window.on('close', () => {
    const place: WindowPlace = { ...window.getNormalBounds(), maximised: window.isMaximized() }
    const part = `${file}.part`
    try {
      writeFileSync(part, JSON.stringify(place), { mode: 0o600 })
      renameSync(part, file)
    } catch (error) {
      rmSync(part, { force: true })
      report(t`The window’s place could not be kept: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
}
