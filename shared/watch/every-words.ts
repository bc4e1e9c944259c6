import { t } from '../language/translate.ts'

/** How often a watch runs: `every 30 minutes`, `every hour`. */
export function everyWords(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? t`every day` : t`every ${minutes / 1440} days`
  if (minutes % 60 === 0) return minutes === 60 ? t`every hour` : t`every ${minutes / 60} hours`
  return t`every ${minutes} minutes`
}
