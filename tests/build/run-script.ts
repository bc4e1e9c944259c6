import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const BUILD = new URL('../../build/', import.meta.url).pathname

/** Starts a script of build/ in a process of its own, with its temporary files in `folder` and without a display. */
export function startScript(name: string, args: readonly string[], folder: string) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env
  const child = spawn(process.execPath, [join(BUILD, name), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, TMPDIR: folder, XDG_STATE_HOME: folder },
  })
  let out = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    error += text
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, error }))
  return {
    child,
    ended,
    /** Resolves once this has been printed; rejects when the script has ended without. */
    async printed(text: string): Promise<void> {
      while (!out.includes(text)) {
        const how = await Promise.race([once(child.stdout, 'data'), ended])
        if ('code' in how && !out.includes(text)) throw new Error(`${name} ended with ${how.code}: ${error}`)
      }
    },
  }
}
