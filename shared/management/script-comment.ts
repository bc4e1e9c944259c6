/** What would end a comment's line, move the cursor, or turn the order of what is read after it. */
const unshown = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu

/**
 * A line of comment. Whatever text it is made of stays on this one line and is never code: a line comment ends at the
 * line's end alone, and there are no block comments that `#>` could close. PowerShell takes "# SIG #" at the start of a
 * line for a signature, and refuses the file; so such a text gets a quotation mark before it.
 */
export function commentLine(text: string): string {
  const said = text.toWellFormed().replace(unshown, ' ').trim()
  return `# ${/^sig\s*#/i.test(said) ? `"${said}` : said}`
}
