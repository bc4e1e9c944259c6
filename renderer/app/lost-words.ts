import type { CallResult } from '../../shared/contract/contract.ts'
import { t } from '../../shared/language/translate.ts'

/**
 * What is known when Postern cannot be reached: no more than that. Whether it still runs, nobody here can tell; where it
 * was started anew, it is at another address, which a tab of a browser does not have.
 */
export function lostWords(lost: { isRunning: boolean; host: CallResult<'app.about'>['host'] | undefined }): string {
  const whenThere = lost.isRunning
    ? t`If Postern still runs, the run goes on, and this window catches up.`
    : t`If Postern still runs, this window catches up.`
  const whenGone =
    lost.host === 'loopback'
      ? t`If it has ended, start it again and open the address that it prints: this tab cannot reach it.`
      : t`If it has ended, start it again.`
  return t`The connection to Postern was lost. It is tried again by itself. ${whenThere} ${whenGone}`
}
