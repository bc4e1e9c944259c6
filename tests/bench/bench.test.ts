import { expect, it } from 'vitest'
import { runTool } from '../../build/run-tool.ts'

// The shape of what it prints; the figures of a small run mean nothing.
it('prints one JSON object a line with --json', { timeout: 240_000 }, async () => {
  const { code, output } = await runTool(process.execPath, ['tests/bench/bench.ts', '--small', '--json'])
  expect(code, output).toBe(0)
  const rows = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Record<string, unknown> => JSON.parse(line))
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(['name', 'unit', 'ours', 'peer', 'ratio', 'limit'])
    expect(row.ours).toBeGreaterThan(0)
    expect(row.limit === null || row.ratio === null || typeof row.ratio === 'number').toBe(true)
  }
  const names = rows.map(({ name }) => String(name))
  for (const begin of ['readiness', 'sign-in', 'sweep', 'TLS facts', 'growth', 'judge', 'codec']) {
    expect(
      names.some((name) => name.startsWith(begin)),
      begin,
    ).toBe(true)
  }
})

it('refuses a group that it does not have', async () => {
  const { code, output } = await runTool(process.execPath, ['tests/bench/bench.ts', 'gold'])
  expect(code).toBe(2)
  expect(output).toContain('there is no group "gold"')
})
