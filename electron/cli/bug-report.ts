/**
 * What is said when Postern itself fails: that it is our bug, and the one line that helps to find it. A stack would
 * show paths of this machine; the error's name, its message and the first place in our own code are enough.
 */
export function failureOfBug(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error
  const message = error instanceof Error ? error.message.split('\n', 1)[0] : ''
  const place =
    error instanceof Error ? /\/((?:electron|shared|lab)\/[\w./-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1] : undefined
  return `postern: Postern itself failed, which says nothing of your server. Please report: ${name}: ${message}${place ? ` at ${place}` : ''}`
}
