import {
  type AccessLevel,
  type DeviceAccessRule,
  type DeviceCharacteristic,
  type OrganisationDeviceAccess,
  ruleName,
} from '../../settings/device-access.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { blankText, type Cmdlet, list, reading, text } from './cmdlet.ts'

const level = { takes: 'choice', of: ['Allow', 'Block', 'Quarantine'] } as const
const characteristic = {
  takes: 'choice',
  of: ['DeviceType', 'DeviceModel', 'DeviceOS', 'UserAgent', 'XMSWLHeader'],
} as const

/** Set-ActiveSyncOrganizationSettings, on its parameters -UserMailInsert and -OtaNotificationMailInsert. */
const MOST_INSERT = 256
const SETTINGS_NAME = 'Mobile Mailbox Settings'

/** Which devices ActiveSync lets in, whoever they belong to. */
export const deviceAccessCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-ActiveSyncDeviceAccessRule': reading({ Identity: text }, (given, { organisation }) => {
    if (given.has('Identity')) ruleOf(given.required('Identity'), organisation.deviceAccess)
  }),
  'New-ActiveSyncDeviceAccessRule': {
    parameters: { Characteristic: characteristic, QueryString: text, AccessLevel: level },
    prepare: (given, { organisation: { deviceAccess } }) => {
      const made: DeviceAccessRule = {
        characteristic: given.required('Characteristic') as DeviceCharacteristic,
        queryString: given.required('QueryString'),
        accessLevel: given.required('AccessLevel') as AccessLevel,
      }
      const target = ruleName(made)
      if (findRule(target, deviceAccess)) throw new ScriptRefusal('exchange', `The object "${target}" already exists.`)
      return { target, act: () => deviceAccess.rules.push(made) }
    },
  },
  'Set-ActiveSyncDeviceAccessRule': {
    parameters: { Identity: text, AccessLevel: level },
    prepare: (given, { organisation: { deviceAccess } }) => {
      const rule = ruleOf(given.required('Identity'), deviceAccess)
      const accessLevel = (given.text('AccessLevel') ?? rule.accessLevel) as AccessLevel
      return { target: ruleName(rule), act: () => Object.assign(rule, { accessLevel }) }
    },
  },
  'Remove-ActiveSyncDeviceAccessRule': {
    parameters: { Identity: text },
    asks: true,
    prepare: (given, { organisation: { deviceAccess } }) => {
      const rule = ruleOf(given.required('Identity'), deviceAccess)
      const { rules } = deviceAccess
      return { target: ruleName(rule), act: () => rules.splice(rules.indexOf(rule), 1) }
    },
  },
  'Get-ActiveSyncOrganizationSettings': reading({ Identity: text }, (given) => {
    if (given.has('Identity')) checkSettings(given.required('Identity'))
  }),
  'Set-ActiveSyncOrganizationSettings': {
    parameters: { Identity: text, DefaultAccessLevel: level, AdminMailRecipients: list, UserMailInsert: blankText },
    prepare: (given, { organisation: { deviceAccess } }) => {
      if (given.has('Identity')) checkSettings(given.required('Identity'))
      const recipients = given.list('AdminMailRecipients')?.(deviceAccess.adminMailRecipients)
      const stranger = recipients?.find((each) => !/^[^\s@]+@[^\s@]+$/.test(each))
      if (stranger !== undefined) {
        throw new ScriptRefusal('exchange', `"${stranger.slice(0, 100)}" isn't a valid SMTP address.`)
      }
      const insert = given.text('UserMailInsert')
      if ((insert?.length ?? 0) > MOST_INSERT) {
        throw new ScriptRefusal('exchange', `UserMailInsert can't have more than ${MOST_INSERT} characters.`)
      }
      const changed: Partial<OrganisationDeviceAccess> = {
        ...(given.has('DefaultAccessLevel') && {
          defaultAccessLevel: given.required('DefaultAccessLevel') as AccessLevel,
        }),
        ...(recipients && { adminMailRecipients: recipients }),
        ...(insert !== undefined && { userMailInsert: insert === '' ? null : insert }),
      }
      return { target: SETTINGS_NAME, act: () => Object.assign(deviceAccess, changed) }
    },
  },
}

/** By its name, as Exchange writes it or without the space, as one of the cmdlet's examples has it. */
function findRule(identity: string, { rules }: OrganisationDeviceAccess): DeviceAccessRule | undefined {
  const wanted = identity.toLowerCase()
  return rules.find((rule) => {
    const name = ruleName(rule).toLowerCase()
    return name === wanted || name === wanted.replace(/\((?=[a-z]+\)$)/, ' (')
  })
}

function ruleOf(identity: string, access: OrganisationDeviceAccess): DeviceAccessRule {
  const found = findRule(identity, access)
  if (found) return found
  throw new ScriptRefusal('exchange', `The device access rule "${identity.slice(0, 100)}" couldn't be found.`)
}

function checkSettings(identity: string): void {
  if (identity.toLowerCase() === SETTINGS_NAME.toLowerCase()) return
  throw new ScriptRefusal('exchange', `The object "${identity.slice(0, 100)}" couldn't be found.`)
}
