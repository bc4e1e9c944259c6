import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { judge } from '../../../shared/checks/judge.ts'
import { messageOf } from '../../../shared/language/catalogue.ts'
import { counted, language, speak, t, translated } from '../../../shared/language/translate.ts'

afterEach(() => speak(null))

const polish = {
  language: 'pl',
  messages: {
    'The run took {0}.': 'Przebieg trwał {0}.',
    '{0} of {1}': '{1}, z tego {0}',
    '{0} server': { one: '{0} serwer', few: '{0} serwery', many: '{0} serwerów', other: '{0} serwera' },
    '{server} answers': '{server} odpowiada',
  },
}

describe('English, which is spoken where nothing else is', () => {
  it('says a template as a template says itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), fc.array(fc.anything()), (strings, given) => {
        const values = strings.slice(1).map((_, at) => (typeof given[at] === 'object' ? at : given[at]))
        const template = Object.assign(strings, { raw: strings })
        const plain = strings.map((string, at) => (at === 0 ? string : `${String(values[at - 1])}${string}`)).join('')
        expect(t(template, ...values.map(String))).toBe(plain)
      }),
    )
  })

  it.each([
    [0, '0 servers'],
    [1, '1 server'],
    [2, '2 servers'],
    [10_000, '10,000 servers'],
  ])('counts %i as “%s”', (count, words) => expect(counted(count, 'server')).toBe(words))

  it('is what a page says that it is in', () => expect(language()).toBe('en'))
})

describe('Another language', () => {
  it('fills the places wherever they stand in it', () => {
    speak(polish)
    expect(t`The run took ${'3 s'}.`).toBe('Przebieg trwał 3 s.')
    expect(t`${1} of ${2}`).toBe('2, z tego 1')
    expect(language()).toBe('pl')
  })

  it('never takes what a server said for a place, or for more', () => {
    speak(polish)
    expect(t`${'{1}'} of ${'$& $1 {0}'}`).toBe('$& $1 {0}, z tego {1}')
  })

  it.each([
    [1, '1 serwer'],
    [3, '3 serwery'],
    [5, '5 serwerów'],
    [1.5, '1,5 serwera'],
    [12_005, '12\u00a0005 serwerów'],
  ])('counts %d as “%s”', (count, words) => {
    speak(polish)
    expect(counted(count, 'server')).toBe(words)
  })

  it('says in English what it does not know', () => {
    speak(polish)
    expect(t`Nothing fails.`).toBe('Nothing fails.')
    expect(translated('constructor')).toBe('constructor')
    expect(counted(2, 'node')).toBe('2 nodes')
  })

  it('is what the judge says the words of a check in', () => {
    speak(polish)
    const check = {
      meta: {
        ...{ id: 'ews/answers', step: 'ews' as const, subject: 'EWS', needs: [], guide: [], why: 'Because.' },
        outcomes: { answers: { verdict: 'pass' as const, title: '{server} answers' } },
      },
      run: () => ({ outcome: 'answers', evidence: { server: 'EXCH01' } }),
    }
    expect(judge(check, {}).title).toBe('EXCH01 odpowiada')
  })
})

it('names a message by its strings, with a numbered place between them', () => {
  expect(messageOf(['', ' of ', ''])).toBe('{0} of {1}')
  expect(messageOf(['All is well.'])).toBe('All is well.')
})
