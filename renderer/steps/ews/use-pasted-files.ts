import { useEffect, useEffectEvent } from 'react'
import { useSession } from '../../store/session-context.tsx'
import { asFile } from './take-files.tsx'
import { useConfiguration } from './use-configuration.ts'

/** Takes in what is pasted while this page is shown, where no field takes it. */
export function usePastedFiles(): void {
  const connected = useSession((state) => state.connected)
  const take = useConfiguration((state) => state.take)
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const { target, clipboardData } = event
    if (!connected || !clipboardData || (target instanceof Element && target.closest('input, textarea'))) return
    const text = clipboardData.getData('text/plain')
    const files = clipboardData.files.length > 0 ? [...clipboardData.files] : text.trim() === '' ? [] : [asFile(text)]
    if (files.length === 0) return
    event.preventDefault()
    void take(files)
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasted(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}
