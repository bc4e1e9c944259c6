import type { Device } from '../exchange/active-sync-devices.ts'

/** A client of ActiveSync, as it shows itself. */
export interface MadeUpClient {
  readonly device: Pick<Device, 'deviceId' | 'deviceType' | 'userAgent'>
  /** DeviceInformation; undefined where it told nothing. */
  readonly information: Readonly<Record<string, string>> | undefined
  readonly version: number
}

/** A number below `of`, by chance, the same for the same salt. */
type Draw = (salt: number, of: number) => number

/** How the clients of a hundred are spread. The names are of devices that are about; who has which is made up. */
const kinds: readonly (readonly [upTo: number, make: (draw: Draw, hex: string) => MadeUpClient])[] = [
  [38, iphone],
  [46, ipad],
  [68, samsung],
  [76, pixel],
  [93, outlook],
  [97, windowsMail],
  [99, oldAndroid],
  [100, blackBerry],
]

export function madeUpClient(draw: Draw, hex: string): MadeUpClient {
  const drawn = draw(1, 100)
  const [, make = iphone] = kinds.find(([upTo]) => drawn < upTo) ?? []
  return make(draw, hex)
}

/**
 * How the integration shows itself: its user agent is known, and no source gives its device type or id, so that these are
 * three guesses.
 */
export function integrationClients(hex: string): MadeUpClient[] {
  const userAgent = 'python-EAS-Client 1.0'
  const told = { Model: 'python-EAS-Client', OS: 'Linux' }
  return [
    { device: { deviceId: hex.slice(0, 32), deviceType: 'EASClient', userAgent }, information: told, version: 14.1 },
    { device: { deviceId: `py${hex.slice(0, 14)}`, deviceType: 'python', userAgent }, information: {}, version: 14.1 },
    {
      device: { deviceId: hex.slice(0, 20), deviceType: 'SmartPhone', userAgent },
      information: undefined,
      version: 12.1,
    },
  ]
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTVWXYZ'

/** Some characters as Apple's ids have them. */
function letters(hex: string, count: number): string {
  return Array.from(
    { length: count },
    (_, at) => ALPHABET[Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16) % 33],
  ).join('')
}

function one<T>(list: readonly T[], draw: Draw, salt: number): T {
  return list[draw(salt, list.length)] as T
}

const IOS = [
  ['iOS 18.6.2 22G100', '2207.100'],
  ['iOS 17.7.2 21H221', '2108.221'],
  ['iOS 26.1 23B85', '2302.85'],
  ['iOS 16.7.10 20H350', '2008.350'],
] as const

function apple(type: 'iPhone' | 'iPad', models: readonly string[], draw: Draw, hex: string): MadeUpClient {
  const [os, build] = one(IOS, draw, 2)
  const model = one(models, draw, 3)
  return {
    device: {
      // Since iOS 10 an id has 26 characters; one that was set up before keeps its old form.
      deviceId: draw(4, 20) === 0 ? `Appl${letters(hex, 12)}` : letters(hex, 26),
      deviceType: type,
      userAgent: `Apple-${model}/${build}`,
    },
    information: { Model: model, OS: os, FriendlyName: type },
    version: 16.1,
  }
}

function iphone(draw: Draw, hex: string): MadeUpClient {
  return apple(
    'iPhone',
    ['iPhone12C1', 'iPhone14C5', 'iPhone15C2', 'iPhone16C1', 'iPhone17C3', 'iPhone18C1'],
    draw,
    hex,
  )
}

function ipad(draw: Draw, hex: string): MadeUpClient {
  return apple('iPad', ['iPad11C6', 'iPad13C18', 'iPad14C3'], draw, hex)
}

function samsung(draw: Draw, hex: string): MadeUpClient {
  const model = one(['SM-A546B', 'SM-G991B', 'SM-S911B', 'SM-S928B'], draw, 2)
  const os = one(['Android 13', 'Android 14', 'Android 15'], draw, 3)
  return {
    device: {
      deviceId: `SEC${hex.slice(0, 13).toUpperCase()}`,
      deviceType: `SAMSUNG${model.replace('-', '')}`,
      userAgent: `SAMSUNG-${model}/101.${os.slice(-2)}0000`,
    },
    information: { Model: model, OS: os, FriendlyName: 'Galaxy' },
    version: 16.1,
  }
}

function pixel(draw: Draw, hex: string): MadeUpClient {
  const os = one(['Android 14', 'Android 15', 'Android 16'], draw, 2)
  return {
    device: {
      deviceId: `androidc${Number.parseInt(hex.slice(0, 8), 16)}`,
      deviceType: 'Android',
      userAgent: `Android-Mail/2025.10.${10 + draw(3, 18)}.821`,
    },
    information: { Model: one(['Pixel 6', 'Pixel 8', 'Pixel 9'], draw, 4), OS: os },
    version: 14.1,
  }
}

function outlook(_draw: Draw, hex: string): MadeUpClient {
  return {
    device: { deviceId: hex.slice(0, 32).toUpperCase(), deviceType: 'Outlook', userAgent: 'Outlook-iOS-Android/1.0' },
    information: {
      Model: 'Outlook for iOS and Android',
      OS: 'OutlookBasicAuth',
      FriendlyName: 'Outlook for iOS and Android',
    },
    version: 14.1,
  }
}

function windowsMail(_draw: Draw, hex: string): MadeUpClient {
  return {
    device: { deviceId: hex.slice(0, 32).toUpperCase(), deviceType: 'WindowsMail', userAgent: 'MSFT-WIN-4/10.0.19041' },
    information: { Model: 'WindowsMail', OS: 'Windows 10.0.19045' },
    version: 14.1,
  }
}

function oldAndroid(draw: Draw, hex: string): MadeUpClient {
  return {
    device: {
      deviceId: `androidc${Number.parseInt(hex.slice(0, 8), 16)}`,
      deviceType: 'Android',
      userAgent: `Android/${one(['4.4.2-EAS-1.3', '7.0-EAS-2.0'], draw, 2)}`,
    },
    information: { Model: one(['GT-I9505', 'HUAWEI P8'], draw, 3), OS: one(['Android 4.4.2', 'Android 7.0'], draw, 2) },
    version: 12.1,
  }
}

function blackBerry(_draw: Draw, hex: string): MadeUpClient {
  return {
    device: {
      deviceId: `BB${hex.slice(0, 8).toUpperCase()}`,
      deviceType: 'BlackBerry',
      userAgent: 'RIM-Q10-SQN100-3/10.3.2',
    },
    information: { Model: 'RIM BlackBerry Q10', OS: 'RIM OS 10.3.2' },
    version: 14.1,
  }
}
