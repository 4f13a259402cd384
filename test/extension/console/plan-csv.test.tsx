import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { PlanPage } from '../../../extension/console/plan/plan-page.tsx'
import { entryWith, planWith, tenantId } from '../fixtures.ts'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { catchDownloads } from './downloads.ts'
import { others } from './fixtures.ts'

const page = (tab: 'plan' | 'untouched' = 'plan') => <PlanPage tenantId={tenantId} mappingId="m1" tab={tab} />

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})
afterEach(() => vi.restoreAllMocks())

describe('the CSV of a plan', () => {
  it('has every page and every value, and cannot run as a formula', async () => {
    const files = catchDownloads()
    serve({
      ...others,
      'plans.get': (input: { after?: string }) =>
        input.after
          ? planWith({
              entries: [entryWith({ id: 'e2', displayName: '=cmd()', fields: [], reason: 'Second.' })],
            })
          : planWith({ next: 'second' }),
    })
    const drawn = await draw(page())
    await drawn.says('Linked by object id.')
    await drawn.press('Download the changes as CSV')
    await vi.waitFor(() => expect(files).toHaveLength(1))
    const [file] = files
    expect(file?.name).toBe('plan-contoso-dental-eastside-2026-11-23.csv')
    const lines = file?.text.split('\r\n') ?? []
    expect(lines[0]).toBe(
      '\ufeffChange,Person,Sign-in name,Object id,Contact,Field,Old,New,Why,State,Problem',
    )
    expect(lines[1]).toContain('Update,Sela Brightmoor,sela.brightmoor@contoso.example,p1,42,Name,')
    expect(lines[2]).toContain("Update,'=cmd(),")
    expect(lines).toHaveLength(4)
  })

  it('is of one plan: when a newer one comes meanwhile, it is read anew', async () => {
    const files = catchDownloads()
    serve({
      ...others,
      'plans.get': (input: { after?: string }, times) => {
        const id = times < 3 ? 'plan-1' : 'plan-2'
        return planWith({
          id,
          entries: [entryWith({ reason: `${id} ${input.after ?? 'first'}` })],
          next: input.after ? null : 'second',
        })
      },
    })
    const drawn = await draw(page())
    await drawn.says('plan-1 first')
    await drawn.press('Download the changes as CSV')
    await vi.waitFor(() => expect(files).toHaveLength(1))
    expect(files[0]?.text).toContain('plan-2 first')
    expect(files[0]?.text).toContain('plan-2 second')
    expect(files[0]?.text).not.toContain('plan-1')
  })

  it('of those who stay untouched has their reasons', async () => {
    const files = catchDownloads()
    const person = {
      personId: 'p',
      displayName: 'Greta Holloway',
      userPrincipalName: 'greta@contoso.example',
    }
    serve({
      ...others,
      'plans.get': () => planWith(),
      'plans.untouched': () => ({
        persons: [{ ...person, contactId: null, reason: 'Left out.' }],
        next: null,
      }),
    })
    const drawn = await draw(page('untouched'))
    await drawn.says('Left out.')
    await drawn.press('Download those who stay untouched as CSV')
    await vi.waitFor(() => expect(files).toHaveLength(1))
    expect(files[0]?.text).toContain('Greta Holloway,greta@contoso.example,p,,Left out.\r\n')
  })

  it('is not made when a page cannot be read, and says so', async () => {
    const files = catchDownloads()
    serve({
      ...others,
      'plans.get': (input: { after?: string }) =>
        input.after
          ? refusal(500, 'internal', 'Something went wrong on our side.')
          : planWith({ next: 'second' }),
    })
    const drawn = await draw(page())
    await drawn.says('Linked by object id.')
    await drawn.press('Download the changes as CSV')
    await drawn.says('The file was not made.')
    expect(files).toEqual([])
  })
})
