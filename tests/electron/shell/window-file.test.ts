import { EventEmitter } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readWindowPlace, rememberWindowPlace } from '../../../electron/shell/window-file.ts'

const bounds = { x: 100, y: 50, width: 1400, height: 900 }

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-place-'))
  file = join(folder, 'window.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A window that is closed right away; what was reported of it. */
function close(maximised = false): string[] {
  const reports: string[] = []
  const window = Object.assign(new EventEmitter(), { getNormalBounds: () => bounds, isMaximized: () => maximised })
  rememberWindowPlace(window as unknown as BrowserWindow, file, (sentence) => reports.push(sentence))
  window.emit('close', {})
  return reports
}

test.each([false, true])(
  'what is kept when a window is closed is read by the next start; maximised: %s',
  async (max) => {
    expect(close(max)).toEqual([])
    expect(readWindowPlace(file)).toEqual({ ...bounds, maximised: max })
    expect(await readdir(folder)).toEqual(['window.json'])
    expect((await stat(file)).mode & 0o077).toBe(0)
  },
)

describe('a broken file is as good as none', () => {
  test.each([
    ['it is not there', undefined],
    ['it is empty', ''],
    ['it is half a file', '{"x":1'],
    ['it is of another kind', '[]'],
    ['a number is none', '{"x":1,"y":2,"width":"3","height":4,"maximised":false}'],
    ['a number is out of all bounds', '{"x":1e12,"y":2,"width":3,"height":4,"maximised":false}'],
    ['it has more than it may', '{"x":1,"y":2,"width":3,"height":4,"maximised":false,"preload":"/tmp/x"}'],
  ])('%s', async (_what, text) => {
    if (text !== undefined) await writeFile(file, text)
    expect(readWindowPlace(file)).toBeUndefined()
  })
})

test('a window is closed although its place cannot be kept, and that is reported', async () => {
  await mkdir(file)
  expect(close()).toEqual([expect.stringContaining('The window’s place could not be kept')])
  expect(await readdir(folder)).toEqual(['window.json'])
  await rm(file, { recursive: true })
  close()
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject(bounds)
})
