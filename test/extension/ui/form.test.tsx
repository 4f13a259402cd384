import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { choice, type Fields, initialValues, secret, text, toggle } from '#shared/field.ts'
import { Form } from '../../../extension/ui/form.tsx'
import { draw } from '../screen.tsx'

const fields = {
  subdomain: text('Subdomain', { required: true, help: 'The first part of your address' }),
  how: choice('New password', { generate: 'Make one', typed: 'Type one' }, 'generate'),
  password: secret('Password', { required: false, when: { field: 'how', is: 'typed' } }),
  revoke: toggle('Also end all sessions', { initial: true }),
} satisfies Fields

function Filled({ onSubmit }: { onSubmit: (values: unknown) => void }) {
  const [values, setValues] = useState(() => initialValues(fields))
  return (
    <Form fields={fields} values={values} onChange={setValues} onSubmit={onSubmit}>
      <button type="submit">Go</button>
    </Form>
  )
}

async function type(host: HTMLElement, index: number, value: string): Promise<void> {
  const input = host.querySelectorAll<HTMLInputElement>('fluent-text-input')[index]
  await act(async () => {
    Object.assign(input ?? {}, { value })
    input?.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
const submit = (host: HTMLElement) =>
  act(async () => {
    host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })

describe('a form from fields', () => {
  it('draws each declared field with its label and help', async () => {
    const { text: said, host } = await draw(<Filled onSubmit={() => {}} />)
    for (const words of [
      'Subdomain',
      'The first part of your address',
      'Make one',
      'Type one',
      'Also end all sessions',
    ]) {
      expect(said()).toContain(words)
    }
    expect(host.querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('true')
  })

  it('says what is missing and submits nothing', async () => {
    const onSubmit = vi.fn()
    const { text: said, host } = await draw(<Filled onSubmit={onSubmit} />)
    await submit(host)
    expect(said()).toContain('Subdomain is missing.')
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('submits what the fields’ schema yields', async () => {
    const onSubmit = vi.fn()
    const { host } = await draw(<Filled onSubmit={onSubmit} />)
    await type(host, 0, '  lamplight ')
    await submit(host)
    expect(onSubmit).toHaveBeenCalledWith({
      subdomain: 'lamplight',
      how: 'generate',
      password: '',
      revoke: true,
    })
  })

  it('draws a field on its condition, hides what is typed in a secret, and never sends what is not drawn', async () => {
    const onSubmit = vi.fn()
    const { host } = await draw(<Filled onSubmit={onSubmit} />)
    const choose = (value: string) =>
      act(async () => host.querySelector<HTMLInputElement>(`input[value=${value}]`)?.click())
    expect(host.querySelectorAll('fluent-text-input')).toHaveLength(1)
    await choose('typed')
    expect(host.querySelectorAll('fluent-text-input')[1]?.getAttribute('type')).toBe('password')
    await type(host, 1, 'left behind')
    await choose('generate')
    await type(host, 0, 'lamplight')
    await submit(host)
    expect(onSubmit).toHaveBeenCalledWith(expect.objectContaining({ how: 'generate', password: '' }))
  })
})
