import type { Flow } from '../flows.ts'
import { must } from '../must.ts'

type Rule = Map<string, string[]>
const RULE_KEYS = [
  'layer',
  'position',
  'name',
  'source',
  'destination',
  'service',
  'action',
  'track.type',
  'enabled',
  'comments',
]

/** The lines of a script between what each script begins with and what it ends with. */
export function callsOf(script: string): { head: string; lines: string[] } {
  if (script === '') return { head: '', lines: [] }
  must(script.endsWith('\nrun publish\npublished=yes\n'), script.slice(-100))
  const all = script.split('\n').slice(0, -3)
  const end = all.lastIndexOf('}') + 1
  return { head: all.slice(0, end).join('\n'), lines: all.slice(end) }
}

/** The words of a line of the shell: bare ones without any sign that the shell knows, and text between single quotes. */
function wordsOf(line: string): string[] {
  const words: string[] = []
  let rest = line
  while (rest !== '') {
    let word = ''
    while (rest !== '' && !rest.startsWith(' ')) {
      const [part = '', bare, quoted] = /^(?:([\w./:-]+)|'([^'\n]*)'|\\')/.exec(rest) ?? []
      must(part !== '', line)
      word += bare ?? quoted ?? "'"
      rest = rest.slice(part.length)
    }
    words.push(word)
    must(rest === '' || /^ [^ ]/.test(rest), line)
    rest = rest.slice(1)
  }
  return words
}

/** A management server that does what the calls of a script say, and refuses what it would refuse. */
export class ManagementServer {
  readonly objects = new Map<string, string>()
  readonly groups = new Map<string, Set<string>>()
  readonly rules = new Map<string, Rule>()

  take(line: string): void {
    const [act, ...words] = wordsOf(line)
    if (act === 'add_once') this.#addOnce(words)
    else if (act === 'add_domain') this.#addDomain(words)
    else if (act === 'drop') this.#drop(words)
    else if (act === 'drop_domain') this.#drop(['dns-domain', ...words])
    else {
      must(act === 'run', line)
      const [verb, kind, ...more] = words
      const call = `${verb} ${kind}`
      const settings = settingsOf(more)
      if (call === 'add group') this.#addGroup(settings)
      else if (call === 'set group') this.#setGroup(settings)
      else if (call === 'add service-tcp' || call === 'add service-udp') this.#addService(String(kind), settings)
      else if (call === 'add access-rule') this.#addRule(settings)
      else if (call === 'set access-rule') this.#setRule(settings)
      else {
        must(call === 'delete access-rule' && one(settings, 'layer') !== '', line)
        must(this.rules.delete(one(settings, 'name')), line)
      }
    }
  }

