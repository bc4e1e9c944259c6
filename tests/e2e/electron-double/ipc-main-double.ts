import { EventEmitter } from 'node:events'
import { strict } from './strict.ts'

/** Where messages from pages arrive. */
export const ipcMainTarget = new EventEmitter()

export const ipcMain = strict('IpcMain', ipcMainTarget)
