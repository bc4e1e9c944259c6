import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebFrameMain } from 'electron'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from './electron-double/built-app.ts'
import { electronHost } from './electron-double/electron-binary.ts'
import { launchPostern } from './electron-double/launch-postern.ts'
import type { LaunchedApp } from './electron-double/launched-app.ts'
import { callFromPage } from './electron-double/page-frames.ts'

const host = electronHost()

describe.skipIf(host === undefined)(
  `the window's walls ${host ?? 'need Electron or Chromium'}`,
  { timeout: 30_000 },
  () => {
    let app: LaunchedApp

    beforeAll(async () => {
      await ensureBuilt()
      app = await launchPostern()
      await app.page.getByRole('main').waitFor()
    }, 120_000)

    afterAll(async () => {
      expect(app.failures()).toEqual([])
      await app.close()
    })

    /** The page that is shown; where in it one is stands behind the #. */
    const addressNow = () =>
      app.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((each) => each.webContents.getURL().replace(/#.*/, '')),
        undefined,
      )

    test('the page has nothing of Node, and of Electron two functions that it cannot replace', async () => {
      const page = await app.page.evaluate(() => {
        const names = [
          'require',
          'process',
          'module',
          'exports',
          'Buffer',
          'global',
          '__dirname',
          'electron',
          'ipcRenderer',
        ]
        const bridge = Reflect.get(globalThis, 'postern')
        return {
          leaked: names.filter((name) => name in globalThis),
          bridge: Object.entries(bridge).map(([name, value]) => [name, typeof value]),
          replaced: Reflect.set(bridge, 'send', 1) || Reflect.set(globalThis, 'postern', 1),
        }
      })
      expect(page).toEqual({
        leaked: [],
        bridge: [
          ['send', 'function'],
          ['onFrame', 'function'],
        ],
        replaced: false,
      })
    })

    test('what cannot be cloned does not cross the bridge', async () => {
      const error = await app.page.evaluate(() => {
        try {
          Reflect.get(globalThis, 'postern').send({ t: 'call', id: 1, name: 'app.about', arg: { run: Symbol('no') } })
          return 'it crossed'
        } catch (thrown) {
          return (thrown as Error).name
        }
      })
      expect(error).not.toBe('it crossed')
    })

    test('every answer carries the policy, and the policy keeps inline scripts, eval and frames out', async () => {
      const page = await app.page.evaluate(async () => {
        const broken: string[] = []
        document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'globalThis.inlineRan = true'
        const frame = document.createElement('iframe')
        frame.src = 'https://example.invalid/'
        document.body.append(script, frame)
        // Later, because code that a test runs by itself is let through by the debugger.
        const evalRan = await new Promise((resolve) => {
          setTimeout(() => {
            try {
              resolve(Reflect.get(globalThis, 'eval')('"ran"'))
            } catch (error) {
              resolve((error as Error).name)
            }
          })
        })
        const { headers } = await fetch(location.href)
        await new Promise((resolve) => setTimeout(resolve))
        frame.remove()
        return {
          inlineRan: 'inlineRan' in globalThis,
          evalRan,
          broken: [...new Set(broken)].sort(),
          policy: headers.get('content-security-policy')?.replace(/'nonce-[^']+'/, 'NONCE'),
          sniffing: headers.get('x-content-type-options'),
        }
      })
      expect(page).toEqual({
        inlineRan: false,
        evalRan: 'EvalError',
        broken: ['frame-src', 'script-src', 'script-src-elem'],
        policy:
          "default-src 'none'; script-src 'self'; style-src 'self' NONCE; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        sniffing: 'nosniff',
      })
    })

    test.each([
      ['a link', () => Object.assign(document.createElement('a'), { href: 'https://example.invalid/' })],
      ['a form', () => Object.assign(document.createElement('form'), { action: 'https://example.invalid/' })],
    ])('%s leads nowhere', async (_what, make) => {
      await app.page.evaluate(`{
      const made = (${make.toString()})()
      document.body.append(made)
      made instanceof HTMLFormElement ? made.submit() : made.click()
      made.remove()
    }`)
      await app.page.evaluate(() => {
        location.href = 'https://example.invalid/there'
      })
      expect(await callFromPage(app.page, 'app.about', {})).toMatchObject({ host: 'electron' })
      expect(await addressNow()).toEqual(['postern://app/'])
    })

    test('a file that is dropped on the page is not opened in its place', async () => {
      const file = join(tmpdir(), `postern-dropped-${process.pid}.html`)
      await writeFile(file, '<title>dropped</title>')
      const before = await addressNow()
      const devtools = await app.page.context().newCDPSession(app.page)
      const data = { items: [], files: [file], dragOperationsMask: 1 }
      // Over the middle, where a page may take files itself, and at the edge, where none does.
      for (const [x, y] of [
        [640, 400],
        [4, 4],
      ] as const) {
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await devtools.send('Input.dispatchDragEvent', { type, x, y, data })
        }
      }
      expect(await callFromPage(app.page, 'app.about', {})).toMatchObject({ host: 'electron' })
      expect(await addressNow()).toEqual(before)
      expect(app.failures()).toEqual([])
      await rm(file)
    })

    test('a second window is refused; only a page of the allow-list goes to the browser of the system', async () => {
      await app.evaluate(({ shell }) => {
        Reflect.set(globalThis, 'opened', [])
        shell.openExternal = async (url) => {
          Reflect.get(globalThis, 'opened').push(url)
        }
      }, undefined)
      const returned = await app.page.evaluate(() => {
        const addresses = [
          'https://example.invalid/',
          'http://learn.microsoft.com/',
          'https://learn.microsoft.com.example.invalid/',
          'https://user@learn.microsoft.com/',
          'file:///etc/passwd',
          'https://learn.microsoft.com/exchange/',
        ]
        return addresses.map((address) => window.open(address) === null)
      })
      expect(returned).toEqual(returned.map(() => true))
      const opened = () => app.evaluate(() => Reflect.get(globalThis, 'opened') as string[], undefined)
      await expect.poll(opened).toEqual(['https://learn.microsoft.com/exchange/'])
      expect(await addressNow()).toEqual(['postern://app/'])
    })

    test('no permission is given but the one to copy text', async () => {
      const page = await app.page.evaluate(async () => ({
        notifications: await Notification.requestPermission(),
        reading: (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
        geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
        writing: await navigator.clipboard.writeText('copied').then(() => 'written', String),
      }))
      expect(page).toEqual({ notifications: 'denied', reading: 'denied', geolocation: 'denied', writing: 'written' })
    })

    test('what the page wrote itself may be saved, and nothing else', async () => {
      await app.evaluate(({ session }) => {
        const seen: [string, boolean][] = []
        Reflect.set(globalThis, 'downloads', seen)
        session.defaultSession.on('will-download', (event, item) => {
          seen.push([item.getURL().replace(/[0-9a-f-]{36}$/, 'ID'), event.defaultPrevented])
          event.preventDefault()
        })
      }, undefined)
      const downloads = () => app.evaluate(() => Reflect.get(globalThis, 'downloads') as [string, boolean][], undefined)
      const addresses = {
        own: () => URL.createObjectURL(new Blob(['{}'], { type: 'application/json' })),
        file: () => '/index.html',
        data: () => 'data:text/plain,x',
      }
      for (const [at, address] of Object.values(addresses).entries()) {
        await app.page.evaluate(`{
          const link = Object.assign(document.createElement('a'), { href: (${address.toString()})(), download: 'a.json' })
          link.click()
        }`)
        await expect.poll(async () => (await downloads()).length).toBe(at + 1)
      }
      expect(await downloads()).toEqual([
        ['blob:postern://app/ID', false],
        ['postern://app/index.html', true],
        ['data:text/plain,x', true],
      ])
      expect(await addressNow()).toEqual(['postern://app/'])
    })

    test('a webview is an element like any other, and one that were to be attached is stopped', async () => {
      const element = await app.page.evaluate(() => document.createElement('webview').constructor.name)
      expect(['HTMLElement', 'HTMLUnknownElement']).toContain(element)
      const stopped = await app.evaluate(({ BrowserWindow }) => {
        let prevented = false
        const event = {
          preventDefault: () => {
            prevented = true
          },
        }
        BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {})
        return prevented
      }, undefined)
      expect(stopped).toBe(true)
    })

    test('a message is refused unless the top frame of postern://app sent it', async () => {
      await app.evaluate(({ BrowserWindow, ipcMain }) => {
        const [window] = BrowserWindow.getAllWindows()
        const top = { parent: null, origin: 'postern://app' }
        const senders = [
          { sender: window?.webContents, senderFrame: null },
          { sender: window?.webContents, senderFrame: { ...top, parent: top } },
          { sender: window?.webContents, senderFrame: { ...top, origin: 'https://example.invalid' } },
          { sender: window?.webContents, senderFrame: { ...top, origin: 'null' } },
          { sender: window?.webContents, senderFrame: { ...top, origin: 'postern://other' } },
          { sender: {}, senderFrame: top as unknown as WebFrameMain },
        ]
        for (const sender of senders) ipcMain.emit('postern', sender, { t: 'call', id: 7, name: 'app.about', arg: {} })
      }, undefined)
      const refusals = () =>
        app
          .errorOutput()
          .split('\n')
          .filter((line) => line.startsWith('A message to Postern'))
      await expect
        .poll(refusals)
        .toEqual([
          'A message to Postern was refused: its frame is gone.',
          'A message to Postern was refused: it comes from a frame inside the page.',
          'A message to Postern was refused: its origin is "https://example.invalid".',
          'A message to Postern was refused: its origin is "null".',
          'A message to Postern was refused: its origin is "postern://other".',
          'A message to Postern was refused: it comes from another window.',
        ])
    })

    test('nothing but the app is loaded, not even when the main process asks, and no other page is answered', async () => {
      const failed = await app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        return contents?.loadURL('https://example.invalid/').then(() => 'loaded', String)
      }, undefined)
      expect(failed).toContain('ERR_BLOCKED_BY_CLIENT')
      const back = await app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        return contents?.loadURL('postern://app/').then(() => 'loaded', String)
      }, undefined)
      expect(back).toBe('loaded')
      // The main process knows of the new document before whoever drives the page does.
      await app.page.waitForFunction(() => document.readyState === 'complete' && 'postern' in globalThis)
      expect(await callFromPage(app.page, 'app.about', {})).toMatchObject({ host: 'electron' })
    })
  },
)
