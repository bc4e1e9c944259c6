const KEPT_MILLISECONDS = 60_000

/** Gives a text, or the bytes of one, to the browser to be saved under a name, where it saves files or asks. */
export function saveFile(name: string, type: string, text: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser may still read from it after the click.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MILLISECONDS)
}
