import { Button, Dropdown, Field, Input, makeStyles, Option, tokens } from '@fluentui/react-components'
import { Save20Regular } from '@fluentui/react-icons/svg/save'
import { useState } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import type { FirewallDraft, ToldFormat, ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { Working } from '../../ui/working.tsx'
import type { Overview, SheetDelta } from './firewall-state.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { NoteLine } from './note-line.tsx'
import { FindingItem } from './rule-findings.tsx'
import { inSeverity } from './severity-mark.tsx'
import { SheetPdf } from './sheet-pdf.tsx'
import { SheetText } from './sheet-text.tsx'
import { sourceName } from './source-words.ts'
import { useSaveSheet } from './use-save-sheet.ts'

/** So much of what is left out stands there until somebody asks for all. */
const SHOWN = 8

type Options = NonNullable<FirewallDraft['options']>[string]

const useStyles = makeStyles({
  root: { minWidth: 0 },
  delta: { minWidth: 0, width: '100%' },
  what: { gridColumn: '1 / -1', maxWidth: '520px' },
  basis: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
  left: {
    marginTop: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorStatusWarningBackground1,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
})

/** One form of the sheet: what it is based on, what is set of it, what it does not say, and what it comes to. */
export function SheetView({ format, overview }: { format: ToldFormat; overview: Overview }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const client = useClient()
  const connected = useSession((state) => state.connected)
  const { options } = useDraft()
  const readings = useFirewall((state) => state.readings)
  const flush = useFirewall((state) => state.flush)
  const delta = useFirewall((state) => state.sheet.delta)
  const { save, said, waits } = useSaveSheet()
  const query = { format: format.id, options: options?.[format.id] ?? {}, delta }
  const { value, problem } = useAsked(JSON.stringify(query), readings, async (signal) => {
    await flush()
    return client.call('firewall.preview', query, signal)
  })
  const findings = inSeverity(overview.findings.filter(({ platform }) => platform === format.id))
  return (
    <section className={styles.root} aria-labelledby="firewall-sheet">
      <h2 id="firewall-sheet" className={firewall.heading}>
        {delta ? t`${format.name}, only what changed` : format.name}
      </h2>
      {format.warnings.map((warning) => (
        <NoteLine key={warning} verdict="warn" text={warning} />
      ))}
      {findings.length > 0 && (
        <ul className={firewall.list}>
          {keyed(findings).map(({ key, item }) => (
            <FindingItem key={key} finding={item} />
          ))}
        </ul>
      )}
      {format.basedOn.length > 0 && (
        <Disclosure text={t`What it is written from`} of={format.name}>
          <ul className={`${firewall.prose} ${styles.basis}`}>
            {format.basedOn.map((each) => (
              <li key={each}>
                <Breakable text={each} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className={firewall.fields}>
        <DeltaChoice sources={overview.sources} delta={delta} />
        {format.options.map((option) => (
          <OptionField key={option.key} format={format.id} option={option} />
        ))}
      </div>
      <div className={firewall.buttons}>
        <Button
          appearance="primary"
          icon={<Save20Regular />}
          disabledFocusable={waits || !connected}
          onClick={() => void save(query)}
        >{t`Save as ${format.extension.toUpperCase()}`}</Button>
        {format.extension === 'html' && value && !value.binary && <SheetPdf html={value.apply} />}
        <span role="status" className={firewall.quiet}>
          {said}
        </span>
      </div>
      {problem !== undefined && <NoteLine verdict="unknown" text={problem} />}
      {!value && problem === undefined && <Working size="tiny" pixels={24} />}
      {value && <Preview preview={value} format={format} />}
    </section>
  )
}

function Preview({ preview, format }: { preview: CallResult<'firewall.preview'>; format: ToldFormat }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const [all, setAll] = useState(false)
  const { leftOut, notes, binary } = preview
  return (
    <>
      {leftOut.length > 0 && (
        <section className={styles.left} aria-label={t`What this sheet does not say`}>
          <strong>{t`${counted(leftOut.length, 'thing is', 'things are')} not in this sheet:`}</strong>
          {keyed(all ? leftOut : leftOut.slice(0, SHOWN)).map(({ key, item }) => (
            <NoteLine key={key} verdict="warn" text={item} />
          ))}
          {leftOut.length > SHOWN && !all && (
            <Button size="small" className={firewall.buttons} onClick={() => setAll(true)}>
              {t`Show all ${leftOut.length.toLocaleString()}`}
            </Button>
          )}
        </section>
      )}
      {keyed(notes).map(({ key, item }) => (
        <NoteLine key={key} verdict="unknown" text={item} />
      ))}
      {binary ? (
        <p className={firewall.prose}>{t`It is not shown here. Save it, and open it with the program for it.`}</p>
      ) : (
        <SheetText preview={preview} format={format} />
      )}
    </>
  )
}

/** All rules, or only what changed of a list since one of its versions. */
function DeltaChoice({ sources, delta }: { sources: readonly ToldSource[]; delta: SheetDelta | null }) {
  const styles = useStyles()
  const askForSheet = useFirewall((state) => state.askForSheet)
  const choices = sources.flatMap(({ source, versions }) =>
    versions.slice(1).map(({ number }) => ({
      value: `${source.id} ${number}`,
      words: t`Only what changed in ${sourceName(source)} since version ${number}`,
      delta: { sourceId: source.id, from: number },
    })),
  )
  const all = t`All rules`
  const value = delta ? `${delta.sourceId} ${delta.from}` : 'all'
  if (choices.length === 0) return null
  return (
    <Field label={t`What is written`} className={styles.what}>
      <Dropdown
        className={styles.delta}
        value={choices.find((choice) => choice.value === value)?.words ?? all}
        selectedOptions={[value]}
        onOptionSelect={(_, { optionValue }) =>
          askForSheet(choices.find((choice) => choice.value === optionValue)?.delta ?? null)
        }
      >
        <Option value="all">{all}</Option>
        {choices.map(({ value: key, words }) => (
          <Option key={key} value={key}>
            {words}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

/** One of a platform's own names; it is kept with the rules, and is there the next time. */
function OptionField({ format, option }: { format: string; option: ToldFormat['options'][number] }) {
  const { options } = useDraft()
  const edit = useFirewall((state) => state.edit)
  const firewall = useFirewallStyles()
  const { key, label, usual } = option
  return (
    <Field label={label} {...(usual !== '' && { hint: t`Without it: ${usual}` })}>
      <Input
        className={firewall.choice}
        value={options?.[format]?.[key] ?? ''}
        placeholder={usual}
        maxLength={200}
        spellCheck={false}
        onChange={(_, { value }) =>
          edit((draft) => ({
            ...draft,
            options: { ...draft.options, [format]: withOption(draft.options?.[format], key, value) },
          }))
        }
      />
    </Field>
  )
}

function withOption(before: Options | undefined, key: keyof Options, value: string): Options {
  const { [key]: _, ...others } = before ?? {}
  return value === '' ? others : { ...others, [key]: value }
}
