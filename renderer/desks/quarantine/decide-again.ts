import type { CallResult, Client } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { subjectKeyOf } from '../../../shared/quarantine/tray.ts'

type Decision = CallResult<'quarantine.decisions'>['decisions'][number]

/**
 * Puts decisions that were undone into the tray again, each with the reason and the ticket that it had; a sentence where
 * some of them were refused.
 */
export async function decideAgain(client: Client, decisions: readonly Decision[]): Promise<string | undefined> {
  const groups = Map.groupBy(decisions, ({ decision: { kind, reason, ticket }, id }) =>
    JSON.stringify(kind === 'rule' ? [id] : [kind, reason, ticket]),
  )
  const refused = new Set<string>()
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const { reason, ticket } = first.decision
    const asked =
      first.decision.kind === 'rule'
        ? { rule: first.decision.rule, reason, ticket }
        : {
            devices: { keys: group.map(({ decision }) => subjectKeyOf(decision)) },
            ...{ verdict: first.decision.kind, reason, ticket },
          }
    const decided = await client.call('quarantine.decide', asked)
    if (decided.outcome !== 'decided') refused.add(decided.sentence)
  }
  return refused.size === 0 ? undefined : [t`Not all were put into the tray.`, ...refused].join(' ')
}
