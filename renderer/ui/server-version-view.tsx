import type { ServerVersion } from '../../shared/artifacts/server-version.ts'
import { windowsNames } from '../../shared/exchange/builds.ts'
import { nameBuild } from '../../shared/exchange/name-build.ts'
import { t } from '../../shared/language/translate.ts'
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
          { label: t`Address`, value: value.url },
          { label: t`Product`, value: named && `${named.product.name} ${named.update}` },
          { label: t`Build`, value: value.build },
          { label: t`Front end`, value: value.frontEnd },
          { label: t`Mailbox server`, value: value.backEnd },
          { label: t`Its build`, value: value.backEndBuild },
          { label: t`Computer`, value: challenge?.dnsComputer ?? challenge?.netbiosComputer },
          { label: t`Domain`, value: challenge?.dnsDomain ?? challenge?.netbiosDomain },
          { label: t`Forest`, value: challenge?.dnsForest },
          { label: t`Windows`, value: version && `${windowsNames[version] ?? t`not known by name`} (${version})` },
        ]}
      />
      {value.exchanges.length > 0 && <ExchangeList exchanges={value.exchanges} />}
    </>
  )
}
