import { UNWRITTEN } from '../../../build/new-check-files.ts'
import { type AnyCheck, steps } from '../../../shared/checks/check.ts'

type Meta = AnyCheck['meta']
type Rule = (meta: Meta) => string[]

const BLAME =
  /\b(?:your (?:fault|mistake|error)|you (?:forgot|failed|must have|neglected)|should have|careless|wrongly|obviously|simply)\b/i

/** What is wrong with the words of one check, a line for each complaint; nothing where all is well. */
export const rulesOfWords = {
  'the id is <area>/<name>': ({ id }) =>
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) ? [] : [`id ${id}`],
  'the step exists': ({ step }) => (steps.includes(step) ? [] : [`step ${step}`]),
  'it needs something': ({ needs }) => (needs.length > 0 ? [] : ['needs nothing']),
  'the subject begins a title': ({ subject }) => (/^\p{Lu}.*[^.]$/u.test(subject) ? [] : [`subject: ${subject}`]),
  'why is one sentence or two': ({ why }) => {
    const ends = why.match(/[.!?](?=\s|$)/g)?.length ?? 0
    return ends >= 1 && ends <= 2 && /[.?]$/.test(why) ? [] : [`why: ${why}`]
  },
  'a title is a fact without a period': ({ outcomes }) =>
    wordsOf(
      outcomes,
      ({ title }) => title,
      (title) => /^(?:\p{Lu}|\{[A-Za-z]+\}).*[^.]$/su.test(title),
    ),
  'advice is there for all but a pass': ({ outcomes }) =>
    Object.entries(outcomes)
      .filter(([, { verdict, advice }]) => (verdict === 'pass') !== (advice === undefined))
      .map(([name]) => `${name}: advice`),
  'advice is sentences that begin with what to do': ({ outcomes }) =>
    wordsOf(
      outcomes,
      ({ advice }) => advice,
      (advice) => /^(?:\p{Lu}|\{reason\} \p{Lu}).*\.$/su.test(advice) && !/^(?:Please|You)\b/.test(advice),
    ),
  'places are named in letters': ({ outcomes }) =>
    wordsOf(
      outcomes,
      ({ title, advice }) => `${title} ${advice ?? ''}`,
      (words) => !/[{}]/.test(words.replaceAll(/\{[A-Za-z]+\}/g, '')),
    ),
  'nothing is shouted or blamed': (meta) =>
    allWords(meta).filter((words) => /!|\boops\b/i.test(words) || BLAME.test(words)),
  'all words are written': (meta) => allWords(meta).filter((words) => words.trim() === '' || words.includes(UNWRITTEN)),
} satisfies Record<string, Rule>

function wordsOf(
  outcomes: Meta['outcomes'],
  pick: (outcome: Meta['outcomes'][string]) => string | undefined,
  isRight: (words: string) => boolean,
): string[] {
  return Object.entries(outcomes).flatMap(([name, outcome]) => {
    const words = pick(outcome)
    return words === undefined || isRight(words) ? [] : [`${name}: ${words}`]
  })
}

function allWords({ subject, why, outcomes }: Meta): string[] {
  const spoken = Object.values(outcomes).flatMap(({ title, advice }) =>
    advice === undefined ? [title] : [title, advice],
  )
  return [subject, why, ...spoken]
}
