import type { ActionOption } from '#shared/contract/actions.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../../env.ts'
import type { Graph } from '../../graph/client.ts'
import type { TenantRow } from '../../store/tenants.ts'

/** On whom and with what choices are read. */
export interface Asking {
  deps: Deps
  /** The reader application, for a person who waits. */
  graph: Graph
  tenant: TenantRow
  /** Null: the action is done to the tenant itself. */
  person: Person | null
}

/** A choice. `disabled` says why it cannot be taken; `link` leads to where that is mended. */
export type Option = ActionOption

/** Where the choices of a field come from. What it raises is told as it is: graph.*, tenant.*. */
export interface OptionReading {
  /** Application permissions that the reader needs for it. */
  permissions: readonly string[]
  list(asking: Asking, search: string): Promise<{ options: Option[]; more: boolean }>
  /** The one with this value, as it stands now; null = there is none (any more). `value` is foreign text. */
  one(asking: Asking, value: string): Promise<Option | null>
}

/** Shown of a list. */
export const mostOptions = 200

export const option = (value: string, label: string, more: Partial<Option> = {}): Option => ({
  ...{ value, label, detail: null, disabled: null, link: null },
  ...more,
})

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** Those whose label or detail holds the text, what can be taken first, then by name. */
export function shown(options: readonly Option[], search = '', isMore = false) {
  const wanted = search.toLowerCase()
  const found = options
    .filter(({ label, detail }) => `${label} ${detail ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(!!a.disabled) - Number(!!b.disabled) || collator.compare(a.label, b.label))
  return { options: found.slice(0, mostOptions), more: isMore || found.length > mostOptions }
}

/** A source that is read as a whole. */
export function wholeSource(
  permissions: readonly string[],
  read: (asking: Asking) => Promise<Option[]>,
): OptionReading {
  return {
    permissions,
    list: async (asking, search) => shown(await read(asking), search),
    one: async (asking, value) => (await read(asking)).find((found) => found.value === value) ?? null,
  }
}
