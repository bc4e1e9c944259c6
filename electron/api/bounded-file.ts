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
    // A named pipe without a writer would keep an ordinary open waiting for ever.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const kind = await file.stat()
    if (kind.isDirectory()) return { refused: t`It is a folder.` }
    if (!kind.isFile()) return { refused: t`It is a device or a pipe, not a file.` }
    const bytes = await readWhole(file, most)
    return bytes ? { bytes } : { refused: t`The file is larger than ${most / 1_048_576} MiB.` }
  } catch (error) {
    return { refused: reasonOf(error) }
  }
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT') return t`There is no such file.`
  if (code === 'EISDIR') return t`It is a folder.`
  if (code === 'EACCES' || code === 'EPERM') return t`The file may not be read by this user.`
  return t`The file cannot be read (${code}).`
}
