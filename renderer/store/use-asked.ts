import { useEffect, useEffectEvent, useState } from 'react'
import { problemSentence } from './problem-sentence.ts'

export type Asked<T> = { value: T | undefined; problem: string | undefined }

/**
 * What a question came to. It is asked when its name is another, and once more at each turn; till then what is known of the
 * same question stays, so that nothing that is being read goes away. An empty name asks nothing.
 */
export function useAsked<T>(name: string, turn: number | string, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [known, setKnown] = useState<Asked<T> & { name: string }>({ name, value: undefined, problem: undefined })
  const asking = useEffectEvent(ask)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same once more
  useEffect(() => {
    if (name === '') return
    const gone = new AbortController()
    // Whoever is gone does not hear what comes.
    const tell = (said: Partial<Asked<T>>) => {
      if (!gone.signal.aborted) setKnown({ name, value: undefined, problem: undefined, ...said })
    }
    asking(gone.signal).then(
      (value) => tell({ value }),
      (error) => tell({ problem: problemSentence(error) }),
    )
    return () => gone.abort()
  }, [name, turn])
  return known.name === name ? known : { value: undefined, problem: undefined }
}
