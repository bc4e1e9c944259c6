import { expect, test } from 'vitest'
import { windowOptions } from '../../../electron/shell/window.ts'

test('the window has every wall up, whatever Electron’s defaults are', () => {
  expect(windowOptions({ preload: '/preload.cjs', dark: false, developerTools: false }).webPreferences).toEqual({
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
  const [light, dark] = [false, true].map((on) => windowOptions({ preload: '', dark: on, developerTools: true }))
  expect(light).toMatchObject({ width: 1280, height: 800, minWidth: 1024, minHeight: 640, show: false })
  expect([light?.backgroundColor, dark?.backgroundColor]).toEqual(['#fafafa', '#1f1f1f'])
})
