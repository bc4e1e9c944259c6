import { t } from '../language/translate.ts'
import { hasUnseen, withUnseen } from '../run/unseen.ts'

/** What would end a comment's line, or move the cursor. */
const unshown = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/**
 * A line of comment. Whatever text it is made of stays on this one line and is never code: a line comment ends at the
 * line's end alone, and there are no block comments that `#>` could close. PowerShell takes "# SIG #" at the start of a
 * line for a signature, and refuses the file; so such a text gets a quotation mark before it. What cannot be seen is shown.
 */
export function commentLine(text: string): string {
  const said = withUnseen(text.toWellFormed().replace(unshown, ' ')).trim()
  return `# ${/^sig\s*#/i.test(said) ? `"${said}` : said}`
}

/** Before a line of commands that holds what cannot be seen: its arguments have to be exact, and so it is shown here. */
export function unseenLines(line: string): string[] {
  return hasUnseen(line)
    ? [commentLine(t`What comes next holds signs that cannot be seen, and needs them as they are: ${line}`)]
    : []
}
