import { Button, type ButtonProps } from '@fluentui/react-components'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { useRef } from 'react'

type FileButtonProps = {
  /** What the file is, to a screen reader. */
  label: string
  onFile(file: File): void
  children: string
} & Pick<ButtonProps, 'appearance' | 'disabled'>

/** A button that lets somebody choose one JSON file. */
export function FileButton({ label, onFile, children, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button icon={<FolderOpen20Regular />} {...button} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
