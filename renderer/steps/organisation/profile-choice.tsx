import { Dropdown, Field, Option } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { nylas } from '../../../shared/profiles/profile.ts'

const profiles = [nylas]

/** What is asked of the servers, by whose service is to reach them: one profile comes with Postern. */
export function ProfileChoice() {
  return (
    <Field label={t`Profile`} hint={describe(nylas)}>
      <Dropdown name="profile" defaultSelectedOptions={[nylas.id]} defaultValue={nylas.name}>
        {profiles.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

function describe({ name, activeSync }: typeof nylas): string {
  return t`What the service of ${name} needs: mail and calendars over EWS, contacts over ActiveSync as a device of the type ${activeSync.deviceType}. It is the one profile that this Postern has.`
}
