import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sampleOrganisation } from '../../shared/contract/samples.ts'
import { startCli } from './run-cli.ts'

/** Where what was kept is no database any more. */
function damagedState(): { state: string; file: string } {
  const state = mkdtempSync(join(tmpdir(), 'postern-damaged-'))
  onTestFinished(() => rmSync(state, { recursive: true, force: true }))
  mkdirSync(join(state, 'postern'))
  writeFileSync(join(state, 'postern', 'postern.db'), Buffer.alloc(40_000, 0x5a))
  const file = join(state, 'organisation.json')
  // Nothing is at that address, and nothing is asked beyond this machine.
  writeFileSync(file, JSON.stringify({ ...sampleOrganisation, resolvers: ['127.0.0.1:9'] }))
  return { state, file }
}

test.each([
  ['serve', []],
  ['watch', ['--org']],
] as const)(
  'postern %s says on standard error that what was kept is damaged and was set aside',
  async (name, option) => {
    const { state, file } = damagedState()
    const args = [name, ...option, ...(option.length > 0 ? [file] : [])]
    const { child, ended } = startCli(args, { environment: { XDG_STATE_HOME: state } })
    child.stdin.end()
    await new Promise((resolve) => child.stderr.once('data', resolve))
    child.kill('SIGTERM')
    expect((await ended).error).toMatch(
      /^postern: What Postern had kept in .*postern\.db is damaged and could not be read\. It was set aside as \S+, and a new one was begun\.\n/,
    )
  },
)
