import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Node, Project } from 'ts-morph'
import { describe, expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../../electron/shell')

/** Settings that may stand in the sources with exactly this value only. */
const fixed: Record<string, string> = {
  nodeIntegration: 'false',
  nodeIntegrationInWorker: 'false',
  nodeIntegrationInSubFrames: 'false',
  contextIsolation: 'true',
  sandbox: 'true',
  webSecurity: 'true',
  webviewTag: 'false',
  navigateOnDragDrop: 'false',
}
/** Settings and functions that may not stand there at all. */
const forbidden = new Set([
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'bypassCSP',
  'corsEnabled',
  'allowServiceWorkers',
  'allowpopups',
  'remote',
  'executeJavaScript',
  'loadFile',
  'insertCSS',
  'setCertificateVerifyProc',
  'commandLine',
  'sendSync',
  'invoke',
  // Nobody outside is told that postern:// is ours.
  'setAsDefaultProtocolClient',
])

/** What a source says that it may not. */
function offences(name: string, text: string): string[] {
  const source = new Project({ useInMemoryFileSystem: true }).createSourceFile(name, text)
  const found: string[] = []
  source.forEachDescendant((node) => {
    if (Node.isIdentifier(node) && forbidden.has(node.getText())) found.push(node.getText())
    if (Node.isStringLiteral(node) && forbidden.has(node.getLiteralText())) found.push(node.getText())
    if (Node.isPropertyAssignment(node) || Node.isShorthandPropertyAssignment(node)) {
      const setting = node.getName().replaceAll(/['"]/g, '')
      const value = Node.isPropertyAssignment(node) ? node.getInitializer()?.getText() : setting
      if (setting in fixed && value !== fixed[setting]) found.push(`${setting}: ${value}`)
      // Handing ipcRenderer or one of its methods over would open every channel to the page.
      if (value?.match(/^ipcRenderer(\.\w+)?$/)) found.push(`${setting}: ${value}`)
    }
    if (Node.isStringLiteral(node) && node.getLiteralText().startsWith('file:')) found.push(node.getText())
  })
  return found
}

describe('the rule finds', () => {
  test.each([
    ['new BrowserWindow({ webPreferences: { nodeIntegration: true } })', 'nodeIntegration: true'],
    ['const webSecurity = f(); g({ webSecurity })', 'webSecurity: webSecurity'],
    ["g({ 'sandbox': !1 })", 'sandbox: !1'],
    ['g({ allowRunningInsecureContent: false })', 'allowRunningInsecureContent'],
    ["g({ ['enableBlinkFeatures']: '' })", "'enableBlinkFeatures'"],
    ["contextBridge.exposeInMainWorld('x', { ipcRenderer: ipcRenderer })", 'ipcRenderer: ipcRenderer'],
    ["contextBridge.exposeInMainWorld('x', { on: ipcRenderer.on })", 'on: ipcRenderer.on'],
    ["window.loadURL('file:///index.html')", "'file:///index.html'"],
    ["app.commandLine.appendSwitch('x')", 'commandLine'],
    ["app.setAsDefaultProtocolClient('postern')", 'setAsDefaultProtocolClient'],
    ['g({ navigateOnDragDrop: true })', 'navigateOnDragDrop: true'],
  ])('%s', (text, offence) => {
    expect(offences('a.ts', text)).toContain(offence)
  })
})

test.each(readdirSync(folder).map((file) => [file]))('%s keeps to the rule', (file) => {
  expect(offences(file, readFileSync(join(folder, file), 'utf8'))).toEqual([])
})

test('`electron` is imported as a value by main and preload alone', () => {
  const importers = readdirSync(folder).filter((file) =>
    /^import (?!type\b)[^']* from 'electron'$/m.test(readFileSync(join(folder, file), 'utf8')),
  )
  expect(importers).toEqual(['main.ts', 'preload.ts'])
})
