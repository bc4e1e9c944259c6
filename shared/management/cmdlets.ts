import { accessCmdlets } from './access-cmdlets.ts'
import { type Cmdlet, type Parameter, type Release, releases } from './cmdlet-table.ts'
import type { Command, ParameterValue } from './command.ts'
import { mobileCmdlets } from './mobile-cmdlets.ts'
import { roleCmdlets } from './role-cmdlets.ts'
import { throttlingCmdlets } from './throttling-cmdlets.ts'

/** Every cmdlet that Postern uses. Another subject is another table, and a line here. */
export const cmdlets = { ...accessCmdlets, ...throttlingCmdlets, ...roleCmdlets, ...mobileCmdlets }

type Cmdlets = typeof cmdlets
export type CmdletName = keyof Cmdlets

/** What a parameter takes, from its line in the table. */
type ValueOf<P> =
  | (P extends { type: 'choice'; values: readonly (infer V)[] } ? V : never)
  | (P extends { type: 'flag' } ? boolean : never)
  | (P extends { type: 'text' } ? string : never)
  | (P extends { type: 'limit' } ? number | 'Unlimited' : never)
  | (P extends { type: 'switch' } ? boolean : never)
  | (P extends { type: 'texts' }
      ? readonly string[] | { readonly add?: readonly string[]; readonly remove?: readonly string[] } | null
      : never)
  | (P extends { blank: true } ? null : never)

type Required<C extends CmdletName> = {
  [N in keyof Cmdlets[C]['parameters']]: Cmdlets[C]['parameters'][N] extends { required: true } ? N : never
}[keyof Cmdlets[C]['parameters']]

/** The parameters of a cmdlet, by name. */
export type ParametersOf<C extends CmdletName> = {
  readonly [N in Required<C>]: ValueOf<Cmdlets[C]['parameters'][N]>
} & {
  readonly [N in Exclude<keyof Cmdlets[C]['parameters'], Required<C>>]?: ValueOf<Cmdlets[C]['parameters'][N]>
}

/** A command whose cmdlet, parameters and values are those of the table, or it does not compile. */
export function command<C extends CmdletName>(cmdlet: C, parameters: ParametersOf<C>, comment?: string): Command {
  return { cmdlet, parameters: parameters as Command['parameters'], ...(comment !== undefined && { comment }) }
}

/** The line of the table; whatever is not in it is our bug, and never gets into a script. */
export function cmdletOf(command: Command): Cmdlet {
  if (!Object.hasOwn(cmdlets, command.cmdlet)) throw new RangeError(`${command.cmdlet} is not in the table of cmdlets`)
  return cmdlets[command.cmdlet as CmdletName]
}

/** Holds a command against the table: names and values come from code, so what does not fit is our bug. */
export function checkCommand(command: Command): void {
  const { parameters } = cmdletOf(command)
  for (const [name, value] of Object.entries(command.parameters)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (!parameter) throw new RangeError(`${command.cmdlet} has no -${name} in the table of cmdlets`)
    if (!fits(parameter, value)) throw new RangeError(`${command.cmdlet} -${name} is ${parameter.type}`)
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter.required && command.parameters[name] === undefined)
      throw new RangeError(`${command.cmdlet} needs -${name}`)
  }
}

function fits(parameter: Parameter, value: ParameterValue): boolean {
  if (value === null) return parameter.blank === true || parameter.type === 'texts'
  switch (parameter.type) {
    case 'flag':
    case 'switch':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string'
    case 'choice':
      return typeof value === 'string' && parameter.values.includes(value)
    case 'limit':
      return value === 'Unlimited' || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
    case 'texts':
      return typeof value === 'object'
  }
}

/** The first release on which every one of the commands exists. */
export function sinceRelease(commands: readonly Command[]): Release {
  const needed = commands.flatMap((command) => {
    const { since, parameters } = cmdletOf(command)
    return [since, ...Object.keys(command.parameters).map((name) => parameters[name]?.since)]
  })
  return releases[Math.max(0, ...needed.map((since) => (since ? releases.indexOf(since) : 0)))] ?? releases[0]
}
