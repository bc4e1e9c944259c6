import { type Step, steps } from '../shared/checks/check.ts'
import { type NewCheck, NewCheckError } from './new-check-arguments.ts'
import { UNWRITTEN } from './new-check-files.ts'

const IMPORT = /^import .* from '(\.\/.+)'$/
const ENTRY = /^ {2}([A-Za-z0-9]+),$/
const ROW = /^\| \[`[^`]+`\]\([^)]+\) +\| ([a-z-]+) +\|/

/**
 * all-checks.ts with one more check: its import in the order of paths, its entry after the last of its step.
 * `stepOf` tells the step of a check by its path as all-checks.ts imports it (`./ews/inbox.ts`).
 */
export function register(source: string, check: NewCheck, stepOf: (path: string) => Step | undefined): string {
  const path = `./${check.area}/${check.name}.ts`
  const identifier = `${check.area}-${check.name}`.replaceAll(/-([a-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  )
  const lines = source.split('\n')
  const paths = new Map<string, string>()
  for (const line of lines) {
    const [, name, from] = /^import ([A-Za-z0-9]+) from '(\.\/.+)'$/.exec(line) ?? []
    if (name && from) paths.set(name, from)
  }
  if (paths.has(identifier)) {
    throw new NewCheckError(`all-checks.ts has ${identifier} already, which is another check; choose another name.`)
  }
  const entry = placeOf(lines, check.step, (line) => {
    const name = ENTRY.exec(line)?.[1]
    const from = name === undefined ? undefined : paths.get(name)
    return from === undefined ? undefined : stepOf(from)
  })
  const firstEntry = lines.findIndex((line) => line.endsWith('= ['))
  if (entry === undefined && firstEntry < 0)
    throw new NewCheckError('all-checks.ts has no list that a check could join.')
  lines.splice(entry ?? firstEntry + 1, 0, `  ${identifier},`)

  const isImport = (line: string) => IMPORT.test(line)
  const later = lines.findIndex((line) => (IMPORT.exec(line)?.[1] ?? '') > path)
  lines.splice(later < 0 ? lines.findLastIndex(isImport) + 1 : later, 0, `import ${identifier} from '${path}'`)
  return lines.join('\n')
}

/** The index of the checks' pages with one more row, after the last of its step. */
export function addToIndex(index: string, { area, name, step }: NewCheck): string {
  const lines = index.trimEnd().split('\n')
  const place = placeOf(lines, step, (line) => steps.find((known) => known === ROW.exec(line)?.[1]))
  const row = `| [\`${area}/${name}\`](${area}/${name}.md) | ${step} | ${UNWRITTEN} |`
  lines.splice(place ?? lines.length, 0, row)
  return `${lines.join('\n')}\n`
}

/** The line after the last one that belongs to this step or an earlier one; undefined where none does. */
function placeOf(lines: string[], step: Step, stepOfLine: (line: string) => Step | undefined): number | undefined {
  const last = lines.findLastIndex((line) => {
    const found = stepOfLine(line)
    return found !== undefined && steps.indexOf(found) <= steps.indexOf(step)
  })
  return last < 0 ? undefined : last + 1
}
