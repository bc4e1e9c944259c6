import { parseArgs } from 'node:util'
import { ArtifactNameSchema } from '../shared/artifacts/artifacts.ts'
import { type Step, steps } from '../shared/checks/check.ts'

/** What a new check is called, where it belongs, and the folder of the repository that it is written into. */
export type NewCheck = { area: string; name: string; step: Step; needs: string[]; root: string | undefined }

/** A request that cannot be carried out; the message is one sentence for the person who typed it. */
export class NewCheckError extends Error {}

const USAGE = 'npm run new:check -- <area>/<name> --step <step> --needs <artifact,...> [--root DIR]'
const ID = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/
const LONGEST_ID = 60

/** Reads the command line; throws a NewCheckError that says what is accepted. */
export function readArguments(args: string[]): NewCheck {
  const { positionals, values } = parse(args)
  const [id, ...others] = positionals
  if (id === undefined || others.length > 0) {
    throw new NewCheckError(`One check is named at a time, as in: ${USAGE}`)
  }
  const [, area, name] = (id.length <= LONGEST_ID && ID.exec(id)) || []
  if (!area || !name) {
    throw new NewCheckError(
      `"${id.slice(0, LONGEST_ID)}" is not a check's id; accepted is <area>/<name> in lower case with hyphens, such as ews/inbox, up to ${LONGEST_ID} characters.`,
    )
  }
  const step = steps.find((known) => known === values.step)
  if (!step) throw new NewCheckError(`--step ${told(values.step)}; accepted is one of ${steps.join(', ')}.`)
  const needs = [...new Set((values.needs ?? '').split(',').map((need) => need.trim()))]
  const unknown = needs.find((need) => !ArtifactNameSchema.safeParse(need).success)
  if (unknown !== undefined) {
    const accepted = ArtifactNameSchema.options.join(', ')
    throw new NewCheckError(`--needs ${told(unknown || undefined)}; accepted is one or more of ${accepted}.`)
  }
  return { area, name, step, needs, root: values.root }
}

function parse(args: string[]) {
  const options = { step: { type: 'string' }, needs: { type: 'string' }, root: { type: 'string' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/)
    throw new NewCheckError(`${reason}; accepted is: ${USAGE}`)
  }
}

function told(value: string | undefined): string {
  return value === undefined ? 'is missing' : `does not know "${value.slice(0, LONGEST_ID)}"`
}
