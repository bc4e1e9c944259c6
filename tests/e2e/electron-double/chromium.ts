import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

/** Where Debian puts Chromium; the double is skipped where it is missing. */
export const chromiumPath = '/usr/bin/chromium'

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing may reach a network, whatever the double fails to intercept.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // The test attaches through this port, on 127.0.0.1, chosen by the system.
  '--remote-debugging-port=0',
]

/** Starts Chromium on a profile folder; returns its context and the address at which a test can attach to it. */
export async function launchChromium(profile: string): Promise<{ context: BrowserContext; endpoint: string }> {
  // One that an earlier start left behind names the port of then.
  rmSync(join(profile, 'DevToolsActivePort'), { force: true })
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    chromiumSandbox: false,
    args: flags,
    viewport: null,
  })
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  return { context, endpoint: `http://127.0.0.1:${port}` }
}
