import type { IpcMainEvent, WebContents } from 'electron'
import { t } from '../../shared/language/translate.ts'
import { appOrigin } from './app-origin.ts'

/**
 * Why a message may not be acted on, or undefined when it comes from the top frame of postern://app in our own window.
 * A sender whose frame is gone already (null) cannot be told apart from a foreign one, so it is refused as well.
 */
export function senderRefusal(
  event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  contents: WebContents,
): string | undefined {
  if (event.sender !== contents) return t`it comes from another window`
  const frame = event.senderFrame
  if (frame === null) return t`its frame is gone`
  if (frame.parent !== null) return t`it comes from a frame inside the page`
  if (frame.origin !== appOrigin) return t`its origin is ${JSON.stringify(frame.origin)}`
  return undefined
}
