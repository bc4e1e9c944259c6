import { type ScriptHead, type ScriptPart, scriptText } from '../management/script.ts'
import type { Plan, Remedy } from './remedy.ts'

/** A plan as the three parts of its script. */
export function remedyScripts(
  { title }: Pick<Remedy, 'title'>,
  { apply, undo }: Pick<Plan, 'apply' | 'undo'>,
  facts: Omit<ScriptHead, 'title'>,
): Record<ScriptPart, string> {
  const text = (part: ScriptPart) => scriptText({ ...facts, title, part, commands: part === 'undo' ? undo : apply })
  return { preview: text('preview'), apply: text('apply'), undo: text('undo') }
}
