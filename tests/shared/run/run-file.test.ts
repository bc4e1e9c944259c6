import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Run } from '../../../shared/run/run.ts'
import { readRunFile, runFileBytes } from '../../../shared/run/run-file.ts'
import { posternVersion } from '../../../shared/run/version.ts'
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
    // An organisation file.
    ['{"format":1,"name":"Contoso","domain":"contoso.test"}', /^The file is JSON, and not a run\./],
    ['{"run":{"id":"run-00000000","format":2}}', /^The file was written by a newer Postern/],
    ['{"run":{"id":"run-00000000","format":0}}', /^The file is a run with something wrong in it: /],
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

  const sweepLine = '{"host":"exch01","port":443,"seenAt":"2026-11-28T22:00:00Z","named":true,"directories":[]}'

  it.each([sweepLine, `${sweepLine}\n`, `${sweepLine}\n${sweepLine}\n`, `\uFEFF${sweepLine}\r\n${sweepLine}\r\n`])(
    'of a sweep is told as one: %j',
    (content) => {
      expect(readRunFile(content)).toEqual({ sentence: expect.stringMatching(/^The file is what a sweep of many/) })
    },
  )

  it('of an organisation is told as one, and where to take it', () => {
    const content = JSON.stringify({ format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'a@contoso.test' })
    const sentence = 'The file is an organisation, and not a run; the desk of organisations takes it.'
    expect(readRunFile(content)).toEqual({ sentence })
  })

  it.each([
    ['name', { organisation: { ...runReady.run.organisation, name: 'x'.repeat(300_000) } }],
    ['checks', { only: Array.from({ length: 30_000 }, (_, number) => `dns/${number}-name`) }],
  ])('whose header has more %s than a run can have is refused: every list of runs would carry them', (_what, more) => {
    const read = readRunFile(JSON.stringify({ ...runReady, run: { ...runReady.run, ...more } }))
    expect(read).toEqual({ sentence: expect.stringMatching(/something wrong in it: its header is larger than/) })
  })

  it('that is larger than a run can be is not even looked at', () => {
    const padded = `${text}${' '.repeat(runFileBytes - text.length)}`
    expect(readRunFile(padded)).toEqual({ run: runReady })
    expect(readRunFile(`${padded} `)).toEqual({ sentence: expect.stringMatching(/^The file is larger than/) })
  })

  it.each([
    ['0.0.9', /something wrong in it/],
    [posternVersion, /something wrong in it/],
    ['none', /something wrong in it/],
    ['0.1.1', /written by a newer Postern/],
    ['0.10.0', /written by a newer Postern/],
    ['1.0.0-beta.1', /written by a newer Postern/],
  ])('that holds more than this Postern knows, by Postern %s', (postern, sentence) => {
    const content = JSON.stringify({ ...runReady, run: { ...runReady.run, postern, seenBy: 'somebody' } })
    expect(readRunFile(content)).toEqual({ sentence: expect.stringMatching(sentence) })
  })

  it('of a newer Postern that holds nothing else than this one knows is read', () => {
    const run = { ...runReady, run: { ...runReady.run, postern: '9.0.0' } }
    expect(readRunFile(JSON.stringify(run))).toEqual({ run })
  })

  it('is refused where a name in its evidence would be lost', () => {
    const content = text.replace('"evidence":{', '"evidence":{"__proto__":["x"],')
    expect(readRunFile(content)).toEqual({ sentence: expect.stringMatching(/a name in its evidence/) })
  })

  it.each<[string, Run]>([
    ['its beginning', { ...runReady, run: { ...runReady.run, startedAt: 'yesterday' } }],
    ['its end', { ...runReady, run: { ...runReady.run, finishedAt: '' } }],
    ['when it went on', { ...runReady, run: { ...runReady.run, resumed: [{ at: 'x', again: [] }] } }],
    [
      'a record',
      {
        ...runReady,
        artifacts: {
          ...runReady.artifacts,
          dnsRecords: { state: 'broken', startedAt: '28.11.', milliseconds: 1, message: '' },
        },
      },
    ],
  ])('is refused where the time of %s is none', (_what, run) => {
    expect(readRunFile(JSON.stringify(run))).toEqual({ sentence: expect.stringMatching(/a time in it is none/) })
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

  it('is taken whole or not at all, whatever value in it is another, missing, or too much', () => {
    const whole = JSON.stringify(runManyFailures)
    const places = placesIn(JSON.parse(whole))
    const change = fc.record({
      place: fc.nat(places.length - 1),
      how: fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
      key: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'value', 'state'), fc.string()),
      value: fc.oneof(fc.jsonValue(), fc.constantFrom('gathered', 'pass', 1e308, -1, '', [], {})),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const value = JSON.parse(whole)
        for (const { place, how, key, value: put } of changes) changeAt(value, places[place] ?? [], how, key, put)
        const content = JSON.stringify(value)
        const read = readRunFile(content)
        if ('run' in read) {
          expect(Run.parse(read.run)).toEqual(read.run)
          // Nothing was left out on the way.
          expect(JSON.parse(JSON.stringify(read.run))).toEqual(JSON.parse(content))
        } else {
          expect(read.sentence).toMatch(/^The file [^\n]{1,1000}\.$/)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is taken whole or not at all, whatever was changed in its text', () => {
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

type Path = readonly (string | number)[]

/** Every place in a JSON value, but the whole. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key]
    return [place, ...placesIn(entry, place)]
  })
}

/** Changes what is at a place, or puts something beside it; where an earlier change took the place away, nothing. */
function changeAt(whole: unknown, path: Path, how: 'replace' | 'remove' | 'add', key: string, value: unknown): void {
  let at = whole
  for (const part of path.slice(0, -1)) at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined
  if (typeof at !== 'object' || at === null) return
  const last = path.at(-1) ?? ''
  const put = (name: string | number) =>
    Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true })
  if (how === 'replace') put(last)
  else if (how === 'add') put(Array.isArray(at) ? at.length : key)
  else if (Array.isArray(at)) at.splice(Number(last), 1)
  else Reflect.deleteProperty(at, last)
}
