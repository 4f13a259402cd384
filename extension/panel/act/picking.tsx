import type { ComponentChildren } from 'preact'

interface PickingProps {
  id: string
  label: string
  busy?: boolean
  children: ComponentChildren
}
/** The frame of a field whose choices come from Microsoft. */
export function Picking({ id, label, busy = false, children }: PickingProps) {
  return (
    <fieldset class="choice picking" aria-busy={busy ? 'true' : undefined} aria-describedby={`${id}-words`}>
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}
