import { type ReactNode, useState } from 'react'
import { Tabs } from './tabs.tsx'

type PictureTabsProps = {
  label: string
  /** Each is drawn only while it is shown. */
  pictures: readonly { id: string; name: string; draw(): ReactNode }[]
}

/** Several pictures in one place, of which one is shown; the first, until another is chosen. */
export function PictureTabs({ label, pictures }: PictureTabsProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = pictures.find(({ id }) => id === chosen) ?? pictures[0]
  return shown && <Tabs label={label} tabs={pictures} chosen={shown.id} onChoose={setChosen} />
}
