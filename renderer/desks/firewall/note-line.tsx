import type { Verdict } from '../../../shared/checks/finding.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useFirewallStyles } from './firewall-styles.ts'

/** A sentence with the icon of what it is. */
export function NoteLine({ verdict, text }: { verdict: Verdict; text: string }) {
  const styles = useFirewallStyles()
  return (
    <p className={styles.note}>
      <VerdictIcon verdict={verdict} />
      <span>
        <Breakable text={text} />
      </span>
    </p>
  )
}
