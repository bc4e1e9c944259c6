import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startScript } from './run-script.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-demo-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)
const leftByDemo = async () => (await readdir(folder)).filter((name) => name.startsWith('postern-'))

test.each<[string, string[], string, string]>([
  [
    'the usual faults',
    [],
    'ews-user-agent-refused, autodiscover-redirect-loop',
    'Not ready. Mend what is in the way; the next run then reaches the rest.',
  ],
  [
    'a fault of choice',
    ['--fault', 'ews-not-found'],
    'ews-not-found',
    'Not ready. Mend what is in the way; the next run then reaches the rest.',
  ],
  ['nothing wrong', ['--healthy'], 'nothing', 'Ready. Nothing fails; look at what is listed before you rely on it.'],
])('--once ends after the verdict, with %s', { timeout: 180_000 }, async (_what, args, switchedOn, verdict) => {
  const { code, out, error } = await startScript('demo.ts', ['--once', ...args], folder).ended
  expect({ code, verdict: lastLine(out), error }).toEqual({ code: 0, verdict, error: '' })
  expect(out).toContain(`Switched on in it: ${switchedOn}.\n`)
  expect(await leftByDemo()).toEqual([])
})

test('without --once the app is served on the lab until a signal', { timeout: 180_000 }, async () => {
  const { child, ended, printed } = startScript('demo.ts', ['--healthy'], folder)
  await printed(' in a browser on this machine.')
  child.kill('SIGTERM')
  const { code, out, error } = await ended
  expect({ code, error }).toEqual({ code: 0, error: '' })
  expect(out).toMatch(
    /Ready\. Nothing fails; look at what is listed before you rely on it\.\n\nOpen http:\/\/127\.0\.0\.1:\d+\/\?token=\S+ in a browser/,
  )
  expect(await leftByDemo()).toEqual([])
})

test.each([['--onse'], ['word'], ['--fault']])('%s is refused in one line', async (argument) => {
  expect(await startScript('demo.ts', [argument], folder).ended).toEqual({
    code: 2,
    out: '',
    error: expect.stringMatching(/^postern: demo has no such option: accepted are [^\n]*\.\n$/),
  })
})

test('a lab that does not start is said in its words and ours', { timeout: 180_000 }, async () => {
  const { code, out, error } = await startScript('demo.ts', ['--once', '--fault', 'nonsense'], folder).ended
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(error).toMatch(/^lab: --fault names "nonsense"[^\n]*\npostern: The lab did not start; [^\n]*\n$/)
  expect(await leftByDemo()).toEqual([])
})
