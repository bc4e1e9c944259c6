import { BadArguments } from './bad-arguments.ts'
import { once, readOptions, wholeNumber } from './read-options.ts'

/** What a command line asks of a lab that runs already. */
export type ManagementCommand =
  | {
      readonly kind: 'apply'
      readonly organisationFile: string
      /** A dash is what is typed in or piped. */
      readonly script: string
      readonly json: boolean
    }
  | {
      readonly kind: 'configuration'
      readonly organisationFile: string
      /** Printed where it is left out. */
      readonly out: string | undefined
      readonly mailboxes: number
      readonly seed: number
    }
  | {
      readonly kind: 'senders'
      readonly organisationFile: string
      /** A file with what is listed from then on; a dash is what is piped. Left out, the list is printed as it is. */
      readonly set: string | undefined
    }

const MOST_MAILBOXES = 100_000
/** Of what is made up. */
export const MOST_SEED = 1_000_000

const applyOptions = { org: { type: 'string' }, json: { type: 'boolean' } } as const
const configurationOptions = {
  org: { type: 'string' },
  out: { type: 'string' },
  mailboxes: { type: 'string' },
  seed: { type: 'string' },
} as const
const sendersOptions = { org: { type: 'string' }, set: { type: 'string' } } as const

/** Reads the arguments behind `apply`, `senders` or `configuration`. Throws BadArguments. */
export function parseManagementArguments(kind: ManagementCommand['kind'], args: readonly string[]): ManagementCommand {
  if (kind === 'apply') {
    const accepted = 'accepted are a script, --org FILE and --json'
    const { values, others } = readOptions(args, applyOptions, accepted, 1)
    const [script] = others
    if (!script)
      throw new BadArguments('The script is missing; accepted is apply SCRIPT, or apply - for what is piped.')
    return { kind, organisationFile: organisationOf(values.org), script, json: values.json !== undefined }
  }
  if (kind === 'senders') {
    const { values } = readOptions(args, sendersOptions, 'accepted are --org FILE and --set FILE')
    const set = once('--set', values.set)
    if (set === '')
      throw new BadArguments('--set is empty; accepted is a file with an address a line, or - for a pipe.')
    return { kind, organisationFile: organisationOf(values.org), set }
  }
  const accepted = 'accepted are --org FILE, --out FILE, --mailboxes N and --seed N'
  const { values } = readOptions(args, configurationOptions, accepted)
  const out = once('--out', values.out)
  if (out === '') throw new BadArguments('--out is empty; accepted is the path of a file to write.')
  return {
    kind,
    organisationFile: organisationOf(values.org),
    out,
    mailboxes: wholeNumber('--mailboxes', values.mailboxes, 0, MOST_MAILBOXES) ?? 0,
    seed: wholeNumber('--seed', values.seed, 0, MOST_SEED) ?? 1,
  }
}

function organisationOf(values: readonly string[] | undefined): string {
  const file = once('--org', values)
  if (file) return file
  throw new BadArguments('--org is missing; accepted is --org FILE, the organisation file of the lab that runs.')
}
