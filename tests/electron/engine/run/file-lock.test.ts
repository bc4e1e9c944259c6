import { type FileHandle, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeFileLock } from '../../../../electron/engine/run/file-lock.ts'

/** Opens as the system does; what is written to the file then fails with this code, as on a disk that is full. */
function failingAt(step: 'writeFile' | 'close', code: string): typeof open {
  return async (...wanted) => {
    const file = await open(...wanted)
    const failing: Pick<FileHandle, 'writeFile' | 'close'> = {
      writeFile: async (text) => {
        if (step === 'writeFile') throw Object.assign(new Error(`${code}: write`), { code })
        await file.writeFile(text)
      },
      close: async () => {
        await file.close()
        if (step === 'close') throw Object.assign(new Error(`${code}: close`), { code })
      },
    }
    return failing as FileHandle
  }
}

describe('A lock file', () => {
  let folder: string
  const path = () => join(folder, 'sign-ins.json.lock')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-lock-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each([
    ['writeFile', 'ENOSPC'],
    ['writeFile', 'EDQUOT'],
    ['writeFile', 'EIO'],
    ['close', 'ENOSPC'],
  ] as const)('is not left behind where its %s fails with %s, and nobody waits for it', async (step, code) => {
    await expect(takeFileLock(path(), failingAt(step, code))).rejects.toMatchObject({ code })
    expect(await readdir(folder)).toEqual([])
    const lock = await takeFileLock(path())
    expect(await lock.stillHeld()).toBe(true)
    await lock.release()
    expect(await readdir(folder)).toEqual([])
  })

  test('is refused at once where its folder is not there', async () => {
    await expect(takeFileLock(join(folder, 'gone', 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
