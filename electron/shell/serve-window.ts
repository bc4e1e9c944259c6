import type { IpcMain, WebContents } from 'electron'
import type { Handlers } from '../../shared/contract/contract.ts'
import { linesOfBug } from '../../shared/contract/contract-bug.ts'
import type { Port } from '../../shared/contract/frame.ts'
import { serve } from '../../shared/contract/serve.ts'
import { appOrigin } from './app-origin.ts'
import { openIpcPort } from './ipc-port.ts'

/**
 * Serves the contract to each page that a window loads, one Port a page. A page that is reloaded starts counting its
 * calls anew, so its predecessor's calls and feeds are given up; runs go on and the new page resumes their feeds.
 */
export function serveWindow(
  ipc: IpcMain,
  contents: WebContents,
  handlers: Handlers,
  report: (sentence: string) => void,
): void {
  let port: Port | undefined
  const closePort = (): void => {
    port?.close()
    port = undefined
  }
  // `did-navigate` comes when the new document is committed: before its first message, after its predecessor's last.
  contents.on('did-navigate', () => {
    closePort()
    if (contents.mainFrame.origin !== appOrigin) return
    port = openIpcPort(ipc, contents, report)
    serve(handlers, port, {
      onBug: (bug) => report(linesOfBug(bug)),
    })
  })
  contents.on('render-process-gone', closePort)
  contents.on('destroyed', closePort)
}
