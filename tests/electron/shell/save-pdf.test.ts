import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow, Dialog, PrintToPDFOptions, SaveDialogOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { savePdf } from '../../../electron/shell/save-pdf.ts'

const pdf = Buffer.from('%PDF-1.7 pages')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-pdf-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function desktop(answer: { canceled: boolean; filePath: string }, print: () => Promise<Buffer> = async () => pdf) {
  const asked: SaveDialogOptions[] = []
  const printed: PrintToPDFOptions[] = []
  let destroyed = false
  const dialog = {
    showSaveDialog: async (_window: unknown, options: SaveDialogOptions) => {
      asked.push(options)
      return answer
    },
  }
  const window = {
    isDestroyed: () => destroyed,
    webContents: {
      printToPDF: (options: PrintToPDFOptions) => {
        printed.push(options)
        return print()
      },
    },
  }
  return {
    asked,
    printed,
    close: () => {
      destroyed = true
    },
    save: (name = 'Contoso') => savePdf(dialog as unknown as Dialog, window as unknown as BrowserWindow, name),
  }
}

test('is asked where to, under a name that every system takes, and written for its owner alone', async () => {
  const file = join(folder, 'report.pdf')
  const { asked, printed, save } = desktop({ canceled: false, filePath: file })
  expect(await save('../Contoso: report')).toEqual({ outcome: 'saved', file })
  expect(asked).toMatchObject([{ defaultPath: 'Contoso report.pdf' }])
  expect(printed).toMatchObject([{ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }])
  expect(await readFile(file)).toEqual(pdf)
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect(await readdir(folder)).toEqual(['report.pdf'])
})

test.each([
  { canceled: true, filePath: '' },
  { canceled: false, filePath: '' },
])('nothing is printed when nothing was chosen: %j', async (answer) => {
  const { printed, save } = desktop(answer)
  expect(await save()).toEqual({ outcome: 'cancelled' })
  expect(printed).toEqual([])
})

test('nothing is printed of a window that was closed behind the dialog', async () => {
  const { close, printed, save } = desktop({ canceled: false, filePath: join(folder, 'report.pdf') })
  close()
  expect(await save()).toEqual({ outcome: 'cancelled' })
  expect(printed).toEqual([])
})

describe('what cannot be written', () => {
  test('to a folder that is not there is said in a sentence', async () => {
    const file = join(folder, 'nowhere', 'report.pdf')
    expect(await desktop({ canceled: false, filePath: file }).save()).toEqual({
      outcome: 'failed',
      sentence: `The PDF cannot be written to ${file}: there is no such folder.`,
    })
  })

  test('over a folder leaves nothing behind', async () => {
    const file = join(folder, 'report.pdf')
    await mkdir(file)
    await writeFile(join(file, 'inside'), '')
    expect(await desktop({ canceled: false, filePath: file }).save()).toMatchObject({ outcome: 'failed' })
    expect(await readdir(folder)).toEqual(['report.pdf'])
  })

  test('because it was not printed is our bug, and an earlier file stays', async () => {
    const file = join(folder, 'report.pdf')
    await writeFile(file, 'earlier')
    const { save } = desktop({ canceled: false, filePath: file }, () => Promise.reject(new Error('no printer')))
    await expect(save()).rejects.toThrow('no printer')
    expect(await readFile(file, 'utf8')).toBe('earlier')
  })
})
