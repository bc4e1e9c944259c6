import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { startScript } from './run-script.ts'

// Only Linux tells that there is no display; elsewhere a window would open.
const here = test.runIf(process.platform === 'linux')

here.each(['SIGTERM', 'SIGINT'] as const)(
  'where no window can be opened, the browser is served until %s',
  { timeout: 180_000 },
  async (signal) => {
    const { child, ended, printed } = startScript('start.ts', [], tmpdir())
    await printed('Ctrl+C ends Postern.\n')
    child.kill(signal)
    const { code, out, error } = await ended
    expect({ code, error }).toEqual({ code: 0, error: '' })
    const [said, address, ...more] = out.split('\n')
    expect(said).toBe(
      'The Electron window cannot be opened here (there is no display); Postern opens in the browser instead.',
    )
    expect(address).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+\/\?token=\S+ in a browser on this machine\./)
    expect(more).toEqual([''])
  },
)

here.each([
  [['--org', '/nowhere/a.json'], /^postern: \/nowhere\/a\.json: There is no such file\. [^\n]*\n$/],
  [['--port', '80'], /^postern: [^\n]*serve does not have: accepted are[^\n]*\n$/],
])('%j is refused in one line', { timeout: 180_000 }, async (args, sentence) => {
  const { code, error } = await startScript('start.ts', args, tmpdir()).ended
  expect(code).toBe(2)
  expect(error).toMatch(sentence)
})
