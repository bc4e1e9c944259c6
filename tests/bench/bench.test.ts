import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { root, runTool } from '../../build/run-tool.ts'
import { hasChromium } from '../e2e/chromium.ts'
import { readBenchArguments } from './bench-arguments.ts'
import { asJsonLines, rowBeside } from './bench-row.ts'

const run = promisify(execFile)

/** What a reader of one line is promised; null is said, and nothing is left out. */
interface Line {
  name: string
  unit: string
  better: 'less' | 'more'
  ours: number
  peer: number | null
  peerName: string | null
  ratio: number | null
  limit: number | null
}
const keys = ['name', 'unit', 'better', 'ours', 'peer', 'peerName', 'ratio', 'limit']
const words = expect.stringMatching(/\S/)
const positive = expect.toSatisfy((value: unknown) => typeof value === 'number' && value > 0 && Number.isFinite(value))
/** What we took may be nothing: the last row of a few may stand there before the answer does. */
const measured = expect.toSatisfy((value: unknown) => typeof value === 'number' && value >= 0 && Number.isFinite(value))
const nothingOr = (expected: unknown, value: unknown) => (value === null ? null : expected)

/** Keys and types, and that the ratio is that of the two figures beside it. */
function expectLine(line: Line): void {
  expect(Object.keys(line), line.name).toEqual(keys)
  const { better, ours, peer } = line
  expect(line).toEqual({
    name: words,
    unit: words,
    better: expect.stringMatching(/^(?:less|more)$/),
    ours: measured,
    peer: nothingOr(positive, peer),
    peerName: nothingOr(words, peer),
    ratio: peer === null ? null : toPlaces(better === 'more' ? peer / ours : ours / peer),
    limit: nothingOr(positive, line.limit),
  })
}

