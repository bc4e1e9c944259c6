import type { BrowserContext, Frame, Request as PageRequest, Route } from 'playwright-core'
import { electronAddress } from './addresses.ts'
import { sessionState } from './session-double.ts'

const resourceTypes: Record<string, string> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  fetch: 'xhr',
  xhr: 'xhr',
  ping: 'ping',
  media: 'media',
  websocket: 'webSocket',
}

/** What a page's owner decides about a navigation before it is made: false stops it. */
export type NavigationGuard = (frame: Frame, url: string) => boolean

let counter = 0

/** The frame that asks; undefined for a window that Chromium is about to open, which has none yet. */
function frameOf(request: PageRequest): Frame | undefined {
  try {
    return request.frame()
  } catch {
    return undefined
  }
}

function isAllowed(request: PageRequest, frame: Frame, url: string): Promise<boolean> {
  const { onBeforeRequest } = sessionState
  if (onBeforeRequest === null) return Promise.resolve(true)
  const document = frame.parentFrame() === null ? 'mainFrame' : 'subFrame'
  const resourceType = request.isNavigationRequest() ? document : (resourceTypes[request.resourceType()] ?? 'other')
  return new Promise((resolve) => {
    onBeforeRequest(
      {
        id: counter++,
        url,
        method: request.method(),
        resourceType: resourceType as 'other',
        referrer: request.headers().referer ?? '',
        timestamp: Date.now(),
        uploadData: [],
      },
      (answer) => resolve(answer.cancel !== true),
    )
  })
}

async function answer(route: Route, guard: NavigationGuard, refused: (url: string) => void): Promise<void> {
  const request = route.request()
  const url = electronAddress(request.url())
  const frame = frameOf(request)
  if (frame === undefined) return route.abort('aborted')
  if (request.isNavigationRequest() && !guard(frame, url)) return route.abort('aborted')
  if (!(await isAllowed(request, frame, url))) {
    refused(url)
    return route.abort('blockedbyclient')
  }
  const handler = sessionState.handlers.get(url.slice(0, url.indexOf(':')))
  // The double never goes to a network: what the app lets through and does not answer itself ends here.
  if (handler === undefined) return route.abort('internetdisconnected')
  const body = request.postDataBuffer()
  const response = await handler(
    new Request(url, {
      method: request.method(),
      headers: request.headers(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  )
  if (response.status >= 300 && response.status < 400) {
    throw new Error(`The Electron double does not follow redirects of a scheme's handler: ${url}`)
  }
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/**
 * Puts the app's session between Chromium and everything that it asks for. Response headers pass through unchanged. A file
 * that is dropped on a page, and that the page does not take, Chromium opens beside it: `dropped` is told of it.
 */
export async function controlTraffic(
  context: BrowserContext,
  guard: NavigationGuard,
  refused: (url: string) => void,
  dropped: (url: string) => void,
): Promise<void> {
  // A window that a page opened: the double has none but those that the app makes.
  context.on('page', async (page) => {
    const look = async (): Promise<void> => {
      if (!page.url().startsWith('file:') || page.isClosed()) return
      dropped(page.url())
      await page.close()
    }
    page.on('framenavigated', look)
    await look()
    if (!page.isClosed() && (await page.opener()) !== null) await page.close()
  })
  await context.route('**/*', (route) => answer(route, guard, refused))
}
