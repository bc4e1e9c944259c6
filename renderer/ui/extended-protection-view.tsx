import { type ExtendedProtection, extendedProtectionObstacles } from '../../shared/artifacts/extended-protection.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'

const bindings = { none: 'Without a binding', wrong: 'With a wrong binding' } as const

/** What the sign-ins for Extended Protection came to, and what was sent for them. */
export function ExtendedProtectionView({ value }: { value: ExtendedProtection }) {
  const { setting, obstacle, foundEarlier, probes } = value
  return (
    <>
      <FactList
        facts={[
          { label: 'Address', value: value.url },
          { label: 'Setting', value: setting ?? 'not known' },
          { label: 'Found by an earlier run', value: foundEarlier },
          { label: 'Not found out because', value: obstacle && extendedProtectionObstacles[obstacle] },
          ...probes.map(({ binding, result }) => ({ label: bindings[binding], value: result })),
        ]}
      />
      <ExchangeList exchanges={probes.flatMap(({ exchanges }) => exchanges)} />
    </>
  )
}
