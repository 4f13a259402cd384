/** Whether the page around the card is dark: by what it paints, else by what it lets the browser paint. */
export function isPageDark(page: Document = document): boolean {
  for (const element of [page.body, page.documentElement]) {
    const colour = element && parseColour(getComputedStyle(element).backgroundColor)
    if (colour) return isDark(colour)
  }
  const scheme = getComputedStyle(page.documentElement).colorScheme
  if (!scheme.includes('dark')) return false
  return !scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches
}

/** Calls back when the page may have changed its mind. Returns how to stop. */
export function watchPageTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  for (const element of [document.documentElement, document.body]) {
    if (element) observer.observe(element, { attributes: true })
  }
  const preference = matchMedia('(prefers-color-scheme: dark)')
  preference.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    preference.removeEventListener('change', changed)
  }
}

/** Tokens come with a media query for dark; in a foreign page the page decides instead. */
export function themedStyles(styles: string, isPageDark: boolean): string {
  return styles.replace(/\(prefers-color-scheme:\s*dark\)/g, isPageDark ? 'all' : 'not all')
}

type Colour = [red: number, green: number, blue: number]

/** Computed colours read `rgb(…)` or `rgba(…)`; mostly transparent ones say nothing. */
function parseColour(computed: string): Colour | null {
  const [red, green, blue, alpha = 1] = [...computed.matchAll(/[\d.]+/g)].map(Number)
  if (red === undefined || green === undefined || blue === undefined) return null
  return computed.startsWith('rgb') && alpha > 0.5 ? [red, green, blue] : null
}

/** Relative luminance, coarsely: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function isDark([red, green, blue]: Colour): boolean {
  const [r, g, b] = [red, green, blue].map((part) => (part / 255) ** 2.2) as Colour
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.18
}
