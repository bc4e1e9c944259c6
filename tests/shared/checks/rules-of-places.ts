import { pageSections, UNWRITTEN } from '../../../build/new-check-files.ts'
import { type AnyCheck, steps } from '../../../shared/checks/check.ts'
import type { Statement } from '../../../shared/guide/statement.ts'

type Meta = AnyCheck['meta']

/** The checks in the folder and the checks in the registry are the same ones, each called as its file is. */
export function registryComplaints(
  files: readonly { path: string; id: string }[],
  registered: readonly string[],
): string[] {
  return [
    ...files.filter(({ path, id }) => path !== `${id}.ts`).map(({ path, id }) => `${path} calls itself ${id}`),
    ...files.filter(({ id }) => !registered.includes(id)).map(({ id }) => `${id} is not in all-checks.ts`),
    ...registered.filter((id) => !files.some((file) => file.id === id)).map((id) => `${id} has no file`),
    ...registered.filter((id, index) => registered.indexOf(id) !== index).map((id) => `${id} is registered twice`),
  ]
}

/** The registry is in the order of the steps. */
export function orderComplaints(metas: readonly Pick<Meta, 'id' | 'step'>[]): string[] {
  return metas.flatMap(({ id, step }, index) => {
    const before = metas[index - 1]
    return before && steps.indexOf(before.step) > steps.indexOf(step) ? [`${id} stands after ${before.id}`] : []
  })
}

/** The page of a check has every section, and one whole row for each outcome with the check's own verdict. */
export function pageComplaints({ id, outcomes }: Pick<Meta, 'id' | 'outcomes'>, page: string | undefined): string[] {
  if (page === undefined) return [`${id} has no page`]
  const complaints: string[] = []
  if (!/^# \S/.test(page)) complaints.push('no title')
  if (page.includes(UNWRITTEN)) complaints.push('words are missing')
  const sections = page.split(/^## /m).slice(1)
  for (const name of pageSections) {
    const body = sections.find((section) => section.startsWith(`${name}\n`))?.slice(name.length)
    if (!body?.trim()) complaints.push(`no section ${name}`)
  }
  const rows = [...unpadded(page).matchAll(/^\| `([a-z-]+)` \| ([a-z]+) \| [^|]*[^|\s][^|]* \| [^|]*[^|\s][^|]* \|$/gm)]
  const told = rows.map(([, outcome, verdict]) => `${outcome}: ${verdict}`)
  const declared = Object.entries(outcomes).map(([outcome, { verdict }]) => `${outcome}: ${verdict}`)
  complaints.push(...declared.filter((row) => !told.includes(row)).map((row) => `no row for ${row}`))
  complaints.push(...told.filter((row) => !declared.includes(row)).map((row) => `a row too many for ${row}`))
  return complaints
}

/** The index leads to every check's page, under the check's own step. */
export function indexComplaints(metas: readonly Pick<Meta, 'id' | 'step'>[], index: string): string[] {
  const rows = unpadded(index)
  const missing = metas.filter(({ id, step }) => !rows.includes(`| [\`${id}\`](${id}.md) | ${step} | `))
  return [
    ...missing.map(({ id }) => `${id} is not in the index`),
    ...(index.includes(UNWRITTEN) ? ['words are missing'] : []),
  ]
}

/** Tables as they are written by hand: the formatter pads their cells to one width. */
function unpadded(page: string): string {
  return page.replaceAll(/ +\|/g, ' |').replaceAll(/\| +/g, '| ')
}

/** The test of a check names each of its outcomes, and its rows have words. */
export function testComplaints({ id, outcomes }: Pick<Meta, 'id' | 'outcomes'>, source: string | undefined): string[] {
  if (source === undefined) return [`${id} has no test`]
  const untested = Object.keys(outcomes).filter((outcome) => !source.includes(`'${outcome}'`))
  return [
    ...untested.map((outcome) => `no test for ${outcome}`),
    ...(source.includes(UNWRITTEN) ? ['words are missing'] : []),
  ]
}

/** A check answers at least one statement of the guide, and each statement that it names knows it. */
export function guideComplaints(
  { id, guide: named }: Pick<Meta, 'id' | 'guide'>,
  guide: readonly Statement[],
): string[] {
  if (named.length === 0) return [`${id} has no place in the guide`]
  return named.flatMap((statementId) => {
    const statement = guide.find((candidate) => candidate.id === statementId)
    if (!statement) return [`${statementId} is not in the guide`]
    return answers(statement).includes(id) ? [] : [`${statementId} does not list ${id}`]
  })
}

/** Each statement is answered by checks that know it, or says what will answer it later; ids stand once, under their section. */
export function statementComplaints(
  guide: readonly Statement[],
  metas: readonly Pick<Meta, 'id' | 'guide'>[],
): string[] {
  return guide.flatMap((statement, index) => [
    ...(guide.findIndex(({ id }) => id === statement.id) === index ? [] : [`${statement.id} stands twice`]),
    ...(statement.id.startsWith(`${statement.section}.`) ? [] : [`${statement.id} is not of ${statement.section}`]),
    ...(answers(statement).length > 0 || statement.later ? [] : [`${statement.id} is answered by nothing`]),
    ...[statement.says, statement.later ?? '.'].filter((words) => !words.endsWith('.') || words.includes('!')),
    ...answers(statement)
      .filter((id) => !metas.some((meta) => meta.id === id && meta.guide.includes(statement.id)))
      .map((id) => `${statement.id} lists ${id}, which does not name it`),
  ])
}

function answers({ answeredBy }: Statement): readonly string[] {
  return answeredBy
}
