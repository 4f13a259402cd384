import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Customers } from '../../../extension/console/customers/customers.tsx'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { customerAt, failedAt, idAt, jobAt, pageOf } from './customer-fixtures.ts'
import { base, begun, countOf, hurried, inputsOf, jobsOf, type Named, pass, tick } from './customer-screen.ts'

/** 250 that are ready, in three pages. */
const pages = Array.from({ length: 250 }, (_, at) => customerAt(at + 1))
const many = {
  ...base,
  'partner.customers': ({ after }: { after?: string }) => {
    const from = Number(after ?? 0)
    const next = from + 90 < pages.length ? String(from + 90) : null
    const { counts } = pageOf(pages)
    return pageOf(pages.slice(from, from + 90), { next, counts: { ...counts, missing: 4 } })
  },
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('several hundred customers', () => {
  it('are chosen by their being ready beyond what is loaded, and taken in 200 at a time', async () => {
    const asked = serve({
      ...many,
      'partner.onboard': jobsOf,
      'partner.jobs': (input: Named) => ({ ...jobsOf(input), next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('90 ready to take in Of the 90 of 250 that were loaded.')
    await drawn.press('Load more')
    await drawn.says('Of the 180 of 250 that were loaded.')
    await tick(drawn.host, 'Choose all that are ready')
    await drawn.says('250 chosen')
    expect(drawn.text()).toContain('4 that lack something are left out.')
    await drawn.press('Take in 250 customers')
    await drawn.says('250 running')
    const sent = inputsOf(asked, 'partner.onboard') as Named[]
    expect(sent.map(({ tenantIds }) => tenantIds.length)).toEqual([200, 50])
    expect(new Set(sent.flatMap(({ tenantIds }) => tenantIds)).size).toBe(250)
    const polled = () => (inputsOf(asked, 'partner.jobs') as Named[]).map(({ tenantIds }) => tenantIds.length)
    await vi.waitFor(() => expect(polled()).toEqual(expect.arrayContaining([200, 50])))
    expect(Math.max(...polled())).toBe(200)
  })

  it('are taken in without those that are no customers any more, whose names are told', async () => {
    serve({
      ...many,
      'partner.onboard': ({ tenantIds: [stranger = '', ...others] }: Named) =>
        begun(jobsOf({ tenantIds: others }).jobs, [stranger]),
      'partner.jobs': (input: Named) => ({ ...jobsOf(input), next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('90 ready to take in')
    await tick(drawn.host, 'Choose all that are ready')
    await drawn.says('250 chosen')
    await drawn.press('Take in 250 customers')
    await drawn.says('2 of them are not your customers any more and were left out')
    expect(drawn.text()).toContain(customerAt(201).name)
    expect(drawn.text()).not.toContain('chosen')
  })

  it('stay chosen where a request did not take them up, and go on from there', async () => {
    const asked = serve({
      ...many,
      'partner.onboard': (input: Named, times) =>
        times === 2 ? refusal(503, 'partner.unavailable', 'Partner Center did not answer.') : jobsOf(input),
      'partner.jobs': (input: Named) => ({ ...jobsOf(input), next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('90 ready to take in')
    await tick(drawn.host, 'Choose all that are ready')
    await drawn.says('250 chosen')
    await drawn.press('Take in 250 customers')
    await drawn.says('Not all were taken in.')
    await drawn.says('50 customers stay chosen.')
    expect(drawn.button('Take in 50 customers')).toBeDefined()
    // It stands before hundreds of rows, and is where one looks then.
    expect(document.activeElement?.textContent).toContain('Not all were taken in.')
    const list = drawn.host.querySelector('ul[aria-label="Customers"]')
    expect(list && document.activeElement?.compareDocumentPosition(list)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    )
    await drawn.press('Try again')
    await drawn.says('250 running')
    const sent = inputsOf(asked, 'partner.onboard') as Named[]
    expect(sent[2]?.tenantIds).toEqual(sent[1]?.tenantIds)
  })

  it('stay chosen while others are shown, and when choosing all fails', async () => {
    serve({
      ...many,
      'partner.customers': (input: { show: string; after?: string }) =>
        input.show === 'ready' && input.after
          ? refusal(500, 'internal', 'Something failed.')
          : many['partner.customers'](input),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('90 ready to take in')
    await tick(drawn.host, 'Choose Customer 7')
    await tick(drawn.host, 'Choose all that are ready')
    await drawn.says('Not all that are ready were chosen.')
    expect(drawn.text()).toContain('1 chosen')
    await drawn.press('Missing something 4')
    await drawn.says('1 chosen')
  })

  it('that are on a later page are asked for with their jobs as they are loaded, and nothing is gone meanwhile', async () => {
    const asked = serve({
      ...many,
      'partner.customers': ({ after }: { after?: string }) =>
        after ? pageOf([customerAt(91, { jobId: 'job-91' })]) : pageOf([customerAt(1)], { next: '90' }),
      'partner.jobs': () => ({ jobs: [failedAt(91)], next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 ready to take in')
    expect(inputsOf(asked, 'partner.jobs')).toEqual([])
    await drawn.press('Load more')
    await drawn.says('1 needs a step from you')
    expect(inputsOf(asked, 'partner.jobs')).toEqual([{ tenantIds: [idAt(91)] }])
  })

  it('are asked for less and less while nothing changes, and every two seconds again when something has', async () => {
    hurried({ clock: true })
    let jobs = [jobAt(1, 3)]
    const asked = serve({
      ...base,
      'partner.customers': () => pageOf([customerAt(1, { jobId: 'job-1' })]),
      'partner.jobs': () => ({ jobs, next: null }),
    })
    const drawn = await draw(<Customers />)
    await drawn.says('1 running')
    const during = async (milliseconds: number) => {
      const before = countOf(asked, 'partner.jobs')
      await pass(milliseconds)
      return countOf(asked, 'partner.jobs') - before
    }
    expect(await during(20_000)).toBeGreaterThan(7)
    await pass(280_000)
    const seldom = await during(60_000)
    expect(seldom).toBeGreaterThan(2)
    expect(seldom).toBeLessThan(6)
    jobs = [jobAt(1, 4)]
    await pass(16_000)
    expect(await during(20_000)).toBeGreaterThan(7)
  })

  it('that end one after another have the customers read anew every few seconds, the last of them too', async () => {
    hurried({ clock: true })
    // What is drawn is drawn at the end of each.
    const seconds = async (count: number) => {
      for (let second = 0; second < count; second += 1) await pass(1000)
    }
    let over = 0
    const seen: number[] = []
    serve({
      ...base,
      'partner.customers': () => {
        seen.push(over)
        return pageOf(Array.from({ length: 12 }, (_, at) => customerAt(at + 1, { jobId: `job-${at + 1}` })))
      },
      'partner.jobs': ({ tenantIds }: Named) => {
        over += 1
        const jobs = tenantIds.map((id) => Number(id.slice(-12))).map((at) => jobAt(at, at <= over ? 6 : 2))
        return { jobs, next: null }
      },
    })
    const drawn = await draw(<Customers />)
    await drawn.says('running')
    await seconds(40)
    expect(seen.at(-1)).toBeGreaterThanOrEqual(12)
    const times = seen.length
    // Not for each of twelve: the way above the page reads them too, each time.
    expect(times).toBeLessThan(14)
    await seconds(20)
    expect(seen).toHaveLength(times)
  })

  it('are passed by the keyboard on the way to what is done with those chosen', async () => {
    serve(many)
    const drawn = await draw(<Customers />)
    await drawn.says('90 ready to take in')
    const words = 'Go to what is done with those chosen'
    expect(drawn.button(words)).toBeUndefined()
    await tick(drawn.host, 'Choose all that are ready')
    await drawn.says('250 chosen')
    await drawn.press(words)
    expect(document.activeElement?.textContent).toContain('Take in 250 customers')
  })

  it('keep the focus at the end of the list when its last page is there', async () => {
    serve(many)
    const drawn = await draw(<Customers />)
    await drawn.says('90 ready to take in')
    await drawn.press('Load more')
    await drawn.says('Of the 180 of 250')
    const button = drawn.button('Load more')
    await act(async () => button?.focus())
    await drawn.press('Load more')
    await drawn.says('250 ready to take in')
    expect(drawn.button('Load more')).toBeUndefined()
    expect(document.activeElement?.textContent).toContain('250')
    expect(document.activeElement?.getAttribute('role')).toBe('status')
  })
})
