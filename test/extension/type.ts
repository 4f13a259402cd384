import { act } from 'preact/test-utils'

/** Types into the control with that label or placeholder, as a person does: all at once. */
export async function type(host: HTMLElement, label: string, value: string): Promise<void> {
  const inputs = [...host.querySelectorAll<HTMLInputElement>('fluent-text-input')]
  const input = inputs.find(
    (one) => one.getAttribute('aria-label') === label || one.textContent?.trim() === label,
  )
  if (!input) throw new Error(`There is no field “${label}”.`)
  await act(async () => {
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
