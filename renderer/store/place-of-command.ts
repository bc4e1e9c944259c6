import type { WindowCommand } from '../../shared/contract/window-command.ts'
import { desks, type Place, wizardSteps } from './place.ts'

/** The place that a command goes to; undefined for one that goes nowhere. */
export function placeOfCommand(command: WindowCommand): Place | undefined {
  if (!command.startsWith('go-')) return undefined
  const name = command.slice('go-'.length)
  const step = wizardSteps.find((one) => one === name)
  if (step) return { kind: 'step', step }
  // The step has the shorter name.
  if (name === 'firewall-rules') return { kind: 'desk', desk: 'firewall' }
  const desk = desks.find((one) => one === name)
  if (desk) return { kind: 'desk', desk }
  return name === 'everything' || name === 'settings' ? { kind: name } : undefined
}
