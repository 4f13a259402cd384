import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** WCAG 2.2 A and AA, and what axe counts as good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Violation {
  id: string
  help: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

/** What axe finds on a page: a line a place. In a page of somebody else, on our card alone. */
export async function inspect(page: Page): Promise<string[]> {
  const hasCard = !isOurs(page) && (await page.locator('sidelight-card').count()) > 0
  if (!isOurs(page) && !hasCard) return []
  await page.evaluate(axe.source)
  const violations = await page.evaluate(
    async ({ within, tags }): Promise<Violation[]> => {
      const axe = Reflect.get(globalThis, 'axe')
      const found = await axe.run(within, {
        resultTypes: ['violations'],
        runOnly: { type: 'tag', values: tags },
      })
      return found.violations
    },
    { within: hasCard ? 'sidelight-card' : 'html', tags: hasCard ? rules.slice(0, -1) : rules },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${summary(failureSummary)}`,
    ),
  )
}

/** A page of the extension or of the worker, not somebody else's with our card on it. */
export function isOurs(page: Page): boolean {
  return page.url().startsWith('chrome-extension:') || page.url().startsWith('https://sidelight.example/')
}

/** What makes a page of ours scroll sideways: WCAG 1.4.10 (reflow). */
export async function overflows(page: Page): Promise<string[]> {
  if (!isOurs(page)) return []
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    )
    const names = wide.slice(0, 3).map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`)
    return [`reflow: ${scrollWidth} px in ${clientWidth} px: ${names.join(', ')}`]
  })
}

const summary = (text = '') => text.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim()
