import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Run } from '../../../shared/run/run.ts'
import { readRunFile } from '../../../shared/run/run-file.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const text = JSON.stringify(runReady)

describe('The file of a run', () => {
  it.each([
    ['', /^The file is not JSON in UTF-8\./],
    ['{"run":', /^The file is not JSON in UTF-8\./],
    ['null', /^The file is JSON, and not a run\./],
    ['[]', /^The file is JSON, and not a run\./],
    ['"run"', /^The file is JSON, and not a run\./],
    ['{}', /^The file is JSON, and not a run\./],
    // What `postern sweep --json` writes, and an organisation file.
    ['{"format":1,"postern":"0.1.0","servers":[]}', /^The file is JSON, and not a run\./],
    ['{"format":1,"name":"Contoso","domain":"contoso.test"}', /^The file is JSON, and not a run\./],
    ['{"run":{"id":"run-00000000","format":2}}', /^The file was written by a newer Postern/],
    ['{"run":{"id":"run-00000000","format":1}}', /^The file is a run with something wrong in it: /],
    [JSON.stringify({ ...runReady, more: 1 }), /^The file is a run with something wrong in it: .*more/],
    [JSON.stringify({ ...runReady, verdict: 'splendid' }), /^The file is a run with something wrong in it: /],
    [
      JSON.stringify({ ...runReady, run: { ...runReady.run, id: '../run' } }),
      /^The file is a run with something wrong/,
    ],
  ])('that holds %j is refused in a sentence', (content, sentence) => {
    const read = readRunFile(content)
    expect(read).toEqual({ sentence: expect.stringMatching(sentence) })
  })

  it.each([
    ['as it is', text],
    ['with a byte order mark', `\uFEFF${text}`],
    ['indented', JSON.stringify(runReady, null, 2)],
  ])('is read %s', (_how, content) => {
    expect(readRunFile(content)).toEqual({ run: runReady })
  })

  it('tells nothing of its values where it is refused', () => {
    const secret = 'Tr0ub4dor&3'
    const read = readRunFile(JSON.stringify({ ...runReady, verdict: secret, [secret.replace('&', '')]: secret }))
    expect(JSON.stringify(read)).not.toContain(secret)
  })

  it('is taken whole or not at all, whatever was changed in it', () => {
    const whole = JSON.stringify(runManyFailures)
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.string({ maxLength: 3 })), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(changes, (list) => {
        let content = whole
        for (const [at, put] of list) content = content.slice(0, at) + put + content.slice(at + put.length)
        const read = readRunFile(content)
        if ('run' in read) expect(Run.safeParse(JSON.parse(content)).success).toBe(true)
        else expect(read.sentence).toMatch(/\.$/)
      }),
      { numRuns: 200 },
    )
  })
})
