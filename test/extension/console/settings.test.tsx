import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { ClientInput } from '#shared/contract.ts'
import { defaultLeaveOut } from '#shared/sync/settings.ts'
import { mostInOneRun } from '../../../extension/console/settings/draft.ts'
import { Settings } from '../../../extension/console/settings/settings.tsx'
import { mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { others } from './fixtures.ts'

type Wanted = ClientInput<'mappings.settings'>
const page = () => <Settings tenantId={tenantId} mappingId="m1" />
/** A worker that keeps what it is told. */
function keeping(start = mappingWith()) {
  let mapping = start
  return serve({
    ...others,
    'tenants.get': () => tenantWith({ mappings: [mapping] }),
    'mappings.settings': ({ mappingId: _id, ...changes }: Wanted) => {
      mapping = mappingWith({ ...mapping, ...(changes as object) })
      return mapping
    },
  })
}
const saved = (asked: ReturnType<typeof serve>) =>
  asked.filter(({ name }) => name === 'mappings.settings').map(({ input }) => input)
const choose = (host: HTMLElement, value: string) =>
  act(async () => host.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click())
const pick = (host: HTMLElement, label: string, value: string) =>
  act(async () => {
    const [name] = [...host.querySelectorAll('label')].filter(({ textContent }) => textContent === label)
    const select = host.querySelector<HTMLSelectElement>(`[id="${name?.htmlFor}"]`)
    if (!select) throw new Error(`There is no list “${label}”.`)
    select.value = value
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
const type = (host: HTMLElement, within: string, text: string) =>
  act(async () => {
    const input = host.querySelector<HTMLInputElement>(`${within} fluent-text-input`)
    if (!input) throw new Error('There is nothing to type into.')
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
const addPattern = async (host: HTMLElement, text: string) => {
  await type(host, '.patterns', text)
  await act(async () => {
    host
      .querySelector('.patterns form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the settings of an organisation', () => {
  it('send only what was changed', async () => {
    const asked = keeping()
    const drawn = await draw(page())
    await drawn.says('Nothing was changed.')
    await choose(drawn.host, 'paused')
    await drawn.says('Nothing is planned or written any more, and nobody becomes inactive.')
    await drawn.press('Save')
    await drawn.says('Saved.')
    expect(saved(asked)).toEqual([{ mappingId: 'm1', sync: 'paused' }])
  })

  it('say that the next plan waits for approval where fields or who is left out change', async () => {
    const asked = keeping()
    const drawn = await draw(page())
    await drawn.says('Phone')
    await pick(drawn.host, 'When Phone is written', 'always')
    await drawn.says('The next plan then waits for approval.')
    await drawn.press('Save')
    await drawn.says('Saved.')
    expect(saved(asked)).toEqual([{ mappingId: 'm1', fields: { phone: 'always' } }])
    await choose(drawn.host, 'each')
    await drawn.says('It holds from the next plan on.')
    expect(drawn.text()).not.toContain('The next plan then waits for approval.')
  })

  it('keep nothing for a field that is as the ticket system begins it', async () => {
    const asked = keeping(mappingWith({ fields: { street: 'always', phone: 'never' } }))
    const drawn = await draw(page())
    await drawn.says('Street')
    await pick(drawn.host, 'When Street is written', 'never')
    await drawn.press('Save')
    await drawn.says('Saved.')
    expect(saved(asked)).toEqual([{ mappingId: 'm1', fields: { phone: 'never' } }])
  })

  it('take and drop names of accounts that are nobody’s', async () => {
    const leaveOut = { ...defaultLeaveOut, namePatterns: ['svc-*', 'scan*'] }
    const asked = keeping(mappingWith({ leaveOut }))
    const drawn = await draw(page())
    await drawn.says('svc-*')
    await addPattern(drawn.host, 'kiosk-*')
    await drawn.press('Remove scan*')
    await drawn.press('Save')
    await drawn.says('Saved.')
    expect(saved(asked)).toEqual([
      { mappingId: 'm1', leaveOut: { ...leaveOut, namePatterns: ['svc-*', 'kiosk-*'] } },
    ])
  })

  it.each([
    ['*', 'That would leave out everybody.'],
    ['SVC-*', 'It stands there already.'],
    ['info@contoso.example', 'Leave out the @ and what follows.'],
    ['  ', 'Type a name first.'],
  ])('refuse the name %s and say why', async (typed, why) => {
    const asked = keeping()
    const drawn = await draw(page())
    await drawn.says('svc-*')
    await addPattern(drawn.host, typed)
    await drawn.says(why)
    await drawn.press('Save')
    expect(saved(asked)).toEqual([])
  })

  it('refuse a share that is none, until it is one', async () => {
    const asked = keeping()
    const drawn = await draw(page())
    await drawn.says('Of 61 contacts active now, one run may make 12 inactive.')
    await type(drawn.host, '.breaker', '150')
    await drawn.says('A whole number from 1 to 100.')
    await drawn.press('Save')
    expect(saved(asked)).toEqual([])
    await type(drawn.host, '.breaker', '5')
    await drawn.says('one run may make 4 inactive.')
    await drawn.press('Save')
    await drawn.says('Saved.')
    expect(saved(asked)).toEqual([{ mappingId: 'm1', breakerShare: 5 }])
  })

  it('are discarded as they were', async () => {
    keeping()
    const drawn = await draw(page())
    await drawn.says('Nothing was changed.')
    await choose(drawn.host, 'off')
    await type(drawn.host, '.breaker', 'x')
    await drawn.press('Discard')
    await drawn.says('Nothing was changed.')
    expect(drawn.host.querySelector('.option-chosen')?.textContent).toMatch(/^On/)
    expect(drawn.text()).not.toContain('A whole number')
  })

  it('stay on the screen when they were not saved', async () => {
    serve({
      ...others,
      'mappings.settings': () => refusal(409, 'mapping.busy', 'Contacts are being written right now.'),
    })
    const drawn = await draw(page())
    await drawn.says('Nothing was changed.')
    await choose(drawn.host, 'each')
    await drawn.press('Save')
    await drawn.says('The settings were not saved.')
    expect(drawn.host.querySelector<HTMLInputElement>('input[value="each"]')?.checked).toBe(true)
  })

  it('are read-only for a viewer', async () => {
    keeping()
    const drawn = await draw(page(), viewer)
    await drawn.says('Only an administrator can do this.')
    expect(drawn.button('Save')).toBeUndefined()
    expect(drawn.button('Remove svc-*')).toBeUndefined()
    const controls = [...drawn.host.querySelectorAll('input, select')]
    expect(controls.length).toBeGreaterThan(5)
    expect(controls.every((control) => (control as HTMLInputElement).disabled)).toBe(true)
  })
})

describe('the breaker', () => {
  it('lets few pass always, and never more than the share of many', () => {
    expect(mostInOneRun(3, 1)).toBe(3)
    expect(mostInOneRun(10, 1)).toBe(4)
    expect(mostInOneRun(61, 20)).toBe(12)
    expect(mostInOneRun(61, 100)).toBe(61)
  })
})
