import { expect, test } from 'vitest'
import { windowOptions } from '../../../electron/shell/window.ts'

const place = { x: 7, y: 8, width: 1300, height: 900 }

test('the window has every wall up, whatever Electron’s defaults are', () => {
  expect(windowOptions({ preload: '/preload.cjs', dark: false, developerTools: false, place }).webPreferences).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  })
})

test('the window is never smaller than its page can be, and starts in the colour of the theme', () => {
  const [light, dark] = [false, true].map((on) => windowOptions({ preload: '', dark: on, developerTools: true, place }))
  expect(light).toMatchObject({ ...place, minWidth: 1024, minHeight: 640, show: false })
  expect([light?.backgroundColor, dark?.backgroundColor]).toEqual(['#fafafa', '#1f1f1f'])
})
