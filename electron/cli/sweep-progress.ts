import { counted, figure, t } from '../../shared/language/translate.ts'
import type { SweptServer } from '../../shared/run/swept-server.ts'

import type { Paint } from './terminal-style.ts'

type Output = { write(text: string): unknown; isTTY?: boolean }

/** Says what is begun; and on a terminal, in a line that is written over, how far it is. */
export function showSweepProgress(output: Output, paint: Paint, total: number, place: string) {
  const live = output.isTTY === true
  let [done, exchange, all] = [0, 0, total]
  const clear = () => {
    if (live) output.write('\r\u001b[2K')
  }
  output.write(t`Looking at ${counted(total, 'target')} on ${place}, without a password.\n`)
  return {
    clear,
    /** A name may have more than one address. */
    count(servers: number) {
      all = servers
    },
    listen(server: SweptServer) {
      done += 1
      if (server.exchange) exchange += 1
      clear()
      if (live)
        output.write(
          paint('dim', t`${figure(done)} of ${figure(all)} looked at, ${figure(exchange)} with a sign of Exchange`),
        )
    },
  }
}
