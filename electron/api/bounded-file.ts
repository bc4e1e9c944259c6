import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { t } from '../../shared/language/translate.ts'

export const mostFileBytes = 1_048_576

/** Reads a file that the admin chose, at most 1 MiB unless told otherwise; or says in a sentence why it cannot be. */
export async function readBoundedFile(
  path: string,
  most: number = mostFileBytes,
): Promise<{ bytes: Buffer } | { refused: string }> {
  try {
    await using file = await openPlain(path)
    const bytes = await readWhole(file, most)
    return bytes ? { bytes } : { refused: tooLarge(most) }
  } catch (error) {
    return { refused: reasonOf(error) }
  }
}

/**
 * Hands the bytes of a file that the admin chose to a reader as they are read, at most so many; or says in a sentence why
 * it cannot be read. What the reader throws is thrown.
 */
export async function readFileInPieces<T>(
  path: string,
  most: number,
  read: (pieces: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<{ value: T } | { refused: string }> {
  let refused: string | undefined
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      await using file = await openPlain(path)
      let length = 0
      for (;;) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, length)
        if (bytesRead === 0) return
        length += bytesRead
        if (length > most) throw new Refused(tooLarge(most))
        yield buffer.subarray(0, bytesRead)
      }
    } catch (error) {
      refused = reasonOf(error)
      throw error
    }
  }
  try {
    return { value: await read(pieces()) }
  } catch (error) {
    if (refused === undefined) throw error
    return { refused }
  }
}

const PIECE = 256 * 1024

/** What is wrong with a file, as a sentence. */
class Refused extends Error {}

function tooLarge(most: number): string {
  return t`The file is larger than ${most / 1_048_576} MiB.`
}

async function openPlain(path: string): Promise<FileHandle> {
  // A named pipe without a writer would keep an ordinary open waiting for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const kind = await file.stat()
  if (kind.isFile()) return file
  await file.close()
  throw new Refused(kind.isDirectory() ? t`It is a folder.` : t`It is a device or a pipe, not a file.`)
}

/** Undefined where there is more than that. */
async function readWhole(file: FileHandle, most: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(most + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    if (bytesRead === 0) return buffer.subarray(0, length)
    length += bytesRead
  }
  return undefined
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT') return t`There is no such file.`
  if (code === 'EISDIR') return t`It is a folder.`
  if (code === 'EACCES' || code === 'EPERM') return t`The file may not be read by this user.`
  return t`The file cannot be read (${code}).`
}
