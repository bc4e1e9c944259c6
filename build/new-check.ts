import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Step, steps } from '../shared/checks/check.ts'
import { type NewCheck, NewCheckError, readArguments } from './new-check-arguments.ts'
import { filesOf } from './new-check-files.ts'
import { addToIndex, register } from './new-check-registry.ts'

const REGISTRY = 'shared/checks/all-checks.ts'
const INDEX = 'docs/checks/README.md'

/** Writes the files of a new check and says what is left to do; nothing is written when anything is refused. */
function writeNewCheck(check: NewCheck): string[] {
  const root = check.root ?? join(import.meta.dirname, '..')
  for (const path of [REGISTRY, INDEX]) {
    if (!existsSync(join(root, path)))
      throw new NewCheckError(`${path} is not in ${root}; --root names the repository.`)
  }
  const files = filesOf(check)
  for (const path of Object.keys(files)) {
    if (existsSync(join(root, path))) throw new NewCheckError(`${path} exists already; choose another name.`)
  }
  files[REGISTRY] = register(readFileSync(join(root, REGISTRY), 'utf8'), check, (path) =>
    stepIn(join(root, 'shared/checks', path)),
  )
  files[INDEX] = addToIndex(readFileSync(join(root, INDEX), 'utf8'), check)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return Object.keys(files)
}

function stepIn(path: string): Step | undefined {
  const named = /^ {4}step: '([a-z-]+)',$/m.exec(readFileSync(path, 'utf8'))?.[1]
  return steps.find((step) => step === named)
}

try {
  const written = writeNewCheck(readArguments(process.argv.slice(2)))
  process.stdout.write(
    `Wrote ${written.join(', ')}.\nNow put words where they are missing, name the guide's statements in meta.guide and in shared/guide/guide.ts, format with npx biome check --write, and run npm test.\n`,
  )
} catch (error) {
  if (!(error instanceof NewCheckError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
