import type { DevicePolicy, OrganisationDeviceAccess } from '../../settings/device-access.ts'
import { deviceNamesOf, type ManagedDevice } from '../managed-devices.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { type Cmdlet, flag, reading, type Shell, text, toggle } from './cmdlet.ts'
import { newName } from './new-name.ts'
import type { Arguments } from './parameters.ts'

const ofDevices = { Identity: text, Mailbox: text, ActiveSync: toggle } as const
const ofPolicy = { AllowNonProvisionableDevices: flag, AllowExternalDeviceManagement: flag } as const

const listDevices = reading({ ...ofDevices, ResultSize: text, Filter: text }, lookAtDevices)
const showStatistics = reading(ofDevices, (given, shell) => {
  lookAtDevices(given, shell)
  if (!given.has('Mailbox')) given.required('Identity')
})

const removeDevice: Cmdlet = {
  parameters: { Identity: text },
  asks: true,
  prepare: (given, shell) => {
    const found = deviceOf(given.required('Identity'), shell)
    return { target: deviceNamesOf(found).canonical, act: () => shell.organisation.devices.remove(found.device) }
  },
}

const listPolicies = reading({ Identity: text }, (given, { organisation }) => {
  if (given.has('Identity')) devicePolicyOf(given.required('Identity'), organisation.deviceAccess)
})

const setPolicy: Cmdlet = {
  parameters: { Identity: text, ...ofPolicy },
  prepare: (given, { organisation }) => {
    const policy = devicePolicyOf(given.required('Identity'), organisation.deviceAccess)
    return { target: policy.name, act: () => Object.assign(policy, changedPolicy(given)) }
  },
}

/** Partnerships of devices, and the policies for them. Exchange 2013 and later still know the old names of 2010. */
export const mobileDeviceCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-MobileDevice': listDevices,
  'Get-ActiveSyncDevice': listDevices,
  'Get-MobileDeviceStatistics': showStatistics,
  'Get-ActiveSyncDeviceStatistics': showStatistics,
  'Remove-MobileDevice': removeDevice,
  'Remove-ActiveSyncDevice': removeDevice,
  'Get-MobileDeviceMailboxPolicy': listPolicies,
  'Get-ActiveSyncMailboxPolicy': listPolicies,
  'Set-MobileDeviceMailboxPolicy': setPolicy,
  'Set-ActiveSyncMailboxPolicy': setPolicy,
  'New-MobileDeviceMailboxPolicy': {
    parameters: { Name: text, ...ofPolicy },
    prepare: (given, { organisation: { deviceAccess } }) => {
      const name = newName(given, deviceAccess.policies)
      const made = { name, allowNonProvisionable: true, allowExternalManagement: false, ...changedPolicy(given) }
      return { target: name, act: () => deviceAccess.policies.push(made) }
    },
  },
  'Remove-MobileDeviceMailboxPolicy': {
    parameters: { Identity: text, Force: toggle },
    asks: true,
    prepare: (given, { organisation: { deviceAccess, mailboxes } }) => {
      const { policies } = deviceAccess
      const policy = devicePolicyOf(given.required('Identity'), deviceAccess)
      if (policy === policies[0]) throw new ScriptRefusal('exchange', "The default policy can't be removed.")
      if (mailboxes.some(({ activeSync }) => activeSync.policy === policy.name)) {
        throw new ScriptRefusal('exchange', `The policy "${policy.name}" is that of mailboxes, and can't be removed.`)
      }
      return { target: policy.name, act: () => policies.splice(policies.indexOf(policy), 1) }
    },
  },
}

/** Throws ScriptRefusal where there is no such policy. */
export function devicePolicyOf(identity: string, { policies }: OrganisationDeviceAccess): DevicePolicy {
  const found = policies.find(({ name }) => name.toLowerCase() === identity.toLowerCase())
  if (found) return found
  throw new ScriptRefusal('exchange', `The mobile device mailbox policy "${identity.slice(0, 100)}" couldn't be found.`)
}

function changedPolicy(given: Arguments): Partial<DevicePolicy> {
  const allowNonProvisionable = given.flag('AllowNonProvisionableDevices')
  const allowExternalManagement = given.flag('AllowExternalDeviceManagement')
  return {
    ...(typeof allowNonProvisionable === 'boolean' && { allowNonProvisionable }),
    ...(typeof allowExternalManagement === 'boolean' && { allowExternalManagement }),
  }
}

/** Get-MobileDevice takes the one or the other. */
function lookAtDevices(given: Arguments, shell: Shell): void {
  if (given.has('Identity') && given.has('Mailbox')) {
    throw new ScriptRefusal('script', 'Identity and Mailbox are not of one parameter set.')
  }
  if (given.has('Identity')) deviceOf(given.required('Identity'), shell)
  if (given.has('Mailbox')) shell.people.mailbox(given.required('Mailbox'))
}

function deviceOf(identity: string, { organisation, people }: Shell): ManagedDevice {
  const found = organisation.devices.find(identity, (mailbox) => people.mailbox(mailbox).recipient)
  if (found) return found
  throw new ScriptRefusal('exchange', `The mobile device "${identity.slice(0, 200)}" couldn't be found.`)
}
