import type { NewCheck } from './new-check-arguments.ts'

/** Stands for words that somebody still has to write; the tests of the house rules refuse it wherever it stands. */
export const UNWRITTEN = 'PUT WORDS HERE'

/** The sections that each check's page has, in this order. */
export const pageSections = [
  'What it looks at',
  'Why it matters',
  'Outcomes',
  'How Exchange does it',
  'What it cannot see',
] as const

/** The three files of a new check, by their path in the repository. They compile, and fail until words are put. */
export function filesOf({ area, name, step, needs }: NewCheck): Record<string, string> {
  return {
    [`shared/checks/${area}/${name}.ts`]: `import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: '${area}/${name}',
    step: '${step}',
    subject: '${UNWRITTEN}',
    needs: [${needs.map((need) => `'${need}'`).join(', ')}],
    guide: [],
    why: '${UNWRITTEN}',
    outcomes: {
      seen: { verdict: 'pass', title: '${UNWRITTEN}' },
      'not-seen': { verdict: 'fail', title: '${UNWRITTEN}', advice: '${UNWRITTEN}' },
    },
  },
  run: ({ ${needs.join(', ')} }) => ({ outcome: ${needs.join(' && ')} ? 'seen' : 'not-seen' }),
})
`,
    [`tests/shared/checks/${area}/${name}.test.ts`]: `import { test } from 'vitest'
import check from '../../../../shared/checks/${area}/${name}.ts'
import { expectRow, type Row } from '../conclude.ts'

// Give each row the artifacts that lead to its outcome; artifact-builders.ts makes them.
test.each<Row>([
  ['${UNWRITTEN}', {}, 'not-seen'],
  ['${UNWRITTEN}', {}, 'seen'],
])('%s', (...row) => expectRow(check, row))
`,
    [`docs/checks/${area}/${name}.md`]: pageOf(`${area}/${name}`),
  }
}

function pageOf(id: string): string {
  const table = `| Outcome | Verdict | What it means | What to do |
| --- | --- | --- | --- |
| \`seen\` | pass | ${UNWRITTEN} | Nothing. |
| \`not-seen\` | fail | ${UNWRITTEN} | ${UNWRITTEN} |`
  const sections = pageSections.map((section) => `## ${section}\n\n${section === 'Outcomes' ? table : UNWRITTEN}\n`)
  return `# ${UNWRITTEN}\n\nCheck \`${id}\`.\n\n${sections.join('\n')}`
}
