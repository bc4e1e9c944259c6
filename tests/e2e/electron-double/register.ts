// Loaded with `node --import` before the built main process: puts the double in the place of `electron`, starts Chromium,
// and lets the test that started this process look in.
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { appTarget } from './app-double.ts'
import { openWindows } from './browser-window-double.ts'
import { launchChromium } from './chromium.ts'
import * as electron from './electron.ts'
import { reportFailuresTo } from './failures.ts'
import { runtime } from './runtime.ts'
import { sessionState } from './session-double.ts'
import { controlTraffic } from './traffic.ts'

reportFailuresTo((sentence) => {
  console.error(`Electron double: ${sentence}.`)
  process.send?.({ kind: 'failure', sentence })
})

const double = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
})

type Evaluation = { kind: 'evaluate'; id: number; source: string; argument: unknown }

process.on('message', async ({ id, source, argument }: Evaluation) => {
  try {
    // The test's function comes as text, exactly as playwright hands one to a real Electron.
    const call: unknown = new Function(`return (${source})`)()
    const value = await (call as (module: unknown, argument: unknown) => unknown)(electron, argument)
    process.send?.({ kind: 'value', id, value })
  } catch (error) {
    process.send?.({ kind: 'error', id, message: error instanceof Error ? error.message : String(error) })
  }
})
process.on('disconnect', () => process.exit(1))

async function start(): Promise<void> {
  const { context, endpoint } = await launchChromium(join(appTarget.userData, 'chromium'))
  await controlTraffic(
    context,
    (frame, url) => openWindows.find((each) => each.contents.owns(frame.page()))?.contents.guard(frame, url) ?? false,
    (url) => process.send?.({ kind: 'cancelled', url }),
    (url) => {
      if (!openWindows.some(({ options }) => options.webPreferences?.navigateOnDragDrop)) return
      process.send?.({ kind: 'failure', sentence: `A file that was dropped took the place of the page: ${url}` })
    },
  )
  runtime.start(context)
  sessionState.ready = true
  process.send?.({ kind: 'started', endpoint })
  appTarget.becomeReady(
    () => {
      for (const window of [...openWindows]) window.close()
    },
    () => context.close(),
  )
}

// The app's own module runs first: what must be done before the app is ready is done there.
setImmediate(() => {
  start().catch((error: unknown) => {
    console.error(error)
    process.exit(70)
  })
})