function toPlaces(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** What each group of the benchmark measures, as it begins in the name of a row, and in what. */
const groups: [unit: string, name: RegExp][] = [
  ['ms', /^readiness run, 40 ms away$/],
  ['ms', /^readiness run, /],
  ['ms', /^sign-in: TLS, NTLM and GetFolder$/],
  ['µs', /^NTLM authenticate message$/],
  ['µs', /^DNS question$/],
  ['ms', /^sweep: /],
  ['ms', /^TLS facts/],
  ['ms', /^growth: time for each of 4$/],
  ['kB', /^growth: memory for each of 4$/],
  ['MB', /^growth: peak of the process at 4$/],
  ['runs', /^judge: /],
  ['ms', /^mailboxes: /],
  ['ms', /^devices: 500 from /],
  ['MB', /^devices: .* peak of the process$/],
  ['ms', /^quarantine: 2000 devices, filtered: /],
  ['ms', /^quarantine: 2000 devices, what another default /],
  ['ms', /^desk: 2000 devices, held while history written /],
  ['ms', /^firewall: 1000 prefixes, read, aggregated, judged and written in \d+ forms$/],
  ['MB', /^firewall: 1000 prefixes, .* peak of the process$/],
  ['µs', /^firewall: each of 1000 prefixes$/],
  ['ms', /^firewall: 1000 prefixes read strictly and aggregated$/],
  ['ms', /^firewall: 1000 prefixes resolved and written for nftables$/],
  ['µs', /^firewall: findings of 1000 rules /],
  ['MB/s', /^codec: NTLM /],
  ['MB/s', /^codec: WBXML /],
  ['MB/s', /^codec: SOAP /],
  ...(hasChromium
    ? ([
        ['kB', /^ui: all code /],
        ['ms', /^ui: .* sorted$/],
        ['ms', /^desk: 2000 devices, from a key to the picture of its rows$/],
        ['ms', /^ui: longest gap /],
      ] satisfies [string, RegExp][])
    : []),
]

// The shape of what it prints; the figures of a small run mean nothing.
it('prints JSON alone with --json, a line for each row, and a row of every group', { timeout: 600_000 }, async () => {
  const { stdout } = await run(process.execPath, ['tests/bench/bench.ts', '--small', '--json'], { cwd: root })
  const lines = stdout.trimEnd().split('\n')
  const rows = lines.map((line): Line => JSON.parse(line))
  for (const row of rows) expectLine(row)
  for (const [unit, name] of groups) {
    expect(rows).toContainEqual(expect.objectContaining({ unit, name: expect.stringMatching(name) }))
  }
  for (const { name, unit, better } of rows) expect(better, name).toBe(/^(?:runs|MB\/s)$/.test(unit) ? 'more' : 'less')
})

describe('a row in JSON', () => {
  const row = { name: 'sign-in', unit: 'ms', ours: 30, peer: { name: 'curl', value: 40 } }
  const inJson = (...rows: Parameters<typeof asJsonLines>[0]) =>
    asJsonLines(rows)
      .split('\n')
      .map((line): Line => JSON.parse(line))

  it('holds our figure over the peer’s where less is better', () => {
    expect(inJson(rowBeside(row, 0.8))).toEqual([
      { name: 'sign-in', unit: 'ms', better: 'less', ours: 30, peer: 40, peerName: 'curl', ratio: 0.75, limit: 0.8 },
    ])
  })

  it('holds the peer’s figure over ours where more is better', () => {
    const [line] = inJson(rowBeside({ ...row, better: 'more' }))
    expect(line).toMatchObject({ better: 'more', ours: 30, peer: 40, ratio: 1.333, limit: null })
  })

  it('says null of what there is not', () => {
    const [line] = inJson(rowBeside({ ...row, peer: undefined }))
    expect(line).toMatchObject({ peer: null, peerName: null, ratio: null, limit: null })
  })

  it.each(keys)('is no such row without %s', (key) => {
    const [line] = inJson(rowBeside(row))
    if (!line) throw new Error('There is no line.')
    expectLine(line)
    const { [key as keyof Line]: _dropped, ...rest } = line
    expect(() => expectLine(rest as Line)).toThrow()
  })

  it.each<[string, Partial<Line>]>([
    ['a ratio the other way round', { ratio: 1.333 }],
    ['a peer that is no figure', { peer: { name: 'curl', value: 40 } as never }],
    ['a peer without a name', { peerName: null }],
    ['a figure in words', { ours: '30' as never }],
    ['a figure of nothing', { ours: 0 }],
    ['one more key', { note: 'busy' } as never],
  ])('is no such row with %s', (_, wrong) => {
    const [line] = inJson(rowBeside(row))
    expect(() => expectLine({ ...line, ...wrong } as Line)).toThrow()
  })
})

describe('its command line', () => {
  it.each([
    ['gold', 'bench: there is no group "gold"; accepted are runs, readiness, '],
    ['constructor', 'bench: there is no group "constructor"; '],
    ['--jsno', 'bench: there is no option "--jsno"; accepted are --json, --small and --help.'],
    ['-x', 'bench: there is no option "-x"; '],
  ])('with %s is refused in one sentence, and nothing is measured', async (argument, sentence) => {
    const { code, output } = await runTool(process.execPath, ['tests/bench/bench.ts', '--json', argument])
    expect(code).toBe(2)
    expect(output).toContain(sentence)
    expect(output.trim().split('\n')).toHaveLength(1)
  })

  it.each(['--help', '-h'])('with %s says how it is called, and measures nothing', async (argument) => {
    const { code, output } = await runTool(process.execPath, ['tests/bench/bench.ts', '--small', argument])
    expect(code).toBe(0)
    expect(output).toMatch(/^Usage: npm run bench -- /)
    expect(output).toContain('readiness, ntlm, dns')
    expect(output).not.toContain('Medians')
  })

  it('without a group asks for all of them, and with one for no other', () => {
    const all = ['runs', 'readiness']
    expect(readBenchArguments([], all)).toEqual({ kind: 'run', json: false, small: false, groups: all })
    expect(readBenchArguments(['readiness', '--small'], all)).toMatchObject({ small: true, groups: ['readiness'] })
  })
})
