import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import { useSession } from '../../store/session-context.tsx'

const choices: Readonly<Record<Settings['proxy'], string>> = {
  none: t`None: reach servers directly`,
  system: t`The proxy that this machine is set to`,
}

const hint = t`A cloud service never goes through your proxy, and a proxy can answer in a server’s place: without one, Postern sees the servers themselves. Use one where clients here have to, or where it is the only way; from the next run on. Postern does not sign in to a proxy, and asks each server at its own address directly either way.`

/** Whether a proxy stands between Postern and the servers. */
export function ProxyChoice() {
  const proxy = useSession((state) => state.settings?.proxy ?? 'none')
  const connected = useSession((state) => state.connected)
  const save = useSession((state) => state.saveSettings)
  return (
    <Field label={t`Proxy`} hint={hint}>
      <RadioGroup
        value={proxy}
        disabled={!connected}
        onChange={(_, { value }) => void save({ proxy: value as Settings['proxy'] })}
      >
        {Object.entries(choices).map(([value, words]) => (
          <Radio key={value} value={value} label={words} />
        ))}
      </RadioGroup>
    </Field>
  )
}
