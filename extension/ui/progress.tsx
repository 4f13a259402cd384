import '@fluentui/web-components/progress-bar.js'

interface ProgressProps {
  /** What is under way, in words. */
  label: string
  /** Absent while the size is not known. */
  value?: number
  max?: number
}
export function Progress({ label, value, max = 100 }: ProgressProps) {
  return (
    <fluent-progress-bar
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemax={max}
      value={value}
      max={max}
    />
  )
}
