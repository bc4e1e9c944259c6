import { electronAddress } from './addresses.ts'
import { fail } from './failures.ts'

/** What the app decides about windows that a page opens. */
export type OpenHandler = (details: object) => { action: 'allow' | 'deny' }

/** Asks the app about a new window. Each is closed at once (traffic.ts), so only a refusal is true here. */
export function decideAboutWindow(
  handler: OpenHandler | undefined,
  url: string,
  frameName: string,
  features: string,
): void {
  if (handler === undefined) fail('A window was opened and no setWindowOpenHandler decides about it')
  const referrer = { url: '', policy: 'default' }
  const { action } = handler({
    url: electronAddress(url),
    frameName,
    features,
    disposition: 'foreground-tab',
    referrer,
  })
  if (action !== 'deny') fail('The Electron double knows no second window')
}
