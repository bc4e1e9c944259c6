import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Organisation } from '../../shared/organisation/organisation.ts'

export interface LabProcess {
  organisation: Organisation
  password: string
  port: number
  /** The file of the lab's root, for programs that want one. */
  authorityFile: string
  authority: string
  close(): Promise<void>
}

/** The lab as a program of its own, so that its work is not part of what is measured. */
export async function startLabProcess(args: readonly string[] = []): Promise<LabProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-bench-'))
  const org = join(folder, 'organisation.json')
  const lab = join(import.meta.dirname, '../../lab/main.ts')
  const child = spawn(process.execPath, [lab, '--org', org, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const line = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => undefined)])
  if (!line) throw new Error('The lab did not start.')
  const ready = JSON.parse(String(line[0])) as { https: number; environment: Record<string, string> }
  const organisation = Organisation.parse(JSON.parse(await readFile(org, 'utf8')))
  const authority = organisation.trust?.certificateAuthorities?.[0] ?? ''
  const authorityFile = join(folder, 'authority.pem')
  await writeFile(authorityFile, authority)
  return {
    organisation,
    password: Object.values(ready.environment)[0] ?? '',
    port: ready.https,
    authorityFile,
    authority,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}
