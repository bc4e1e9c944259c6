import type { NameAnswer } from '../../shared/artifacts/dns-answers.ts'
import type { DnsComparison, ResolverView } from '../../shared/artifacts/dns-comparison.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { t } from '../../shared/language/translate.ts'
import { type Cell, PlainTable } from './plain-table.tsx'
import { SubHeading } from './sub-heading.tsx'

/** The same names asked of each resolver, a column each: those inside beside each other, then those outside. */
export function DnsComparisonTable({ comparison }: { comparison: DnsComparison }) {
  const { inside, outside } = comparison
  return (
    <>
      <SubHeading>{t`Inside`}</SubHeading>
      <Side label={t`What the resolvers inside answer`} views={inside} />
      <SubHeading>{t`As the internet sees it`}</SubHeading>
      {outside.length > 0 ? (
        <Side label={t`What the resolvers outside answer`} views={outside} />
      ) : (
        <p>{t`No resolver that sees the domain from outside is named in the organisation, under More settings.`}</p>
      )}
    </>
  )
}

function Side({ label, views }: { label: string; views: readonly ResolverView[] }) {
  const names = [...new Set(views.flatMap((view) => view.names.map(({ name }) => name)))]
  const zones = views.map(({ zone }) => (zone ? t`${zone.serial}, from ${zone.primary}` : t`not told`))
  return (
    <PlainTable
      label={label}
      head={[t`Name`, ...views.map(({ resolver }) => resolverName(resolver))]}
      rows={[
        ...names.map((name): Cell[] => [name, ...compared(views.map((view) => answerAt(view, name)))]),
        [t`Copy of the zone`, ...compared(zones)],
      ]}
    />
  )
}

/** What the first resolver says stands as it is; what another says differently is marked. */
function compared(texts: readonly string[]): Cell[] {
  return texts.map((text) => ({ text, odd: text !== texts[0] }))
}

function answerAt(view: ResolverView, name: string): string {
  const answer = view.names.find((one) => one.name === name)
  if (!answer) return t`not asked`
  return addressesOf(answer)
}

function addressesOf({ addresses, aliases, failure }: NameAnswer): string {
  if (failure) return failureSentence(failure)
  const lines = [...aliases.map(({ target }) => t`alias of ${target}`), ...addresses.map(({ address }) => address)]
  return lines.length > 0 ? lines.toSorted().join('\n') : t`no address`
}

function resolverName(resolver: string): string {
  return resolver === 'operating-system' ? t`This machine’s` : resolver
}
