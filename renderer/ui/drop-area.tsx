import { makeStyles, tokens } from '@fluentui/react-components'
import { type DragEvent, type ReactNode, useState } from 'react'

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
  /** What is taken, as in “an organisation file”. */
  what: string
  onFile(file: File): void
  children: ReactNode
}

/** A page on which a file can be dropped; while one is held over it, it says what becomes of it. Buttons do the same. */
export function DropArea({ what, onFile, children }: DropAreaProps) {
  const styles = useStyles()
  const [over, setOver] = useState(false)
  const isFile = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

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
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; a button on the page does the same
    <div className={styles.root} onDragEnter={hold} onDragOver={hold} onDragLeave={leave} onDrop={drop}>
      {children}
      {over && <div className={styles.over}>Drop {what} here</div>}
    </div>
  )
}
