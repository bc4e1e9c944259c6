import { t } from '../language/translate.ts'
import type {
  ActiveSyncDeviceAccessRule,
  DeviceAccessCharacteristic,
  DeviceAccessLevel,
  MobileDevice,
} from '../management/mobile-configuration.ts'
import { type AccessSettings, DISCOVERY_MINUTES } from './access-settings.ts'
import { type Device, keyOf, sameText } from './device.ts'
import { type Doubt, type KnownState, type Missing, type StepResult, stateOfLevel } from './device-decision.ts'
import { characteristicOf, type DeviceRule, isReported, type RuleIndex, ruleOrder, toldLater } from './rule-index.ts'

/**
 * What the rules say: all that block come before all that quarantine, and these before all that allow. While a new device
 * has not told what a rule of a level looks at, nothing after that level is decided.
 */
export function decideRules({ partnership }: Device, { rules, now }: AccessSettings): StepResult | undefined {
  if (!rules) return { missing: [{ step: 'rules', what: 'Get-ActiveSyncDeviceAccessRule', could: everyState }] }
  if (rules.all.length === 0 && rules.unclear.length === 0) return undefined
  const matching = matchingRules(rules, partnership)
  const missing: Missing[] = []
  const doubts: Doubt[] = []
  for (const level of ruleOrder) {
    const missingUnclear = rules.unclear.filter((rule) => couldMatch(rule, level, partnership))
    const matches = matching.filter(({ accessLevel }) => accessLevel === level)
    const [rule, ...others] = reportedFirst(matches, partnership)
    if (rule) {
      const inOtherCase = rule.queryString.trim() !== characteristicOf(partnership, rule.characteristic)?.trim()
      const isCase = inOtherCase && rule.characteristic !== 'XMSWLHeader'
      return {
        decides: { state: stateOfLevel[level], by: { step: 'rules', rule, others } },
        missing,
        doubts: isCase ? [...doubts, { kind: 'case', rule }] : doubts,
      }
    }
    for (const unclear of missingUnclear)
      missing.push(missingRule(t`the rule ${unclear.name ?? unclear.identity} (Get-ActiveSyncDeviceAccessRule)`, level))
    for (const [characteristic, looking] of rules.looksAt[level]) {
      if (characteristic === 'XMSWLHeader')
        doubts.push(...looking.map((each): Doubt => ({ kind: 'header-rule', rule: each })))
      else if (characteristicOf(partnership, characteristic) === undefined)
        missing.push(missingRule(`Get-MobileDevice ${characteristic}`, level))
    }
    const untold = [...rules.looksAt[level]].flatMap(([characteristic, looking]) =>
      isUntold(partnership, characteristic) ? looking : [],
    )
    if (untold.length > 0) {
      const age = ageOf(partnership, now)
      if (age === undefined)
        missing.push({ step: 'rules', what: 'Get-MobileDevice FirstSyncTime', could: ['DeviceDiscovery'] })
      else if (age < DISCOVERY_MINUTES * 60_000)
        return {
          decides: { state: 'DeviceDiscovery', by: { step: 'discovery', rules: untold } },
          missing,
          doubts,
        }
    }
  }
  return { missing, doubts }
}

const everyState: readonly KnownState[] = ['Allowed', 'Blocked', 'Quarantined', 'DeviceDiscovery']

function missingRule(what: string, level: DeviceAccessLevel): Missing {
  return { step: 'rules', what, could: [stateOfLevel[level]] }
}

/** The rules that a device meets. The header that some look at is seen where Exchange says that one of them decided. */
function matchingRules({ byValue, all }: RuleIndex, device: MobileDevice): DeviceRule[] {
  const matching: DeviceRule[] = []
  for (const [characteristic, byText] of byValue) {
    if (characteristic === 'XMSWLHeader') {
      if (device.deviceAccessControlRule)
        matching.push(...all.filter((rule) => rule.characteristic === 'XMSWLHeader' && isReported(rule, device)))
      continue
    }
    const value = characteristicOf(device, characteristic)
    if (value) matching.push(...(byText.get(keyOf(value)) ?? []))
  }
  return matching
}

/** Which of several Exchange names is not documented; the one that it has named is believed. */
function reportedFirst(rules: readonly DeviceRule[], device: MobileDevice): readonly DeviceRule[] {
  if (rules.length < 2) return rules
  const reported = rules.findIndex((rule) => isReported(rule, device))
  const first = rules[reported]
  return first ? [first, ...rules.toSpliced(reported, 1)] : rules
}

function couldMatch(rule: ActiveSyncDeviceAccessRule, level: DeviceAccessLevel, device: MobileDevice): boolean {
  const { characteristic, queryString, accessLevel } = rule
  if (accessLevel && accessLevel !== level) return false
  if (!characteristic || !queryString) return true
  const value = characteristicOf(device, characteristic)
  return value === undefined || sameText(value, queryString)
}

/** Blank, of what a device tells later; a device that is asked about by nothing else has told it all. */
function isUntold(device: MobileDevice, characteristic: DeviceAccessCharacteristic): boolean {
  if (!toldLater.has(characteristic)) return false
  const value = characteristicOf(device, characteristic)
  return value === null || value === ''
}

function ageOf({ firstSyncTime }: MobileDevice, now: number): number | undefined {
  const first = firstSyncTime ? Date.parse(firstSyncTime) : Number.NaN
  return Number.isNaN(first) ? undefined : now - first
}
