import { expect, test } from 'vitest'
import { z } from 'zod'
import { issueSentence } from '../../../shared/contract/issue-sentence.ts'

const schema = z.strictObject({
  name: z.string().max(3),
  ports: z.array(z.int('is not a port')),
  marks: z.record(z.string(), z.number()),
  kind: z.enum(['one', 'two']),
})
const right = { name: 'abc', ports: [1], marks: {}, kind: 'one' }
const secret = 'hunter2 &'

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'the whole: is missing; accepted is an object.'],
  ['another type', { ...right, name: 4 }, 'name: is a number; accepted is text.'],
  ['too long', { ...right, name: secret }, 'name: has too much: accepted is at most 3 characters.'],
  ['in a list, in the schema’s own words', { ...right, ports: [1, secret] }, 'ports.1: is not a port.'],
  ['none of the accepted', { ...right, kind: secret }, 'kind: Invalid option: expected one of "one"|"two".'],
  ['under a key of its own', { ...right, marks: { [secret]: 'x' } }, 'marks.?: is text; accepted is a number.'],
  ['a key too many', { ...right, [secret]: 1 }, 'the whole: has a key that is not known.'],
  [
    'many at once',
    { name: 1, ports: 1, marks: 1, kind: 1 },
    'name: is a number; accepted is text; ports: is a number; accepted is a list; marks: is a number; accepted is an object; and 1 more.',
  ],
])('%s: says where and what is accepted, and never what came', (_what, value, sentence) => {
  const { error } = schema.safeParse(value)
  expect(error && issueSentence(error)).toBe(sentence)
})

test('of many words that are accepted, how many they are is told', () => {
  const many = z.strictObject({ kind: z.enum(Array.from({ length: 30 }, (_, number) => `word-${number}`)) })
  const { error } = many.safeParse({ kind: secret })
  expect(error && issueSentence(error)).toBe('kind: is none of the 30 words that are accepted.')
})

test('keys that are not known are named where it is asked for, cut to forty characters', () => {
  const { error } = schema.safeParse({ ...right, typo: 1, ['x'.repeat(100)]: 2 })
  expect(error && issueSentence(error, { nameKeys: true })).toBe(
    `the whole: has a key that is not known ("typo", "${'x'.repeat(40)}").`,
  )
})
