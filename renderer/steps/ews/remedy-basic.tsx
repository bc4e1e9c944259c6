import { Checkbox, Field, makeStyles, tokens } from '@fluentui/react-components'
import { frontEnds } from '../../../shared/ews/servers.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import type { RemedyId } from '../../../shared/remedies/remedy.ts'

const useStyles = makeStyles({ root: { marginTop: tokens.spacingVerticalM, maxWidth: '72ch' } })

/** Whether a remedy can enable Basic beside what it does: some server is known to have it off. */
export function offersBasic(remedy: RemedyId, configuration: Configuration | undefined): boolean {
  if (remedy !== 'ews-authentication' || configuration === undefined) return false
  return frontEnds(configuration)?.some(({ basicAuthentication }) => basicAuthentication === false) ?? false
}

/** Asks for Basic too, which nobody gets who has not asked for it, with what it risks. */
export function RemedyBasic({ basic, onBasic }: { basic: boolean; onBasic(basic: boolean): void }) {
  const styles = useStyles()
  return (
    <Field
      className={styles.root}
      hint={t`Basic sends the password itself in every request, and only TLS hides it: whatever opens TLS in between reads it, and can sign in with it anywhere. Leave Basic off where the service can do NTLM.`}
    >
      <Checkbox
        checked={basic}
        onChange={(_, { checked }) => onBasic(checked === true)}
        label={t`The service can sign in with Basic alone: enable Basic too`}
      />
    </Field>
  )
}
