import { contextBridge, ipcRenderer } from 'electron'
import { ipcChannel } from './ipc-channel.ts'

// The page gets two functions. Neither ipcRenderer nor the event object of a message ever reaches it.
contextBridge.exposeInMainWorld('postern', {
  send: (frame: unknown): void => ipcRenderer.send(ipcChannel, frame),
  onFrame: (callback: (raw: unknown) => void): void => {
    ipcRenderer.on(ipcChannel, (_event, raw: unknown) => callback(raw))
  },
})
