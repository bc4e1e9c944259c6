import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './build-app.ts'
import { type Counts, countResults } from './count-results.ts'
import { runNode, runTool } from './run-tool.ts'

const counts: Counts = { passed: 0, failed: 0, skipped: 0 }

/** Runs one thing that either holds or does not, and counts it as a test. */
async function hold(name: string, work: () => Promise<{ code: number; output: string }>): Promise<void> {
  const began = performance.now()
  const { code, output } = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`)
  if (code === 0) {
    counts.passed += 1
  } else {
    counts.failed += 1
    process.stdout.write(`${output}\n`)
  }
}

/** Debian's packages for real peers and a real browser. What cannot be had is named here, and its suites are skipped. */
async function installPeers(): Promise<Record<string, string>> {
  const environment: Record<string, string> = {}
  const script = 'tests/interop/peers/install.sh'
  for (const [what, packages, variable] of [
    ['The peers (Apache with its NTLM modules, curl)', [], 'POSTERN_PEERS'],
    [
      'The keyring (gnome-keyring, and what builds keytar)',
      ['gnome-keyring', 'dbus', 'dbus-daemon', 'libsecret-tools', 'libsecret-1-dev', 'pkg-config', 'g++'],
      'POSTERN_KEYRING',
    ],
    ['The proxy (Squid)', ['squid'], 'POSTERN_SQUID'],
    ['The browser (Chromium)', ['chromium', 'fonts-liberation'], undefined],
  ] as const) {
    const { code, output } = await runTool('bash', [script, ...packages])
    if (variable) environment[variable] = code === 0 ? 'installed' : ''
    if (code !== 0) {
      const why = output.trim().split('\n').at(-1) ?? ''
      process.stdout.write(
        `${what} cannot be installed here: ${why}. Suites that need what is missing are skipped by name.\n`,
      )
    }
  }
  return environment
}

async function build(): Promise<{ code: number; output: string }> {
  try {
    await buildApp()
    return { code: 0, output: '' }
  } catch (error) {
    return { code: 1, output: error instanceof Error ? error.message : String(error) }
  }
}

/** All of vitest's suites, or those that the arguments name. */
async function runSuites(environment: Record<string, string>, files: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-test-'))
  const report = join(folder, 'report.json')
  const { code } = await runNode(
    'vitest/vitest.mjs',
    [
      'run',
      '--config',
      'build/vitest.config.ts',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ],
    { environment, show: true },
  )
  const text = await readFile(report, 'utf8').catch(() => undefined)
  await rm(folder, { recursive: true, force: true })
  if (text === undefined) process.stdout.write(`Vitest ended with ${code} and left no report.\n`)
  const results = countResults(text, code)
  counts.passed += results.passed
  counts.failed += results.failed
  counts.skipped += results.skipped
}

const files = process.argv.slice(2)
const environment = await installPeers()
await hold('the app builds', build)
if (files.length === 0) {
  await Promise.all([
    ...['tsconfig.json', 'tsconfig.node.json', 'tsconfig.renderer.json'].map((project) =>
      hold(`types: ${project}`, () => runNode('typescript/bin/tsc', ['-p', project])),
    ),
    hold('lint and format: Biome', () => runNode('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings'])),
    hold('who may know whom: dependency-cruiser', () =>
      runNode('dependency-cruiser/bin/dependency-cruiser.mjs', [
        '--config',
        'build/dependency-cruiser.config.mjs',
        ...['build', 'electron', 'lab', 'renderer', 'shared', 'tests'],
      ]),
    ),
    hold('nothing unused: knip', () => runNode('knip/bin/knip.js', ['--config', 'build/knip.config.ts'])),
  ])
}
await runSuites(environment, files)
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
