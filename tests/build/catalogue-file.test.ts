import { describe, expect, it } from 'vitest'
import { catalogueOf, potOf } from '../../build/catalogue-file.ts'

const head = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

describe('A translator’s file', () => {
  it('gives what is translated, and leaves English what is not or is unsure', () => {
    const file = `${head}msgid "Ready"\nmsgstr "Gotowe"\n\nmsgid "Runs"\nmsgstr ""\n\n#, fuzzy\nmsgid "Watch"\nmsgstr "Straż"\n`
    expect(catalogueOf(file)).toEqual({ language: 'pl', messages: { Ready: 'Gotowe' } })
  })

  it('gives the forms of a count by their category', () => {
    const forms = ['serwer', 'serwery', 'serwerów', 'serwera'].map((form, at) => `msgstr[${at}] "{0} ${form}"\n`)
    const file = `${head}msgid "{0} server"\nmsgid_plural "{0} servers"\n${forms.join('')}`
    expect(catalogueOf(file).messages['{0} server']).toEqual({
      ...{ one: '{0} serwer', few: '{0} serwery', many: '{0} serwerów', other: '{0} serwera' },
    })
  })

  it.each([
    ['leaves a place out', `${head}msgid "At {0}"\nmsgstr "Na"\n`, /has the places none/],
    ['has one too many', `${head}msgid "At"\nmsgstr "Na {0}"\n`, /has the places \{0\}/],
    ['has fewer forms than its language', `${head}msgid "{0} a"\nmsgid_plural "{0} b"\nmsgstr[0] "{0} c"\n`, /1 forms/],
    ['names no language', 'msgid ""\nmsgstr ""\n\nmsgid "At"\nmsgstr "Na"\n', /no header Language/],
  ])('is refused where it %s', (_case, file, why) => expect(() => catalogueOf(file)).toThrow(why))
})

it('lists a message once, with every file that says it and what its places stand for', () => {
  const file = potOf([
    { text: 'At {0}', values: ['server'], path: 'shared/a.ts' },
    { text: 'At {0}', values: ['host'], path: 'shared/b.ts' },
    { text: '{0} run', plural: '{0} runs', values: ['count'], path: 'shared/b.ts' },
  ])
  expect(file.slice(file.indexOf('#:'))).toBe(
    [
      '#: shared/a.ts\n#: shared/b.ts\n#. {0}: server\n#. {0}: host\nmsgid "At {0}"\nmsgstr ""\n\n',
      '#: shared/b.ts\n#. {0}: count\nmsgid "{0} run"\nmsgid_plural "{0} runs"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    ].join(''),
  )
})
