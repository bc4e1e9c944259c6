import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { openResultFile } from '../../../electron/cli/result-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-result-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('opening makes no file and changes none', async () => {
  await writeFile(join(folder, 'run.json'), 'earlier')
  await openResultFile(join(folder, 'run.json'))
  await openResultFile(join(folder, 'new.json'))
  expect(await readdir(folder)).toEqual(['run.json'])
  expect(await readFile(join(folder, 'run.json'), 'utf8')).toBe('earlier')
})

test('a result is its owner’s alone', async () => {
  const path = join(folder, 'run.json')
  await (await openResultFile(path)).write('{}')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('behind a link its target is replaced, and the link stays', async () => {
  await writeFile(join(folder, 'real.json'), 'earlier')
  await symlink('real.json', join(folder, 'link.json'))
  await (await openResultFile(join(folder, 'link.json'))).write('later')
  expect((await lstat(join(folder, 'link.json'))).isSymbolicLink()).toBe(true)
  expect(await readFile(join(folder, 'real.json'), 'utf8')).toBe('later')
})

test('an earlier file stays whole when the new one cannot be put in its place', async () => {
  const path = join(folder, 'run.json')
  const file = await openResultFile(path)
  // What stands there now cannot be replaced by a file.
  await mkdir(path)
  await writeFile(join(path, 'kept'), 'earlier')
  const written = file.write('later')
  await expect(written).rejects.toThrow(/^--json .*run\.json cannot be written \(EISDIR\): accepted is/)
  await expect(written).rejects.toBeInstanceOf(UsageError)
  expect(await readFile(join(path, 'kept'), 'utf8')).toBe('earlier')
  expect(await readdir(folder)).toEqual(['run.json'])
})

test('an earlier file stays whole when its folder is gone from where it was', async () => {
  await mkdir(join(folder, 'results'))
  const path = join(folder, 'results', 'run.json')
  await writeFile(path, 'earlier')
  const file = await openResultFile(path)
  await rename(join(folder, 'results'), join(folder, 'moved'))
  await expect(file.write('later')).rejects.toThrow(/cannot be written \(ENOENT\): accepted is/)
  expect(await readFile(join(folder, 'moved', 'run.json'), 'utf8')).toBe('earlier')
})
