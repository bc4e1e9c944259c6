import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const has = (program: string, argument: string) => spawnSync(program, [argument]).status === 0
const hasPromtool = has('promtool', '--version')
const hasSystemd = has('systemd-analyze', '--version')
const titled = (title: string, found: boolean, program: string) =>
  found ? title : `${title} (skipped: ${program} is missing)`

let folder: string
let page: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-watch-docs-'))
  page = await readFile(join(import.meta.dirname, '../../docs/watch.md'), 'utf8')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The block of the page whose first line is a comment with this file's name, written as that file. */
async function fileOf(name: string, change: (text: string) => string = (text) => text): Promise<string> {
  const blocks = [...page.matchAll(/```(?:ini|yaml)\n(# \S+\n[\s\S]*?)```/g)].map(([, block = '']) => block)
  const block = blocks.find((one) => one.split('\n', 1)[0]?.endsWith(name))
  if (block === undefined) throw new Error(`The page has no block for ${name}.`)
  const path = join(folder, name)
  await writeFile(path, change(block))
  return path
}

describe.skipIf(!hasPromtool)(
  titled('What docs/watch.md gives to Prometheus', hasPromtool, 'promtool'),
  { timeout: 60_000 },
  () => {
    it('is a configuration and rules that it takes', async () => {
      await fileOf('postern.rules.yml')
      const { stdout } = await run('promtool', ['check', 'config', await fileOf('prometheus.yml')])
      expect(stdout).toContain('SUCCESS: 3 rules found')
    })

    it('are alerts that fire when they should, and not before', async () => {
      await fileOf('postern.rules.yml')
      const tests = join(folder, 'tests.yml')
      await writeFile(tests, alertTests)
      const { stdout } = await run('promtool', ['test', 'rules', tests])
      expect(stdout).toContain('SUCCESS')
    })
  },
)

/** The clock of a unit test of promtool begins in 1970: a certificate ends after 14 days and 3 hours of it. */
const alertTests = `
rule_files: [postern.rules.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - series: 'postern_run_verdict{organisation="Contoso",verdict="not-ready"}'
        values: '0x10 1x200'
      - series: 'postern_run_verdict{organisation="Contoso",verdict="could-not-tell"}'
        values: '0x20 1x300'
      - series: 'postern_certificate_not_after_seconds{organisation="Contoso",host="mail.contoso.com",server="10.0.0.1",fingerprint="AA"}'
        values: '1220400x400'
      - series: 'postern_run_start_timestamp_seconds{organisation="Contoso"}'
        values: '0+60x400'
      - series: 'postern_build_info{version="0.1.0"}'
        values: '1x400'
    alert_rule_test:
      - { eval_time: 15m, alertname: ExchangeNotReady, exp_alerts: [] }
      - eval_time: 17m
        alertname: ExchangeNotReady
        exp_alerts:
          - exp_labels: { severity: page, organisation: Contoso, verdict: not-ready }
            exp_annotations:
              summary: 'Contoso is not ready: a cloud service cannot reach its mailboxes'
      - { eval_time: 179m, alertname: ExchangeCertificateEnds, exp_alerts: [] }
      - eval_time: 242m
        alertname: ExchangeCertificateEnds
        exp_alerts:
          - exp_labels: { severity: ticket, organisation: Contoso, host: mail.contoso.com }
            exp_annotations:
              summary: 'The certificate of mail.contoso.com ends in 13d 22h 58m 0s'
      - { eval_time: 139m, alertname: PosternSeesNothing, exp_alerts: [] }
      - eval_time: 142m
        alertname: PosternSeesNothing
        exp_alerts:
          - exp_labels: { severity: ticket, organisation: Contoso, verdict: could-not-tell }
            exp_annotations:
              summary: 'Postern has not been able to tell for two hours how Contoso stands'
`

describe.skipIf(!hasSystemd)(
  titled('The unit of docs/watch.md', hasSystemd, 'systemd-analyze'),
  { timeout: 60_000 },
  () => {
    it('is one that systemd takes, and leaves the service little', async () => {
      const root = join(folder, 'opt')
      await mkdir(join(root, 'node_modules/.bin'), { recursive: true })
      await writeFile(join(root, 'node_modules/.bin/node'), '', { mode: 0o755 })
      // Where it really lies is not on this machine.
      const unit = await fileOf('postern-watch.service', (text) => text.replaceAll('/opt/postern/', `${root}/`))
      const verified = await run('systemd-analyze', ['verify', '--man=no', unit])
      expect([verified.stdout, verified.stderr]).toEqual(['', ''])
      const { stdout } = await run('systemd-analyze', [
        'security',
        '--offline=true',
        '--no-pager',
        '--threshold=20',
        unit,
      ])
      expect(stdout).toMatch(/Overall exposure level for postern-watch\.service: [01]\.\d OK/)
    })
  },
)
