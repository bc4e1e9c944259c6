import type { DeviceAccessCharacteristic } from '../management/mobile-configuration.ts'
import { eachInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import { type AccessSettings, accessSettingsOf } from './access-settings.ts'
import { decideDevice } from './decide-device.ts'
import { type Device, keyOf } from './device.ts'
import type { DeviceDecision } from './device-decision.ts'
import { type DeviceIndex, indexDevicesInSteps } from './device-index.ts'
import type { QuarantineConfiguration } from './quarantine-configuration.ts'
import { characteristicOf } from './rule-index.ts'

/** A configuration that was read, with every device joined and decided. Nobody changes any of it. */
export type Desk = {
  configuration: QuarantineConfiguration
  index: DeviceIndex
  settings: AccessSettings
  decisionOf(device: Device): DeviceDecision
  /** The devices that have told this value of a characteristic. */
  having(characteristic: DeviceAccessCharacteristic, value: string): readonly Device[]
  /** The devices that have told none, or of which none was read. */
  lacking(characteristic: DeviceAccessCharacteristic): readonly Device[]
}

/** Joins and decides all devices at the time of their reading, in milliseconds. */
export function openDesk(configuration: QuarantineConfiguration, now: number): Desk {
  return inOneGo(openDeskInSteps(configuration, now))
}

/** The same, with other work between. */
export function* openDeskInSteps(configuration: QuarantineConfiguration, now: number): Steps<Desk> {
  const index = yield* indexDevicesInSteps(configuration)
  const settings = accessSettingsOf(configuration, now)
  const decisions = new Map<Device, DeviceDecision>()
  yield* eachInSteps(index.devices, (device) => decisions.set(device, decideDevice(device, settings)))
  const byValue = new Map<DeviceAccessCharacteristic, Map<string, Device[]>>()
  const valuesOf = (characteristic: DeviceAccessCharacteristic) => {
    const known = byValue.get(characteristic)
    if (known) return known
    const made = Map.groupBy(index.devices, ({ partnership }) =>
      keyOf(characteristicOf(partnership, characteristic) ?? ''),
    )
    byValue.set(characteristic, made)
    return made
  }
  return {
    configuration,
    index,
    settings,
    decisionOf: (device) => decisions.get(device) ?? decideDevice(device, settings),
    having: (characteristic, value) => (keyOf(value) === '' ? [] : (valuesOf(characteristic).get(keyOf(value)) ?? [])),
    lacking: (characteristic) => valuesOf(characteristic).get('') ?? [],
  }
}
