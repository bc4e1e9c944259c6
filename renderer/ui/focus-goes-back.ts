import { useEffect, useState } from 'react'

/**
 * In what is there only while it is open: when it goes, what had the focus before it came has it again, unless something
 * else has taken it meanwhile. Without it the keyboard would begin at the top of the window.
 */
export function useFocusGoesBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    },
    [before],
  )
}
