import type { Theme } from '@fluentui/react-components'

/** By what a colour is for, as its name says; the first that fits. What is not here is a shadow or lets through what is behind it. */
const roles: readonly [name: RegExp, colour: string][] = [
  [/Shadow|Overlay|Transparent|Subtle|Scrollbar/, ''],
  [/ForegroundDisabled|StrokeDisabled/, 'GrayText'],
  [/ForegroundOnBrand/, 'HighlightText'],
  [/Inverted/, 'Canvas'],
  [/CompoundBrand|BrandBackground(Hover|Pressed|Selected)?$|StrokeFocus2/, 'Highlight'],
  [/Foreground|Stroke|Border/, 'CanvasText'],
  [/Background/, 'Canvas'],
]

/**
 * A theme in the colours that the system asks for where it forces its own (high contrast). The browser gives them to text
 * and boxes by itself, and leaves pictures in SVG as they are: on the system's ground they could not be seen.
 */
export function inSystemColours(theme: Theme): Theme {
  const forced = Object.entries(theme).map(([name, value]) => [
    name,
    name.startsWith('color') ? colourOf(name) || value : value,
  ])
  return Object.fromEntries(forced)
}

function colourOf(name: string): string {
  return roles.find(([pattern]) => pattern.test(name))?.[1] ?? ''
}
