import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { freePort } from '../../fixtures/free-port.ts'

/** A running Squid, which knows the names that it was given and no others, and asks nobody for them. */
export interface Squid {
  port: number
  /** Method and target of each request that it has answered, in order. */
  answered(): Promise<string[]>
  stop(): Promise<void>
}

const START_MILLISECONDS = 30_000

/** Starts a Squid of its own on a free port of loopback; `rules` come before the rule that allows what is left. */
export async function startSquid(names: readonly string[], rules: readonly string[] = []): Promise<Squid> {
  const state = await mkdtemp(join(tmpdir(), 'postern-squid-'))
  // As root it gives its rights away, and still has to write here.
  await chmod(state, 0o777)
  const port = await freePort()
  const file = (name: string) => join(state, name)
  await writeFile(file('hosts'), `${names.map((name) => `127.0.0.1 ${name}`).join('\n')}\n`)
  await writeFile(
    file('squid.conf'),
    [
      `http_port 127.0.0.1:${port}`,
      `hosts_file ${file('hosts')}`,
      'dns_nameservers 127.0.0.1',
      'dns_timeout 1 second',
      `pid_filename ${file('squid.pid')}`,
      `access_log stdio:${file('access.log')}`,
      `cache_log ${file('cache.log')}`,
      'cache deny all',
      'pinger_enable off',
      'netdb_filename none',
      `coredump_dir ${state}`,
      'shutdown_lifetime 0 seconds',
      'visible_hostname proxy.contoso.test',
      ...rules,
      'http_access allow localhost',
      'http_access deny all',
      '',
    ].join('\n'),
  )
  const service = `postern${port}`
  const program = spawn('squid', ['-N', '-d', '1', '-f', file('squid.conf'), '-n', service], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(program, 'exit')
  const stop = async () => {
    program.kill()
    await ended
    await rm(state, { recursive: true, force: true })
    // Its queues stay in the memory that programs share, whatever it is ended by.
    for (const left of globSync(`/dev/shm/${service}-*.shm`)) await rm(left, { force: true })
  }
  await accepting(program).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    port,
    stop,
    answered: async () =>
      (await readFile(file('access.log'), 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(/\s+/).slice(5, 7).join(' ')),
  }
}

/** Resolves when it says that it takes connections; rejects with what it said where it ends before, or takes too long. */
function accepting(program: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = () => reject(new Error(`Squid did not start: ${said.slice(-2_000)}`))
    const timer = setTimeout(fail, START_MILLISECONDS)
    program.once('exit', fail)
    program.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (!said.includes('Accepting HTTP Socket connections')) return
      clearTimeout(timer)
      resolve()
    })
  })
}
