/** UTF-8, or UTF-16 with its mark, as Windows PowerShell writes what is sent to a file; undefined for what is neither. */
export function decodedText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    // UTF-16 without its mark is read as UTF-8 with a zero beside each letter.
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
}
