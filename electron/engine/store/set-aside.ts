import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { timeInName } from '../../../shared/run/time-in-name.ts'

/** Takes a damaged database out of the way, its log with it, and returns the name that it now has. */
export function setAside(path: string, now: Date): string {
  const aside = freeName(join(dirname(path), `postern-damaged-${timeInName(now)}`))
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`)
  }
  return basename(aside)
}

function freeName(start: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `${start}.db` : `${start}-${count}.db`
    if (!existsSync(name) && !existsSync(`${name}-wal`)) return name
  }
}
