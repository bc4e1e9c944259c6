import {
  Button,
  Input,
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Save20Regular } from '@fluentui/react-icons/svg/save'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { columnWords, type RowColumn } from '../../../shared/quarantine/csv.ts'
import { type GroupColumn, groupColumns } from '../../../shared/quarantine/query.ts'
import { Choice } from '../../ui/choice.tsx'
import { ManyChoice } from '../../ui/many-choice.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { groupWords } from './device-words.ts'
import { useQuarantine } from './quarantine-context.ts'
import { isOfView } from './table-view.ts'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginLeft: 'auto' },
  name: { width: '180px' },
  button: { minWidth: 0 },
})

const CSV_NAME = 'postern-devices.csv'
/** Of use in a file alone, which Excel takes for UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF'
const CSV_TYPE = 'text/csv;charset=utf-8'
const columnOptions = Object.entries(columnWords()) as [RowColumn, string][]
const groupOptions = Object.fromEntries(groupColumns.map((column) => [column, groupWords[column]]))

/** How the table is grouped, which columns are shown, the views that are kept, and what is shown as CSV. */
export function ViewBar() {
  const styles = useStyles()
  const view = useQuarantine((state) => state.view)
  const look = useQuarantine((state) => state.look)
  const [naming, setNaming] = useState(false)
  const views = useRef<HTMLButtonElement>(null)
  const wasNaming = useRef(false)
  useEffect(() => {
    if (wasNaming.current && !naming) views.current?.focus()
    wasNaming.current = naming
  }, [naming])
  if (naming) return <NameView onDone={() => setNaming(false)} />
  return (
    <div className={styles.root}>
      <Choice
        label={t`Group by`}
        any={t`Not grouped`}
        options={groupOptions}
        value={view.group}
        onChoose={(value) => void look({ group: value as GroupColumn | null })}
      />
      <ManyChoice
        label={t`Columns`}
        value={counted(view.columns.length, 'column')}
        options={columnOptions}
        chosen={view.columns}
        onChoose={(columns) => columns.length > 0 && void look({ columns: inTheirPlace(view.columns, columns) })}
      />
      <Views button={views} onName={() => setNaming(true)} />
      <Csv />
    </div>
  )
}

/** Columns that are shown already stay where they are, and others come after them. */
function inTheirPlace(shown: readonly RowColumn[], chosen: readonly RowColumn[]): RowColumn[] {
  return [...shown.filter((column) => chosen.includes(column)), ...chosen.filter((column) => !shown.includes(column))]
}

function Views({ button, onName }: { button: RefObject<HTMLButtonElement | null>; onName(): void }) {
  const styles = useStyles()
  const view = useQuarantine((state) => state.view)
  const views = useQuarantine((state) => state.views)
  const look = useQuarantine((state) => state.look)
  const removeView = useQuarantine((state) => state.removeView)
  const shown = views.find((each) => isOfView(view, each))
  return (
    <Menu
      checkedValues={{ view: shown ? [shown.name] : [] }}
      onCheckedValueChange={(_, { checkedItems: [name] }) => {
        const chosen = views.find((each) => each.name === name)
        if (!chosen) return
        const { filter, sort, columns, group } = chosen
        void look({ filter, sort, columns, group })
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton ref={button} className={styles.button} aria-label={t`Saved views`}>
          {shown?.name ?? t`Views`}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {views.map(({ name }) => (
            <MenuItemRadio key={name} name="view" value={name}>
              {name}
            </MenuItemRadio>
          ))}
          {views.length > 0 && <MenuDivider />}
          {shown ? (
            <MenuItem onClick={() => void removeView(shown.name)}>{t`Remove view ${shown.name}`}</MenuItem>
          ) : (
            <MenuItem onClick={onName}>{t`Save view…`}</MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function NameView({ onDone }: { onDone(): void }) {
  const styles = useStyles()
  const saveView = useQuarantine((state) => state.saveView)
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  useEffect(() => {
    // The menu that led here gives the focus back to its button as it closes.
    const frame = requestAnimationFrame(() => input.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])

  async function save(event: FormEvent) {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted !== '' && (await saveView(wanted))) onDone()
  }

  return (
    <form
      className={styles.root}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <Input
        ref={input}
        className={styles.name}
        aria-label={t`Name of the view`}
        placeholder={t`Name of the view`}
        maxLength={100}
        value={name}
        onChange={(_, { value }) => setName(value)}
      />
      <Button type="submit" appearance="primary">{t`Save`}</Button>
      <Button onClick={onDone}>{t`Cancel`}</Button>
    </form>
  )
}

function Csv() {
  const styles = useStyles()
  const csv = useQuarantine((state) => state.csv)
  const tell = useQuarantine((state) => state.tell)
  const total = useQuarantine((state) => state.table?.total ?? 0)
  const [making, setMaking] = useState(false)
  const disabled = total === 0 || making

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
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton className={styles.button} disabledFocusable={disabled}>{t`CSV`}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<Copy20Regular />} onClick={() => void make(copy)}>{t`Copy as CSV`}</MenuItem>
          <MenuItem icon={<Save20Regular />} onClick={() => void make(save)}>{t`Save as CSV`}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
