/** One line of the benchmark's table: our value, and that of whatever was measured beside it in the same run. */
export interface BenchRow {
  name: string
  unit: string
  ours: number
  beside: { name: string; value: number }
}
