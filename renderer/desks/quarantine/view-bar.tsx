import { Button, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Save20Regular } from '@fluentui/react-icons/svg/save'
import { type FormEvent, useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { columnWords, type RowColumn } from '../../../shared/quarantine/csv.ts'
import { Choice } from '../../ui/choice.tsx'
import { ManyChoice } from '../../ui/many-choice.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useQuarantine } from './quarantine-context.ts'
import { isOfView } from './table-view.ts'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  form: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { width: '180px' },
})

const CSV_NAME = 'postern-devices.csv'
/** Of use in a file alone, which Excel takes for UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF'
const CSV_TYPE = 'text/csv;charset=utf-8'
const columnOptions = Object.entries(columnWords()) as [RowColumn, string][]

/** Which columns are shown, the views that are kept, and what is shown as CSV. */
export function ViewBar() {
  const styles = useStyles()
  const view = useQuarantine((state) => state.view)
  const views = useQuarantine((state) => state.views)
  const look = useQuarantine((state) => state.look)
  const removeView = useQuarantine((state) => state.removeView)
  const total = useQuarantine((state) => state.table?.total ?? 0)
  const shown = views.find((each) => isOfView(view, each))
  return (
    <div className={styles.root}>
      <ManyChoice
        label={t`Columns`}
        value={counted(view.columns.length, 'column')}
        options={columnOptions}
        chosen={view.columns}
        onChoose={(columns) => columns.length > 0 && void look({ columns: inTheirPlace(view.columns, columns) })}
      />
      <Choice
        label={t`Saved views`}
        any={views.length === 0 ? t`No saved view` : t`Saved views`}
        options={Object.fromEntries(views.map(({ name }) => [name, name]))}
        value={shown?.name ?? null}
        onChoose={(name) => {
          const chosen = views.find((each) => each.name === name)
          if (!chosen) return
          const { filter, sort, columns, group } = chosen
          void look({ filter, sort, columns, group })
        }}
      />
      {shown ? (
        <Button onClick={() => void removeView(shown.name)}>{t`Remove view ${shown.name}`}</Button>
      ) : (
        <SaveView />
      )}
      <CopyCsv disabled={total === 0} />
    </div>
  )
}

/** Columns that are shown already stay where they are, and others come after them. */
function inTheirPlace(shown: readonly RowColumn[], chosen: readonly RowColumn[]): RowColumn[] {
  return [...shown.filter((column) => chosen.includes(column)), ...chosen.filter((column) => !shown.includes(column))]
}

function SaveView() {
  const styles = useStyles()
  const saveView = useQuarantine((state) => state.saveView)
  const [name, setName] = useState<string | null>(null)
  if (name === null) return <Button onClick={() => setName('')}>{t`Save view…`}</Button>

  async function save(event: FormEvent) {
    event.preventDefault()
    const wanted = name?.trim() ?? ''
    if (wanted !== '' && (await saveView(wanted))) setName(null)
  }

  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <Input
        className={styles.name}
        aria-label={t`Name of the view`}
        placeholder={t`Name of the view`}
        maxLength={100}
        value={name}
        ref={(input) => input?.focus()}
        onChange={(_, { value }) => setName(value)}
      />
      <Button type="submit" appearance="primary">{t`Save`}</Button>
      <Button onClick={() => setName(null)}>{t`Cancel`}</Button>
    </form>
  )
}

function CopyCsv({ disabled }: { disabled: boolean }) {
  const csv = useQuarantine((state) => state.csv)
  const tell = useQuarantine((state) => state.tell)
  const [making, setMaking] = useState(false)

  async function make(hand: (text: string) => Promise<string>) {
    setMaking(true)
    const text = await csv(new AbortController().signal)
    setMaking(false)
    if (text !== undefined) tell(await hand(text))
  }

  async function copy(text: string): Promise<string> {
    try {
      await navigator.clipboard.writeText(text.replace(BYTE_ORDER_MARK, ''))
      return t`Copied as CSV.`
    } catch {
      return t`The browser does not let it be copied. Save it instead.`
    }
  }

  async function save(text: string): Promise<string> {
    saveFile(CSV_NAME, CSV_TYPE, text)
    return t`Saved as ${CSV_NAME}.`
  }

  return (
    <>
      <Button
        icon={<Copy20Regular />}
        disabledFocusable={disabled || making}
        onClick={() => void make(copy)}
      >{t`Copy as CSV`}</Button>
      <Button
        icon={<Save20Regular />}
        disabledFocusable={disabled || making}
        onClick={() => void make(save)}
      >{t`Save as CSV`}</Button>
    </>
  )
}
