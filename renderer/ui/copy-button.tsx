import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark'
import { Copy16Regular } from '@fluentui/react-icons/svg/copy'
import { DismissCircle16Regular } from '@fluentui/react-icons/svg/dismiss-circle'
import { useEffect, useState } from 'react'
import { t } from '../../shared/language/translate.ts'

const SHOWN_MILLISECONDS = 1500

const useStyles = makeStyles({
  button: { minWidth: '24px', width: '24px', height: '24px', color: tokens.colorNeutralForeground3 },
})

/** Copies a text; for a moment its icon and name say whether that worked. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const styles = useStyles()
  const [result, setResult] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (!result) return
    const timer = setTimeout(() => setResult(null), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [result])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setResult('copied')
    } catch {
      setResult('failed')
    }
  }

  const name =
    result === 'copied' ? t`Copied ${what}` : result === 'failed' ? t`Could not copy ${what}` : t`Copy ${what}`
  const icon =
    result === 'copied' ? <Checkmark16Regular /> : result === 'failed' ? <DismissCircle16Regular /> : <Copy16Regular />
  return (
    <Button
      appearance="subtle"
      size="small"
      className={styles.button}
      icon={icon}
      aria-label={name}
      title={name}
      onClick={() => void copy()}
    />
  )
}
