import type { CallResult, Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { askText } from '../../shared/firewall/ask-text.ts'
import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import { matchFlow } from '../../shared/firewall/flow-match.ts'
import { sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import type { ToldSource } from '../../shared/firewall/told-firewall.ts'
import { t } from '../../shared/language/translate.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import type { RunStore } from '../engine/store/run-store.ts'
import { draftOf, refuseBrokenDraft, ruleSetOf } from './firewall-rule-set.ts'
import { needsSeen, runsOf } from './firewall-runs.ts'
import { archiveName } from './firewall-sheet-handlers.ts'
import { warningsOfNewest } from './firewall-told-list.ts'
import type { ListOffers } from './list-offers.ts'
import type { Organisations } from './organisations.ts'
import type { SourceSecrets } from './source-secrets.ts'

type DeskCalls = Pick<
  Handlers['calls'],
  'firewall.overview' | 'firewall.save-draft' | 'firewall.seen' | 'firewall.test-flow'
>

const MOST_FINDINGS = 5_000

/** The calls about the rules that are put together, and what is said of them. */
export function firewallDeskHandlers(parts: {
  store: FirewallStore
  runs: RunStore
  organisations: Organisations
  secrets: SourceSecrets
  offers: ListOffers
  now: () => Date
  changed: () => void
}): DeskCalls {
  const { store, runs, organisations, secrets, offers, now, changed } = parts
  const today = () => now().toISOString().slice(0, 10)

  async function toldSources(of: ReturnType<Organisations['needed']>): Promise<ToldSource[]> {
    const webhooks = store.lists.webhookHashes(of.id)
    return Promise.all(
      store.sources.list(of.id).map(async ({ source, lastLook }): Promise<ToldSource> => {
        const versions = store.lists.versions(of.id, source.id)
        return {
          ...{ source, lastLook },
          secretHeld: 'address' in source.road && (await secrets.read(of, source)) !== undefined,
          versions: versions.map(({ confirmed: _, ofWebhooks: __, ...summary }) => summary),
          warnings: warningsOfNewest(of.id, source, versions, { webhooks, store, now: now() }),
          drift: offers.driftOf(source.id)?.id ?? null,
        }
      }),
    )
  }

  return {
    async 'firewall.overview'(): Promise<CallResult<'firewall.overview'>> {
      const of = organisations.needed()
      const sources = await toldSources(of)
      const [draft, draftVersion] = [draftOf(of, store), store.draft.version(of.id)]
      const set = ruleSetOf({ id: of.id, draft }, { store, now: now(), runs: runsOf(of, runs) })
      return {
        ...{ sources, draft, draftVersion },
        findings: findingsOfRules(set, { today: today() }).slice(0, MOST_FINDINGS),
        evidence: set.evidence,
        formats: sheetFormats.map(({ mime: _, ...format }) => format),
        ask: askText(set, { attached: [archiveName(today())], today: today() }),
      }
    },
    async 'firewall.save-draft'({ draft, from, of }) {
      const { id } = organisations.needed()
      if (of !== undefined && of !== id)
        throw new ContractError('bad-argument', t`These rules are of another organisation than the one that is open.`)
      refuseBrokenDraft(id, draft, store, now())
      const saved = store.draft.save(id, draft, from)
      if (saved === 'gone') throw new ContractError('no-organisation')
      if (saved === 'changed') throw new ContractError('draft-changed')
      changed()
      return saved
    },
    'firewall.seen': async () => needsSeen(organisations.needed(), runs),
    async 'firewall.test-flow'(flow) {
      const of = organisations.needed()
      const set = ruleSetOf({ id: of.id, draft: draftOf(of, store) }, { store, now: now() })
      const verdict = matchFlow(set, flow, today())
      if ('refused' in verdict) throw new ContractError('bad-flow', verdict.sentence)
      return verdict
    },
  }
}
