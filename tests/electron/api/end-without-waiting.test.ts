import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const source = join(import.meta.dirname, '../../../electron/api/end-without-waiting.ts')

// Opening a pipe that nobody writes to holds one of Node's threads as a keychain does that nobody unlocks. Node would
// wait for it, and this test until its own end.
test.skipIf(process.platform === 'win32')(
  'a process ends with its exit code although a thread of it never comes back',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postern-pipe-'))
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const script = `
      import { endWithoutWaiting } from ${JSON.stringify(source)}
      import { open, stat } from 'node:fs'
      endWithoutWaiting()
      open(${JSON.stringify(pipe)}, 'r', () => undefined)
      stat('.', () => {
        process.stdout.write('before the end')
        process.exit(7)
      })`
    const ended = run(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 30_000,
      killSignal: 'SIGKILL',
    }).catch((error) => error)
    expect(await ended).toMatchObject({ code: 7, stdout: 'before the end' })
    await rm(folder, { recursive: true })
  },
)
