import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildApp } from '../../../build/build-app.ts'

const folder = join(import.meta.dirname, '../../../out')
const lock = join(folder, '.building')

/**
 * Builds the app unless what is built is from these sources. Test files run side by side, in processes of their own: one
 * of them builds and the others wait for it.
 */
export async function ensureBuilt(): Promise<void> {
  await mkdir(folder, { recursive: true })
  while (!(await takeLock())) await setTimeout(100)
  try {
    await buildApp()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Whether this process holds the lock now. One that was left by a process that is gone is taken away first. */
async function takeLock(): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true })
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
