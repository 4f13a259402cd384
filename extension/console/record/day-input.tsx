import { useId } from 'preact/hooks'

interface DayInputProps {
  label: string
  /** 2026-03-01; empty = none. */
  value: string
  onInput: (day: string) => void
}
export function DayInput({ label, value, onInput }: DayInputProps) {
  const id = useId()
  return (
    <span class="select">
      <label class="quiet" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        class="day-input"
        type="date"
        value={value}
        onChange={(event) => onInput(event.currentTarget.value)}
      />
    </span>
  )
}
