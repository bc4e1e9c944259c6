import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameKinds, frameOf } from '../../../../electron/engine/management/live-frame.ts'
import { createLines } from '../../../../electron/engine/management/powershell-lines.ts'

const mark = '0123456789abcdef'.repeat(2)

describe('A line of standard output', () => {
  it.each([
    ['nothing', ''],
    ['the text of somebody else', 'What if: Performing the operation'],
    ['another run’s', `${'f'.repeat(32)} end `],
    ['the mark in the middle', ` ${mark} end `],
    ['a kind that there is not', `${mark} exec aGk=`],
    ['a kind of an object’s own', `${mark} constructor aGk=`],
    ['no base64', `${mark} said hi!`],
    ['base64 that is cut', `${mark} said aG`],
    ['more after it', `${mark} said aGk= aGk=`],
    ['the mark alone', mark],
  ])('is no frame where it is %s', (_, line) => {
    expect(frameOf(line, mark)).toBeUndefined()
  })

  it('is a frame with its kind and its bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...frameKinds), fc.boolean(), fc.uint8Array(), (kind, last, content) => {
        const bytes = Buffer.from(content)
        const line = `${mark} ${kind}${last ? '' : '+'} ${bytes.toString('base64')}`
        expect(frameOf(line, mark)).toEqual({ kind, last, bytes })
      }),
    )
  })
})

describe('What a program prints', () => {
  it('is cut into its lines, whatever pieces it comes in, and a line that is too long into parts', () => {
    const printed = fc.array(fc.string({ unit: fc.constantFrom('a', 'ä', '\n', '\r', '\r\n', ' ') }), { maxLength: 12 })
    fc.assert(
      fc.property(printed, fc.integer({ min: 1, max: 12 }), (pieces, longest) => {
        const heard: Buffer[] = []
        const lines = createLines(longest, (line) => heard.push(line))
        for (const piece of pieces) lines.add(Buffer.from(piece))
        lines.end()
        expect(heard.every(({ length }) => length <= longest)).toBe(true)
        const whole: string[] = []
        const plain = createLines(Number.MAX_SAFE_INTEGER, (line) => whole.push(line.toString()))
        plain.add(Buffer.from(pieces.join('')))
        plain.end()
        const expected = pieces.join('').split('\n')
        if (expected.at(-1) === '') expected.pop()
        expect(whole).toEqual(expected.map((line) => line.replace(/\r$/, '')))
      }),
    )
  })
})
