import { t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'
import type { Trace } from '../../shared/run/trace.ts'
import { wrap } from '../../shared/run/wrap.ts'

/** What a run leaves behind, a line at a time; the command for it is broken after its bars, so that it can be copied. */
export function traceLines(lead: string, traces: readonly Trace[] | undefined, width: number): string[] {
  return (traces ?? []).flatMap(({ what, undo, undoIn2010 }) => [
    ...wrap(t`${lead} ${printable(what)}. To take it away, in the Exchange Management Shell:`, width),
    ...commandLines(undo),
    ...(undoIn2010 === undefined ? [] : [t`With Exchange 2010:`, ...commandLines(undoIn2010)]),
  ])
}

function commandLines(command: string): string[] {
  return printable(command)
    .split(/(?<=\|) /)
    .map((line) => `  ${line}`)
}
