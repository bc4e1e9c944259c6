import type { ServerVersion } from '../../shared/artifacts/server-version.ts'
import { windowsNames } from '../../shared/exchange/builds.ts'
import { nameBuild } from '../../shared/exchange/name-build.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'

/** What the server tells of itself without a sign-in. */
export function ServerVersionView({ value }: { value: ServerVersion }) {
  const { challenge } = value
  const version = challenge?.osVersion
  const named = value.build === undefined ? undefined : nameBuild(value.build)
  return (
    <>
      <FactList
        facts={[
          { label: 'Address', value: value.url },
          { label: 'Product', value: named && `${named.product.name} ${named.update}` },
          { label: 'Build', value: value.build },
          { label: 'Front end', value: value.frontEnd },
          { label: 'Mailbox server', value: value.backEnd },
          { label: 'Its build', value: value.backEndBuild },
          { label: 'Computer', value: challenge?.dnsComputer ?? challenge?.netbiosComputer },
          { label: 'Domain', value: challenge?.dnsDomain ?? challenge?.netbiosDomain },
          { label: 'Forest', value: challenge?.dnsForest },
          { label: 'Windows', value: version && `${windowsNames[version] ?? 'not known by name'} (${version})` },
        ]}
      />
      {value.exchanges.length > 0 && <ExchangeList exchanges={value.exchanges} />}
    </>
  )
}
