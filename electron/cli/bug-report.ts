import { t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'

const LONGEST = 300

/**
 * What is said when Postern itself fails: that it is our bug, and the one line that helps to find it. A stack would
 * show paths of this machine; the error's name, its message and the first place in our own code are enough.
 */
export function failureOfBug(error: unknown): string {
  const said =
    error instanceof Error ? `${error.name}: ${error.message.split('\n', 1)[0]}` : t`a ${typeof error} was thrown`
  const place =
    error instanceof Error ? /\/((?:electron|shared|build)\/[\w./-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1] : undefined
  const where = place ? t` at ${place}` : ''
  return t`postern: Postern itself failed, which says nothing of your server. Please report: ${printable(said.slice(0, LONGEST))}${where}`
}
