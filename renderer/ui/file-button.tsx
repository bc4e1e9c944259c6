import { Button, type ButtonProps } from '@fluentui/react-components'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { useRef } from 'react'

type FileButtonProps = {
  /** What the file is, to a screen reader. */
  label: string
  /** Which files the system offers first; JSON, where nothing is said. */
  accept?: string
  /** Whether several can be chosen at once. */
  multiple?: boolean
  onFiles(files: readonly File[]): void
  children: string
} & Pick<ButtonProps, 'appearance' | 'disabled'>

/** A button that lets somebody choose a file, or several. */
export function FileButton({
  label,
  accept = '.json,application/json',
  multiple = false,
  onFiles,
  children,
  ...button
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        hidden
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      <Button icon={<FolderOpen20Regular />} {...button} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
