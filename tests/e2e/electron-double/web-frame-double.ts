import type { Frame } from 'playwright-core'
import { electronAddress, electronOrigin } from './addresses.ts'
import { strict } from './strict.ts'

/** A frame as the app sees it; its address is read when it is asked for. */
export function webFrame(frame: () => Frame | undefined): object {
  return strict('WebFrameMain', {
    get url(): string {
      return electronAddress(frame()?.url() ?? '')
    },
    get origin(): string {
      return electronOrigin(frame()?.url() ?? '')
    },
    get parent(): object | null {
      const parent = frame()?.parentFrame()
      return parent ? webFrame(() => parent) : null
    },
  })
}
