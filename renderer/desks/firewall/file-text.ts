import { mostListCharacters } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'

/** In UTF-16 a character takes two bytes, in UTF-8 at most three of what is taken. */
const MOST_BYTES = 3 * mostListCharacters

/** The text of a file, in the encoding that its byte order mark says, else in UTF-8; or why it is none. */
export async function textOfFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<{ text: string } | { problem: string }> {
  if (file.size > MOST_BYTES) return { problem: t`${file.name} is more than Postern reads.` }
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return { problem: t`${file.name} could not be read from the disk.` }
  }
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (text.length > mostListCharacters) return { problem: t`${file.name} is more than Postern reads.` }
    if (!text.includes('\0')) return { text }
  } catch {
    // It is no text of that encoding.
  }
  return { problem: t`${file.name} is no text. Save the list as CSV, JSON or plain text, and give that.` }
}
