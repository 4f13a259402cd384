// Writes the Fluent 2 design tokens that styles and controls use, and no others: extension/ui/tokens.css for the pages,
// extension/ticket/tokens.css for the card, which has to be small.
//   node scripts/tokens.ts      after changing styles or updating @fluentui/tokens or @fluentui/web-components
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/tokens'

const root = fileURLToPath(new URL('..', import.meta.url))
const controls = ['button', 'progress-bar', 'spinner', 'switch', 'text-input']
const controlStyles = controls.map(
  (name) => `node_modules/@fluentui/web-components/dist/esm/${name}/${name}.styles.css`,
)
const ownStyles = globSync('extension/**/*.css', {
  cwd: root,
  exclude: (path) => /tokens\.css$|\.wxt/.test(path),
})

write('extension/ui/tokens.css', [...ownStyles, ...controlStyles])
write('extension/ticket/tokens.css', ['extension/ui/parts.css', 'extension/ticket/card.css'])

function write(file: string, styles: string[]): void {
  const used = tokensIn(styles)
  const themed = used.filter((name) => webLightTheme[name] !== webDarkTheme[name])
  writeFileSync(
    `${root}${file}`,
    `/* Written by scripts/tokens.ts from @fluentui/tokens: the tokens that styles and controls use. */
:root,
:host {
  color-scheme: light dark;
${declare(webLightTheme, used)}
}

@media (prefers-color-scheme: dark) {
  :root,
  :host {
${declare(webDarkTheme, themed).replace(/^/gm, '  ')}
  }
}
`,
  )
  console.log(`${file}: ${used.length} tokens, ${themed.length} of them differ in dark.`)
}

function tokensIn(styles: string[]): (keyof Theme)[] {
  const text = styles.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n')
  const names = [...text.matchAll(/var\(--([a-zA-Z0-9]+)/g)].map(([, name = '']) => name)
  return [...new Set(names)].filter((name): name is keyof Theme => name in webLightTheme).sort()
}

function declare(theme: Theme, names: (keyof Theme)[]): string {
  return names.map((name) => `  --${name}: ${theme[name]};`).join('\n')
}
