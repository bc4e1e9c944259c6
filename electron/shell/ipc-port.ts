import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import type { Port } from '../../shared/contract/frame.ts'
import { t } from '../../shared/language/translate.ts'
import { ipcChannel } from './ipc-channel.ts'
import { senderRefusal } from './sender-check.ts'

/**
 * A Port to the page that a window shows now. It lives as long as that page: the caller closes it when another page is
 * loaded. Messages from anywhere but the top frame of postern://app are dropped and reported in one sentence, which
 * names the reason and never the message.
 */
export function openIpcPort(ipc: IpcMain, contents: WebContents, report: (sentence: string) => void): Port {
  const frameListeners = new Set<(raw: unknown) => void>()
  const closeListeners = new Set<() => void>()
  let open = true

  const receive = (event: IpcMainEvent, raw: unknown): void => {
    const refusal = senderRefusal(event, contents)
    if (refusal !== undefined) {
      report(t`A message to Postern was refused: ${refusal}.`)
      return
    }
    for (const listener of [...frameListeners]) listener(raw)
  }
  ipc.on(ipcChannel, receive)

  return {
    send(frame) {
      if (open && !contents.isDestroyed()) contents.send(ipcChannel, frame)
    },
    onFrame(callback) {
      frameListeners.add(callback)
      return () => frameListeners.delete(callback)
    },
    onClose(callback) {
      closeListeners.add(callback)
      return () => closeListeners.delete(callback)
    },
    close() {
      if (!open) return
      open = false
      ipc.removeListener(ipcChannel, receive)
      for (const listener of [...closeListeners]) listener()
      frameListeners.clear()
      closeListeners.clear()
    },
  }
}
