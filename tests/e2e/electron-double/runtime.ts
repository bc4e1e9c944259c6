import type { BrowserContext } from 'playwright-core'
import { fail } from './failures.ts'

let context: BrowserContext | undefined

/** Chromium's context, once it has started: that is when the app is ready. */
export const runtime = {
  start(started: BrowserContext): void {
    context = started
  },
  get context(): BrowserContext {
    return context ?? fail('This can be had after the app is ready only')
  },
}
