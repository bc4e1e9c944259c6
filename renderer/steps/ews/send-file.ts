import type { CallArgument, Client } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { pieceBytes } from '../../../shared/management/import-pieces.ts'

/** The browser could not read what it was given: a folder, or a file that has gone or changed since. */
export class FileNotRead extends Error {
  constructor(name: string, cause: unknown) {
    super(t`${name} could not be read from the disk.`, { cause })
    this.name = 'FileNotRead'
  }
}

type SendOptions = {
  kind: CallArgument<'import.begin'>['kind']
  file: Pick<File, 'name' | 'size' | 'lastModified' | 'slice'>
  /** Told how many bytes have gone. */
  onSent(bytes: number): void
  signal: AbortSignal
}

/**
 * Hands a file over to Postern piece by piece, as far as it is wanted, and gives back the name of the import, which is
 * still to be ended. One that breaks off is given up.
 */
export async function sendFile(client: Client, { kind, file, onSent, signal }: SendOptions): Promise<string> {
  // A name longer than is taken says nothing more to anybody.
  const { importId } = await client.call(
    'import.begin',
    { kind, name: file.name.slice(0, 400), bytes: file.size, writtenAt: new Date(file.lastModified).toISOString() },
    signal,
  )
  try {
    for (let offset = 0; offset < file.size; offset += pieceBytes) {
      const chunk = base64(await bytesOf(file, offset))
      const { wanted } = await client.call('import.append', { importId, offset, chunk }, signal)
      onSent(Math.min(file.size, offset + pieceBytes))
      if (!wanted) break
    }
    return importId
  } catch (error) {
    // Postern gives it up by itself where this does not get through.
    client.call('import.abort', { importId }).catch(() => undefined)
    throw error
  }
}

async function bytesOf(file: SendOptions['file'], offset: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(offset, offset + pieceBytes).arrayBuffer())
  } catch (error) {
    throw new FileNotRead(file.name, error)
  }
}

/** A function takes only so many arguments. */
const BLOCK = 0x2000

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += BLOCK) text += String.fromCharCode(...bytes.subarray(at, at + BLOCK))
  return btoa(text)
}
