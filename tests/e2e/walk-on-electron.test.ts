import { describe } from 'vitest'
import { ensureBuilt } from './electron-double/built-app.ts'
import { electronHost } from './electron-double/electron-binary.ts'
import { startElectronHost } from './walk-electron-host.ts'
import { walkThrough } from './walks.ts'

const host = electronHost()

describe.skipIf(host === undefined)(`Walks ${host ?? 'need Electron or Chromium'}`, { timeout: 90_000 }, () => {
  walkThrough(startElectronHost, ensureBuilt)
})
