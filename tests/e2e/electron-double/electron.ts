// Stands in for the `electron` module. A name that is not listed here fails when the app's import is linked.
import { app } from './app-double.ts'
import { BrowserWindow } from './browser-window-double.ts'
import { dialog, nativeTheme, screen, shell } from './desktop-double.ts'
import { ipcMain } from './ipc-main-double.ts'
import { Menu } from './menu-double.ts'
import { Notification } from './notification-double.ts'
import { protocol, session } from './session-double.ts'

export { app, BrowserWindow, dialog, ipcMain, Menu, Notification, nativeTheme, protocol, screen, session, shell }
