import { assert as check, oneof, property, string, stringMatching } from 'fast-check'
import { expect, it } from 'vitest'
import { child, escapeXml, parseXml, XmlRefusal } from '../../../lab/exchange/xml.ts'

it('resolves namespaces as they are declared, and declared again', () => {
  const root = parseXml('<a:x xmlns:a="one" xmlns="two"><y z="1"><a:y xmlns:a="three">t&amp;t</a:y></y></a:x>')
  expect(root).toMatchObject({ namespace: 'one', name: 'x' })
  const y = child(root, 'two', 'y')
  expect(y?.attributes.get('z')).toBe('1')
  expect(child(y, 'three', 'y')?.text).toBe('t&t')
  expect(child(y, 'one', 'y')).toBeUndefined()
})

it('says where the XML breaks', () => {
  try {
    parseXml('<a>\n  <b></c>\n</a>')
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(XmlRefusal)
    expect(error).toMatchObject({ line: 2 })
  }
})

it('never throws anything but its own refusal', () => {
  const markup = stringMatching(
    /^(?:<[a-c:]{1,3}>|<\/[a-c:]{1,3}>|&#?x?[0-9a-f]{0,4};|<!\[CDATA\[|\]\]>|<!--|-->|<\?|\?>| xmlns:a="b"|t){0,30}$/,
  )
  check(
    property(oneof(string(), markup), (text) => {
      try {
        return parseXml(text).name !== undefined
      } catch (error) {
        return error instanceof XmlRefusal
      }
    }),
    { numRuns: 1000 },
  )
})

it('escapes so that the same text comes back', () => {
  check(
    property(stringMatching(/^[ -~]{1,40}$/), (text) => {
      const { attributes } = parseXml(`<a b="${escapeXml(text)}"/>`)
      return attributes.get('b') === text
    }),
  )
})
