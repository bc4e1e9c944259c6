import type { BrowserContext, Page } from 'playwright-core'

/** Under this name the preload's world finds its way to the main process, before any script of the page runs. */
export const bindingName = '__electronDouble'

/** Under the symbol of this name the preload's world takes messages. */
export const deliverName = 'electron-double-deliver'

/** Hands a message to the preload's listeners in the page. */
export async function deliver(page: Page | undefined, channel: string, args: unknown[]): Promise<void> {
  await page
    ?.evaluate(
      (message) => {
        const take: unknown = Reflect.get(globalThis, Symbol.for(message.deliverName))
        if (typeof take === 'function') take(message.channel, message.args)
      },
      { deliverName, channel, args },
    )
    // The page has gone meanwhile, and the message with it, as under Electron.
    .catch(() => undefined)
}

/** Ends the page's process as a bug in Chromium would. */
export async function crash(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Page.crash').catch(() => undefined)
}
