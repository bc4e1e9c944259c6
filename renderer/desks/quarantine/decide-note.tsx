import type { Verdict } from '../../../shared/checks/finding.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useDecideStyles } from './decide-styles.ts'

/** A sentence with the icon of what it is. */
export function DecideNote({ verdict, text }: { verdict: Verdict; text: string }) {
  const styles = useDecideStyles()
  return (
    <p className={styles.note}>
      <VerdictIcon verdict={verdict} />
      <span>
        <Breakable text={text} />
      </span>
    </p>
  )
}
