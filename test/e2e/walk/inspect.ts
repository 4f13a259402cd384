import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 A and AA, and what axe counts as good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Violation {
  id: string
  help: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

/** What axe finds on a page: a line a place. In a page of somebody else, on our card alone. */
export async function inspect(page: Page): Promise<string[]> {
  const isOurs = page.url().startsWith('chrome-extension:') || page.url().includes('sidelight.example')
  const hasCard = !isOurs && (await page.locator('sidelight-card').count()) > 0
  if (!isOurs && !hasCard) return []
  await page.evaluate(source)
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

const summary = (text = '') => text.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim()
