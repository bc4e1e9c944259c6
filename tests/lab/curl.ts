import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lab } from '../../lab/lab.ts'

/** Whether this machine has curl with NTLM. */
export const hasCurl = / NTLM/.test(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '')

/** Runs a program with text on its standard input, and gives back what it printed. */
export async function run(command: string, args: readonly string[], input: string): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const [out, error, code] = await Promise.all([
    child.stdout.toArray(),
    child.stderr.toArray(),
    new Promise((resolve) => child.on('close', resolve)),
  ])
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${Buffer.concat(error).toString('utf8')}`)
  return Buffer.concat(out).toString('utf8')
}

/** Writes the lab's root to a file while `use` runs. */
export async function withAuthorityFile<T>(lab: Lab, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-lab-'))
  try {
    const file = join(folder, 'authority.pem')
    await writeFile(file, lab.certificateAuthorityPem)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The status that curl ends with. The credential goes over standard input, as everything that is not public. */
export function curlStatus(
  lab: Lab,
  scheme: 'ntlm' | 'basic' | 'anyauth',
  path: string,
  credential: readonly [name: string, password: string],
  extra: readonly string[] = [],
): Promise<number> {
  return withAuthorityFile(lab, async (authority) => {
    const quoted = credential.join(':').replaceAll('\\', '\\\\').replaceAll('"', '\\"')
    const resolve = `mail.contoso.test:${lab.ports.https}:127.0.0.1`
    const args = ['-sS', '-o', '-', '-w', '\n%{http_code}', '--max-time', '20', '--cacert', authority]
    const url = `https://mail.contoso.test:${lab.ports.https}${path}`
    const all = [...args, '--resolve', resolve, `--${scheme}`, '-K', '-', ...extra, url]
    const printed = await run('curl', all, `user = "${quoted}"\n`)
    return Number(printed.slice(-3))
  })
}
