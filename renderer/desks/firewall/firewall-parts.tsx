import { t } from '../../../shared/language/translate.ts'
import type { FirewallPart } from '../../store/place.ts'
import { useSession } from '../../store/session-context.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { Overview } from './firewall-state.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { HostsPart } from './hosts-part.tsx'
import { NoRulesYet } from './no-rules-yet.tsx'
import { PathPart } from './path-part.tsx'
import { RequestPart } from './request-part.tsx'
import { RulesPart } from './rules-part.tsx'
import { SendersPart } from './senders-part.tsx'
import { severityCount } from './severity-mark.tsx'
import { SheetsPart } from './sheets-part.tsx'

type Shown = FirewallPart | 'senders'

/** The parts of the desk, of which one is shown; the address says which. */
export function FirewallParts({ overview }: { overview: Overview }) {
  const { hosts, rules } = useDraft()
  const place = useSession((state) => state.place)
  const turn = useSession((state) => state.turn)
  const adding = useFirewall((state) => state.adding)
  const told = useFirewall((state) => state.told)
  const dismiss = useFirewall((state) => state.dismiss)
  const part = place.kind === 'desk' ? place.part : undefined
  const { sources, findings } = overview
  const isEmpty = sources.length === 0 && hosts.length === 0 && rules.length === 0
  if (isEmpty && part === undefined && adding === null) return <NoRulesYet />
  const errors = findings.filter(({ severity, platform }) => severity === 'error' && platform === null).length
  return (
    <div>
      <Tabs<Shown>
        label={t`Parts of this desk`}
        chosen={part ?? 'senders'}
        onChoose={(id) => {
          // What was done on the part that is left need not be told on another; what can be brought back stays.
          if (told && !told.isProblem && told.undo === null) dismiss()
          turn({ kind: 'desk', desk: 'firewall', ...(id !== 'senders' && { part: id }) })
        }}
        tabs={[
          {
            id: 'senders',
            name: named(t`Senders`, sources.length),
            draw: () => <SendersPart overview={overview} />,
          },
          { id: 'hosts', name: named(t`Hosts and services`, hosts.length), draw: () => <HostsPart /> },
          {
            id: 'rules',
            name:
              errors > 0
                ? t`Rules (${rules.length}, ${severityCount('error', errors)})`
                : named(t`Rules`, rules.length),
            draw: () => <RulesPart overview={overview} />,
          },
          { id: 'path', name: t`Path`, draw: () => <PathPart overview={overview} /> },
          { id: 'sheets', name: t`Sheets`, draw: () => <SheetsPart overview={overview} /> },
          { id: 'request', name: t`Request`, draw: () => <RequestPart overview={overview} /> },
        ]}
      />
    </div>
  )
}

function named(name: string, count: number): string {
  return count > 0 ? t`${name} (${count.toLocaleString()})` : name
}
