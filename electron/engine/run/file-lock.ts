import { randomBytes } from 'node:crypto'
import { type FileHandle, link, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { processLives } from './sign-in-holder.ts'

/** A lock is held for some milliseconds; one this old was left behind. */
const STALE_MILLISECONDS = 10_000
const PATIENCE_MILLISECONDS = 20_000

/** A lock that is held: `stillHeld` is asked before what it guards is changed, and `release` gives it back. */
export type FileLock = { stillHeld(): Promise<boolean>; release(): Promise<void> }

/**
 * Takes the lock file at `path`, which no two processes hold at once. One whose process is gone, or that is too old, is
 * taken away. Throws when it does not come free within 20 seconds, and at once where waiting mends nothing: a disk that is
 * full, a directory that cannot be written. `openFile` is the system's own unless a test has one that fails.
 */
export async function takeFileLock(path: string, openFile: typeof open = open): Promise<FileLock> {
  const own = `${process.pid} ${randomBytes(9).toString('hex')} ${hostname()}`
  const end = performance.now() + PATIENCE_MILLISECONDS
  while (!(await create(path, own, openFile))) {
    if (performance.now() > end) throw new Error('The lock beside it is held by another program.')
    if (!(await removeLeftBehind(path, own))) await wait(5 + Math.random() * 20)
  }
  return {
    stillHeld: async () => (await contentOf(path)) === own,
    release: async () => {
      if ((await contentOf(path)) === own) await unlink(path).catch(() => undefined)
    },
  }
}

async function create(path: string, content: string, openFile: typeof open): Promise<boolean> {
  let file: FileHandle
  try {
    file = await openFile(path, 'wx', 0o600)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    try {
      await file.writeFile(content)
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    // It names nobody, so that everybody would wait until it is old: this process as well, at its next try.
    await unlink(path).catch(() => undefined)
    throw error
  }
}

/** Whether it took away a lock that was left behind. */
async function removeLeftBehind(path: string, own: string): Promise<boolean> {
  const seen = await contentOf(path)
  if (seen === undefined) return true
  if (!(await isLeftBehind(path, seen))) return false
  const aside = `${path}.${own.split(' ')[1]}`
  try {
    await rename(path, aside)
    // Between the look and the move, another may have taken the old lock away and put its own there: that one goes back.
    if ((await contentOf(aside)) !== seen) await link(aside, path)
    await unlink(aside)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error
  }
  return true
}

async function isLeftBehind(path: string, content: string): Promise<boolean> {
  const [pid = '', , ...host] = content.split(' ')
  if (host.join(' ') === hostname() && !processLives(Number(pid))) return true
  try {
    return Date.now() - (await stat(path)).mtimeMs > STALE_MILLISECONDS
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
