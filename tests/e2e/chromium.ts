import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const chromiumPath = '/usr/bin/chromium'

/** Whether Chromium is here; a suite that needs it is skipped by name where it is not. */
export const hasChromium = existsSync(chromiumPath)

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type LaunchOptions = {
  /** Scroll bars take room, as they do on Windows; without it, there are none to be seen. */
  scrollbars?: boolean
}

/** Debian's Chromium with a fresh profile, which reaches nothing but this machine. */
export function launchBrowser({ scrollbars = false }: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    ...{ executablePath: chromiumPath, headless: true, chromiumSandbox: false, args: flags },
    ignoreDefaultArgs: scrollbars ? ['--hide-scrollbars'] : [],
  })
}
