import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateDirectory } from '../../electron/api/state-directory.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { sampleRun } from '../shared/contract/samples.ts'
import { ensureBuilt } from './electron-double/built-app.ts'
import { electronHost } from './electron-double/electron-binary.ts'
import { launchPostern } from './electron-double/launch-postern.ts'
import type { LaunchedApp } from './electron-double/launched-app.ts'
import { callFromPage, eventsOf, exchange, freshId, send } from './electron-double/page-frames.ts'

const host = electronHost()

describe.skipIf(host === undefined)(`the window ${host ?? 'needs Electron or Chromium'}`, { timeout: 60_000 }, () => {
  let app: LaunchedApp
  let lab: Lab
  let folder: string

  beforeAll(async () => {
    await ensureBuilt()
    folder = await mkdtemp(join(tmpdir(), 'postern-window-'))
    lab = await startLab()
    app = await launchPostern()
  }, 120_000)

  afterAll(async () => {
    expect(app.failures()).toEqual([])
    await app.close()
    await lab.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('opens the page of postern://app and shows it', async () => {
    const windows = () =>
      app.evaluate(({ BrowserWindow }) => {
        return BrowserWindow.getAllWindows().map((window) => [window.webContents.getURL(), window.isVisible()])
      }, undefined)
    await expect.poll(windows).toEqual([['postern://app/', true]])
  })

  test('is alive: the renderer has drawn, and the main process answers it', async () => {
    await app.page.getByRole('main').waitFor()
    expect(await callFromPage(app.page, 'app.about', {})).toMatchObject({ host: 'electron' })
  })

  test('answers what is no frame, no entry and no argument of the contract with its error', async () => {
    await send(app.page, 'not a frame')
    await expect(callFromPage(app.page, 'app.quit', {})).rejects.toThrow('unknown-name')
    await expect(callFromPage(app.page, 'app.about', { more: 1 })).rejects.toThrow('bad-argument')
  })

  test('opens an organisation file from the menu, and says what is wrong with another', async () => {
    const good = join(folder, 'good.json')
    const bad = join(folder, 'bad.json')
    await writeFile(good, JSON.stringify(lab.organisation))
    await writeFile(bad, '{"format": 2}')
    const choose = (path: string) =>
      app.evaluate(({ dialog, Menu }, chosen) => {
        const shown: string[] = []
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
        return new Promise<string[]>((resolve) => {
          dialog.showMessageBox = async (...args: unknown[]) => {
            shown.push((args.at(-1) as { detail: string }).detail)
            resolve(shown)
            return { response: 0, checkboxChecked: false }
          }
          Menu.getApplicationMenu()?.getMenuItemById('open-organisation')?.click()
          if (chosen.endsWith('good.json')) resolve(shown)
        })
      }, path)

    expect(await choose(bad)).toEqual([expect.stringContaining('format: is not a format that this Postern reads')])
    expect(await callFromPage(app.page, 'organisation.read', {})).toMatchObject({ organisation: null })
    const reloaded = app.page.waitForEvent('load')
    expect(await choose(good)).toEqual([])
    await reloaded
    expect(await callFromPage(app.page, 'organisation.read', {})).toMatchObject({
      organisation: { domain: lab.organisation.domain },
    })
  })

  test('tells the page what is asked of it in the menu, over the one channel', async () => {
    const id = freshId()
    await send(app.page, { t: 'open', id, name: 'app.events', arg: {}, after: -1 })
    // The feed is open once a call that was sent after it is answered.
    await callFromPage(app.page, 'app.about', {})
    await app.evaluate(({ Menu }) => {
      for (const each of ['go-settings', 'go-organisation']) Menu.getApplicationMenu()?.getMenuItemById(each)?.click()
    }, undefined)
    const told = await eventsOf(app.page, id, 2)
    expect(told.map((frame) => frame.t === 'event' && frame.value)).toEqual([
      { type: 'command', command: 'go-settings' },
      { type: 'command', command: 'go-organisation' },
    ])
    await send(app.page, { t: 'cancel', id })
  })

  test('keeps a run that is imported from the menu', async () => {
    const file = join(folder, 'run.json')
    await writeFile(file, JSON.stringify(sampleRun))
    await app.evaluate(({ dialog, Menu }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      Menu.getApplicationMenu()?.getMenuItemById('import-run')?.click()
    }, file)
    const runs = async () => {
      const list = (await callFromPage(app.page, 'run.list', {})) as { runs: { origin: string }[] }
      return list.runs.map(({ origin }) => origin)
    }
    await expect.poll(runs, { timeout: 20_000 }).toEqual(['imported'])
  })

  test('saves what it shows as a PDF where the admin says, and nothing when the admin says no', async () => {
    const file = join(folder, 'report.pdf')
    const answer = (canceled: boolean) =>
      app.evaluate(
        ({ dialog }, chosen) => {
          dialog.showSaveDialog = async () => chosen
        },
        { canceled, filePath: canceled ? '' : file },
      )
    await answer(true)
    expect(await callFromPage(app.page, 'window.savePdf', { name: 'Contoso' })).toEqual({ outcome: 'cancelled' })
    await answer(false)
    expect(await callFromPage(app.page, 'window.savePdf', { name: 'Contoso' })).toEqual({ outcome: 'saved', file })
    expect((await readFile(file)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  })

  test('runs against the lab, and a reloaded page goes on with the feed after the event it saw last', async () => {
    const username = lab.organisation.account.username
    await callFromPage(app.page, 'organisation.save', { organisation: lab.organisation })
    const held = (await callFromPage(app.page, 'secret.put', { username, password: lab.password })) as {
      reference: string
    }
    expect(JSON.stringify(held)).not.toContain(lab.password)
    const { runId } = (await callFromPage(app.page, 'run.start', {})) as { runId: string }

    const first = freshId()
    await send(app.page, { t: 'open', id: first, name: 'run.events', arg: { runId }, after: -1 })
    const before = await eventsOf(app.page, first, 2)
    const seen = before.flatMap((frame) => (frame.t === 'event' ? [frame.seq] : []))
    const last = seen.at(-1) ?? Number.NaN
    expect(seen).toEqual(seen.map((_seq, index) => index))

    const reloaded = app.page.waitForEvent('load')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload(), undefined)
    await reloaded
    const after = await exchange(app.page, {
      t: 'open',
      id: freshId(),
      name: 'run.events',
      arg: { runId },
      after: last,
    })
    const events = after.flatMap((frame) => (frame.t === 'event' ? [frame] : []))
    expect(events.map((frame) => frame.seq)).toEqual(events.map((_frame, index) => last + 1 + index))
    expect(after.at(-1)).toMatchObject({ t: 'end' })
    expect(events.at(-1)?.value).toMatchObject({ type: 'finished' })
    // One memory of what was rejected, whichever way Postern is started: the terminal looks there too.
    const state = await app.evaluate(() => process.env.XDG_STATE_HOME ?? '', undefined)
    expect(
      await readFile(join(stateDirectory({ XDG_STATE_HOME: state, LOCALAPPDATA: state }), 'sign-ins.json'), 'utf8'),
    ).not.toContain(lab.password)
    await callFromPage(app.page, 'secret.forget', { reference: held.reference })
  })

  test('says that its page crashed, and quits when the admin wants that', async () => {
    const said = await app.evaluate(({ BrowserWindow, dialog }) => {
      return new Promise<string>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          const { message, buttons } = args.at(-1) as { message: string; buttons: string[] }
          resolve(`${message} ${buttons.join('/')}`)
          return new Promise((answer) => Reflect.set(globalThis, 'answerDialog', answer))
        }
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
      })
    }, undefined)
    expect(said).toBe('The window stopped working. Reload/Quit')
    await app.evaluate(() => {
      const answer: (choice: object) => void = Reflect.get(globalThis, 'answerDialog')
      // Later, so that this evaluation is answered before the process ends.
      setImmediate(() => answer({ response: 1, checkboxChecked: false }))
    }, undefined)
    expect(await app.exited).toBe(0)
  })
})
