import type { Page } from 'playwright-core'
import type { ClientFrame, ServerFrame } from '../../../shared/contract/frame.ts'

/** What the preload gives the page. */
type PageBridge = { send(frame: unknown): void; onFrame(callback: (raw: unknown) => void): void }
type Heard = { postern: PageBridge; heardFrames?: ServerFrame[]; waiting?: Set<() => void> }

// The renderer's own client counts from zero; the tests' requests stay far away from it.
let nextId = 1_000_000

/** An id that no other request of this page has. */
export function freshId(): number {
  return nextId++
}

/** Sends a frame from the page, through the real preload, and resolves with the frames of its id up to the last one. */
export async function exchange(page: Page, frame: Exclude<ClientFrame, { t: 'cancel' }>): Promise<ServerFrame[]> {
  await send(page, frame)
  return page.evaluate((id) => {
    const scope = globalThis as unknown as Heard
    return new Promise<ServerFrame[]>((resolve) => {
      const look = (): void => {
        const own = (scope.heardFrames ?? []).filter((heard) => heard.id === id)
        if (own.at(-1)?.t !== 'event' && own.length > 0) resolve(own)
      }
      scope.waiting?.add(look)
      look()
    })
  }, frame.id)
}

/** Sends a frame from the page and waits for nothing. */
export async function send(page: Page, frame: unknown): Promise<void> {
  await page.evaluate((sent) => {
    const scope = globalThis as unknown as Heard
    if (scope.heardFrames === undefined) {
      scope.heardFrames = []
      scope.waiting = new Set()
      scope.postern.onFrame((raw) => {
        scope.heardFrames?.push(raw as ServerFrame)
        for (const look of scope.waiting ?? []) look()
      })
    }
    scope.postern.send(sent)
  }, frame)
}

/** Resolves when so many events of a feed have come. */
export async function eventsOf(page: Page, id: number, count: number): Promise<ServerFrame[]> {
  return page.evaluate(
    ({ wanted, least }) => {
      const scope = globalThis as unknown as Heard
      return new Promise<ServerFrame[]>((resolve) => {
        const look = (): void => {
          const own = (scope.heardFrames ?? []).filter((heard) => heard.id === wanted && heard.t === 'event')
          if (own.length >= least) resolve(own)
        }
        scope.waiting?.add(look)
        look()
      })
    },
    { wanted: id, least: count },
  )
}

/** Calls an entry of the contract from the page; resolves with its result, rejects with its error code. */
export async function callFromPage(page: Page, name: string, arg: unknown): Promise<unknown> {
  const [answer] = await exchange(page, { t: 'call', id: freshId(), name, arg })
  if (answer?.t === 'ok') return answer.value
  throw new Error(answer?.t === 'err' ? `${answer.error.code}: ${answer.error.message}` : 'No answer came.')
}
