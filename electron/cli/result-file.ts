import { randomBytes } from 'node:crypto'
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { t } from '../../shared/language/translate.ts'
import { UsageError } from './exit-code.ts'

/** A file that a run's result goes to, found to be writable before the run, so that the result is not lost after it. */
export type ResultFile = {
  /** Puts the whole content in place at once; an earlier file stays as it was when that fails, with a UsageError. */
  write(content: string | Uint8Array): Promise<void>
}

/** Opens the way to a result file, which an option names. Throws a UsageError that names both where nothing can be written. */
export async function openResultFile(path: string, option = '--json'): Promise<ResultFile> {
  const target = await targetOf(path, option)
  const part = `${target}.${randomBytes(4).toString('hex')}.part`
  const put = async (content: string | Uint8Array) => {
    try {
      // Written beside and renamed. Readable by its owner alone: it tells how the servers are set up.
      await writeFile(part, content, { flag: 'wx', mode: 0o600 })
      return part
    } catch (error) {
      await rm(part, { force: true })
      throw cannotWrite(path, option, error)
    }
  }
  await rm(await put(''))
  return {
    async write(content) {
      await put(content)
      try {
        await rename(part, target)
      } catch (error) {
        await rm(part, { force: true })
        throw cannotWrite(path, option, error)
      }
    },
  }
}

/** What is really written: behind a link its target. A device, pipe or folder must not be replaced by a file. */
async function targetOf(path: string, option: string): Promise<string> {
  try {
    const target = await realpath(path)
    if ((await stat(target)).isFile()) return target
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return path
    throw cannotWrite(path, option, error)
  }
  const orOutput =
    option === '--json'
      ? t`a new file, a file to replace, or - for standard output`
      : t`a new file, or a file to replace`
  throw new UsageError(`${option} ${path} is not a file: accepted is ${orOutput}.`)
}

function cannotWrite(path: string, option: string, error: unknown): UsageError {
  return new UsageError(
    `${option} ${path} cannot be written (${codeOf(error)}): accepted is a file in a folder that exists and may be written to.`,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
