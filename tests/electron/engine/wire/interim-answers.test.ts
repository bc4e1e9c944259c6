import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundInterimAnswers, skipContinue } from '../../../../electron/engine/wire/interim-answers.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'

it('gives up at the twenty-first interim answer, and says why', () => {
  const reasons: WireError[] = []
  const onInfo = boundInterimAnswers((reason) => reasons.push(reason), 'mail.contoso.test:443')
  for (let count = 0; count < 20; count += 1) onInfo()
  expect(reasons).toEqual([])
  onInfo()
  expect(reasons).toEqual([expect.any(WireError)])
  expect(reasons[0]?.failure).toMatchObject({ code: 'http-malformed', where: 'mail.contoso.test:443' })
})

/** What is read of a stream that comes in these parts, once an answer is expected, and how many answers were left out. */
function readPast(parts: readonly Buffer[]) {
  const left = [...parts]
  const stream = { read: (): Buffer | null => left.shift() ?? null }
  let count = 0
  skipContinue(stream).expectAnswer(() => {
    count += 1
  })
  const chunks: Buffer[] = []
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(chunk)
  return { text: Buffer.concat(chunks).toString('latin1'), count }
}

it('100 Continue is left out before the answer, and nothing else is, wherever the packets end', () => {
  const interim = fc.constantFrom('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.0 100\r\nVia: proxy\r\n\r\n')
  const rest = fc.constantFrom(
    'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 103 Early Hints\r\n\r\n',
    'HTTP/1.1 1000 Odd\r\n\r\n',
    'HTTP/1.1 101 Switching\r\n\r\n',
    'SSH-2.0',
  )
  fc.assert(
    fc.property(fc.array(interim, { maxLength: 4 }), rest, fc.array(fc.nat(200)), (before, after, cuts) => {
      const whole = Buffer.from(before.join('') + after)
      const places = [...new Set(cuts.filter((cut) => cut < whole.length)), whole.length].sort((a, b) => a - b)
      const parts = places
        .map((end, index) => whole.subarray(places[index - 1] ?? 0, end))
        .filter((part) => part.length)
      expect(readPast(parts)).toEqual({ text: after, count: before.length })
    }),
  )
})

it('bytes that come while no answer is expected are none of its business', () => {
  const bytes = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n')
  const left = [bytes]
  const stream = { read: (): Buffer | null => left.shift() ?? null }
  skipContinue(stream)
  expect(stream.read()).toEqual(bytes)
})

it.each([
  ['HTTP/1.0 200 OK\r\n\r\n', true],
  ['HTTP/1.0 100\r\n\r\nHTTP/1.0 401 Unauthorized\r\n\r\n', true],
  ['HTTP/1.0 100\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', false],
  ['HTTP/1.1 200 OK\r\n\r\nHTTP/1.0 ', false],
])('%j is told for the version of its answer, byte by byte', (text, isOld) => {
  const left = [...Buffer.from(text)].map((byte) => Buffer.from([byte]))
  const stream = { read: (): Buffer | null => left.shift() ?? null }
  const skipper = skipContinue(stream)
  skipper.expectAnswer(() => undefined)
  while (stream.read() !== null);
  expect(skipper.isOld()).toBe(isOld)
  skipper.expectAnswer(() => undefined)
  expect(skipper.isOld()).toBe(false)
})
