import { type ExtendedProtection, extendedProtectionObstacles } from '../../shared/artifacts/extended-protection.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { signInResults } from './sign-in-results.ts'

const bindings = { none: 'Without a binding', wrong: 'With a wrong binding' } as const
const settings = {
  none: 'None: a binding to another channel is let in',
  allow: 'Allow: no binding is let in, a wrong one is refused',
  require: 'Require: what has no binding is refused',
} as const

/** What the sign-ins for Extended Protection came to, and what was sent for them. */
export function ExtendedProtectionView({ value }: { value: ExtendedProtection }) {
  const { setting, obstacle, foundEarlier, spent, probes } = value
  return (
    <>
      <FactList
        facts={[
          { label: 'Address', value: value.url },
          { label: 'Setting', value: setting ? settings[setting] : 'not known' },
          { label: setting ? 'Found by a run' : 'Bad sign-in made', value: foundEarlier },
          { label: 'Bad sign-in made at', value: spent?.host },
          { label: 'Bad sign-in made', value: spent?.at },
          { label: 'Not found out', value: obstacle && extendedProtectionObstacles[obstacle] },
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
