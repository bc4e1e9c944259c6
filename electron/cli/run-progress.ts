import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { printable } from '../../shared/run/printable.ts'
import type { RunEvent } from '../../shared/run/run.ts'
import { artifactNames, gatheringWords } from '../../shared/run/words.ts'
import { wrap } from '../../shared/run/wrap.ts'
import type { Paint } from './terminal-style.ts'
import { traceLines } from './trace-lines.ts'

type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number }

/** The longest name, so that what became of each stands in a column. */
const NAME = Math.max(...Object.values(artifactNames).map(({ length }) => length))

const stateWords = { blocked: t`not reached`, broken: t`failed in Postern itself`, cancelled: 'stopped' } as const

/**
 * Shows a run while it is under way: on a terminal one line that is written over, elsewhere a plain line for each
 * thing that was gathered. Returns the listener, and the way to take the live line away before the report.
 */
export function showProgress(output: Output, paint: Paint): { listen: (event: RunEvent) => void; clear: () => void } {
  const live = output.isTTY === true
  const active = new Set<string>()
  let total = 0
  let done = 0

  const clear = () => {
    if (live) output.write('\r\u001b[2K')
  }
  const draw = () => {
    if (!live) return
    const now = [...active].join(', ')
    const line = t`${done} of ${total}  ${now}`
    clear()
    output.write(paint('dim', line.slice(0, (output.columns ?? 100) - 1)))
  }

  return {
    clear,
    listen(event) {
      if (event.type === 'started') {
        total = event.gatherers.length
        const { name, domain } = event.run.organisation
        output.write(`${wrap(t`Looking at ${printable(name)}, ${domain}, from this machine.`, 100).join('\n')}\n`)
        for (const line of traceLines(t`The run may leave behind`, event.run.traces, 100)) output.write(`${line}\n`)
      } else if (event.type === 'gathering') {
        active.add(gatheringWords[event.artifact])
        draw()
      } else if (event.type === 'gathered') {
        active.delete(gatheringWords[event.artifact])
        done += 1
        const what = artifactNames[event.artifact]
        const how = event.state === 'gathered' ? formatMilliseconds(event.milliseconds) : stateWords[event.state]
        if (live) draw()
        else output.write(t`  ${String(done).padStart(2)} of ${total}  ${what.padEnd(NAME)}  ${how}\n`)
      }
    },
  }
}
