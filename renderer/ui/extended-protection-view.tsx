import { type ExtendedProtection, extendedProtectionObstacles } from '../../shared/artifacts/extended-protection.ts'
import { t } from '../../shared/language/translate.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { signInResults } from './sign-in-results.ts'

const bindings = { none: t`Without a binding`, wrong: t`With a wrong binding` } as const
const settings = {
  none: t`None: a binding to another channel is let in`,
  allow: t`Allow: no binding is let in, a wrong one is refused`,
  require: t`Require: what has no binding is refused`,
} as const

/** What the sign-ins for Extended Protection came to, and what was sent for them. */
export function ExtendedProtectionView({ value }: { value: ExtendedProtection }) {
  const { setting, obstacle, foundEarlier, spent, probes } = value
  return (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: value.url },
          { label: t`Setting`, value: setting ? settings[setting] : t`not known` },
          { label: setting ? t`Found by a run` : t`Bad sign-in made`, value: foundEarlier },
          { label: t`Bad sign-in made at`, value: spent?.host },
          { label: t`Bad sign-in made`, value: spent?.at },
          { label: t`Not found out`, value: obstacle && extendedProtectionObstacles[obstacle] },
          ...probes.map(({ binding, result }) => ({ label: bindings[binding], value: signInResults[result] })),
        ]}
      />
      {probes.length > 0 && (
        <ExchangeList
          exchanges={probes.flatMap(({ exchanges }) => exchanges)}
          labels={probes.flatMap(({ binding, exchanges }) =>
            exchanges.map(() => (binding === 'none' ? 'no binding' : 'wrong binding')),
          )}
        />
      )}
    </>
  )
}