  #addOnce([kind = '', name = '', ...more]: string[]): void {
    checkName(name)
    const settings = settingsOf(more)
    const [host, four, six] = ['ip-address', 'subnet', 'subnet6'].map((key) => settings.get(key)?.[0])
    const value = host ? `${host}/${host.includes(':') ? 128 : 32}` : undefined
    const network = four ? `${four}/${one(settings, 'mask-length')}` : `${six}/${settings.get('mask-length6')?.[0]}`
    must(kind === (value ? 'host' : 'network') && settings.size === (value ? 1 : 2), more)
    const entry = value ?? network
    must((this.objects.get(name) ?? entry) === entry, name)
    this.objects.set(name, entry)
  }

  #addDomain([name = '', ...more]: string[]): void {
    must(/^\.[\w.-]+$/.test(name) && more.length === 0, name)
    this.objects.set(name, name.slice(1))
  }

  #addService(kind: string, settings: Rule): void {
    const name = one(settings, 'name')
    checkName(name)
    must(!this.objects.has(name) && one(settings, 'match-for-any') === 'false', name)
    this.objects.set(name, `${kind} ${one(settings, 'port')}`)
  }

  #addGroup(settings: Rule): void {
    const name = one(settings, 'name')
    checkName(name)
    must(!this.groups.has(name), name)
    this.groups.set(name, new Set(this.#known(settings.get('members'))))
  }

  #setGroup(settings: Rule): void {
    const group = this.groups.get(one(settings, 'name'))
    must(group !== undefined, [...settings])
    for (const name of this.#known(settings.get('members.add') ?? [])) group.add(name)
    for (const name of settings.get('members.remove') ?? []) must(group.delete(name), name)
    must(group.size > 0, [...settings])
  }

  #addRule(settings: Rule): void {
    const name = one(settings, 'name')
    checkName(name)
    const keys = [...settings.keys()].map((key) => key.replace(/\.(above|below)$/, ''))
    must(keys.toSorted().join() === RULE_KEYS.toSorted().join(), keys)
    const below = settings.get('position.below')?.[0] ?? ''
    must(!this.rules.has(name) && (!below.startsWith('PSTN_R_') || this.rules.has(below)), name)
    const position = settings.get('position')?.[0]
    must(position === undefined || /^(top|bottom|\d+)$/.test(position), position)
    this.#known([...(settings.get('source') ?? []), ...(settings.get('destination') ?? [])])
    this.rules.set(name, settings)
  }

  #setRule(settings: Rule): void {
    const rule = this.rules.get(one(settings, 'name'))
    must(rule !== undefined && one(settings, 'layer') === rule.get('layer')?.[0], [...settings])
    const sources = new Set(rule.get('source'))
    for (const name of this.#known(settings.get('source.add') ?? [])) sources.add(name)
    for (const name of settings.get('source.remove') ?? []) must(sources.delete(name), name)
    must(sources.size > 0, [...settings])
    rule.set('source', [...sources])
  }

  #drop([, name = '', ...more]: string[]): void {
    must(more.length === 0, more)
    const used = [...this.rules.values()].some((rule) => [...rule.values()].flat().includes(name))
    const held = [...this.groups.values()].some((group) => group.has(name))
    // The script would leave it; what the writer takes for unused has to be so.
    must(!used && !held, name)
    must(this.groups.delete(name) || this.objects.delete(name), name)
  }

  #known(names: readonly string[] = []): readonly string[] {
    must(names.length === 0 || new Set(names).size === names.length, names)
    for (const name of names) must(this.objects.has(name) || this.groups.has(name), name)
    return names
  }

  flows(): Flow[] {
    const entries = (names: readonly string[] = []) =>
      names.flatMap((name) => [...(this.groups.get(name) ?? [name])].map((each) => this.objects.get(each) ?? ''))
    return [...this.rules].flatMap(([name, rule]) =>
      entries(rule.get('destination')).flatMap((destination) =>
        (rule.get('service') ?? []).map((service) => {
          const known = { http: 'service-tcp 80', https: 'service-tcp 443' }[service] ?? this.objects.get(service)
          const [, protocol = '', port] = /^service-(tcp|udp) (\d+)$/.exec(known ?? '') ?? []
          must(protocol !== '', service)
          return {
            ...{ rule: name, destination: destination.split('/', 1)[0] ?? '', protocol, port: Number(port) },
            action: one(rule, 'action') === 'Accept' ? ('allow' as const) : ('deny' as const),
            enabled: one(rule, 'enabled') === 'true',
            // A rule carries both families; an address only meets one of its own.
            sources: entries(rule.get('source')).filter(
              (each) => !each.includes('/') || each.includes(':') === destination.includes(':'),
            ),
          }
        }),
      ),
    )
  }
}

/** Settings as mgmt_cli takes them, a list by numbers: `members.1 A members.2 B`. */
function settingsOf(words: readonly string[]): Rule {
  const settings: Rule = new Map()
  must(words.length % 2 === 0, words)
  for (let at = 0; at < words.length; at += 2) {
    const [, key = '', number] = /^([a-z][a-z0-9-]*(?:\.[a-z]+)?)(?:\.(\d+))?$/.exec(words[at] ?? '') ?? []
    const had = settings.get(key) ?? []
    must(key !== '' && Number(number ?? 1) === had.length + 1, words[at])
    if (key === 'ignore-warnings') must(words[at + 1] === 'true', words)
    else settings.set(key, [...had, words[at + 1] ?? ''])
  }
  return settings
}

function one(settings: Rule, key: string): string {
  const [value, ...more] = settings.get(key) ?? []
  must(value !== undefined && more.length === 0, key)
  return value
}

/** What a name may be (sk40179), and short enough. */
function checkName(name: string): void {
  must(/^[A-Za-z0-9_][\w.-]{0,99}$/.test(name) && !/^SR\d/.test(name), name)
}
