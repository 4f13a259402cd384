import '@fluentui/web-components/spinner.js'

/** Something is under way; the words beside it say what. */
export function Spinner({ label }: { label?: string }) {
  return <fluent-spinner size="tiny" role={label ? 'progressbar' : 'presentation'} aria-label={label} />
}
