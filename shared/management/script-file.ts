/**
 * The text of a script's file. Windows PowerShell 5.1 reads one without a byte-order mark in the machine's code page, where a letter
 * of UTF-8 can turn into a quote; so there is one.
 */
export function scriptFileText(text: string): string {
  return `\ufeff${text}`
}

/** The same in bytes. */
export function scriptBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(scriptFileText(text))
}

/** `postern-ews-allow-list-apply.ps1`: letters, digits and hyphens alone, whatever it is named after. */
export function scriptFileName(...named: readonly string[]): string {
  return `${fileStem(...named)}.ps1`
}

/** The same without its ending, for what a script writes beside itself. */
export function fileStem(...named: readonly string[]): string {
  const words = named.flatMap((name) => name.toLowerCase().match(/[a-z0-9]+/g) ?? [])
  return ['postern', ...words].join('-').slice(0, 100)
}
