import { makeStyles, tokens } from '@fluentui/react-components'
import { type DragEvent, type ReactNode, useState } from 'react'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { holdsRun } from '../store/session-import.ts'

const useStyles = makeStyles({
  root: { position: 'relative', display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
  over: {
    position: 'absolute',
    inset: tokens.spacingHorizontalS,
    zIndex: 1,
    display: 'grid',
    placeContent: 'center',
    borderRadius: tokens.borderRadiusLarge,
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    opacity: 0.92,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    pointerEvents: 'none',
  },
})

type DropAreaProps = {
  /** What is taken beside the file of a run, as in “an organisation file”. */
  what?: string
  onFiles?(files: readonly File[]): void
  children: ReactNode
}

/**
 * A part of the window on which a file can be dropped; while one is held over it, it says what becomes of it. The file of a
 * run is brought in and opened wherever it is dropped. Buttons do the same.
 */
export function DropArea({ what, onFiles, children }: DropAreaProps) {
  const styles = useStyles()
  const importDropped = useSession((state) => state.importDropped)
  const [over, setOver] = useState(false)
  // What an area inside of this one has taken is not taken again.
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes('Files') && !event.defaultPrevented

  function hold(event: DragEvent): void {
    if (!isFile(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }

  function leave({ currentTarget, relatedTarget }: DragEvent): void {
    // Between two elements of the page it has not left.
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return
    setOver(false)
  }

  function drop(event: DragEvent): void {
    if (!isFile(event)) return
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }

  async function take(files: readonly File[]): Promise<void> {
    const runs: File[] = []
    const others: File[] = []
    for (const file of files) (!onFiles || (await holdsRun(file)) ? runs : others).push(file)
    if (others.length > 0) onFiles?.(others)
    if (runs.length > 0) await importDropped(runs)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; a button on the page does the same
    <div className={styles.root} onDragEnter={hold} onDragOver={hold} onDragLeave={leave} onDrop={drop}>
      {children}
      {over && (
        <div
          className={styles.over}
        >{t`Drop ${what ? t`${what}, or the file of a run,` : t`the file of a run`} here`}</div>
      )}
    </div>
  )
}
