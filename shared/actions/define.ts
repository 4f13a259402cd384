import type { Fields, Values } from '../field.ts'
import type { Person } from '../person.ts'
import type { Role } from '../access.ts'

/** Microsoft Graph for one tenant and one action, app-only through the operator. Paths start with `/`. */
export interface GraphPort {
  get(path: string): Promise<unknown>
  patch(path: string, body: object): Promise<void>
  post(path: string, body?: object): Promise<unknown>
}

export interface ActionContext<V> {
  graph: GraphPort
  person: Person
  values: V
  /** Cryptographically strong: an integer from 0 to `below` − 1. */
  random(below: number): number
}

/** What a successful run hands back beyond "it worked". */
export interface ActionResult {
  /** Shown once to the technician; never stored, logged or noted. */
  secret?: { label: string; value: string }
  steps?: { title: string; state: 'done' | 'failed' | 'skipped' | 'unknown'; text: string | null }[]
}

export interface ActionDefinition<F extends Fields = Fields> {
  /** The file's name. */
  id: string
  title: string
  /** Name of an icon in extension/ui. */
  icon: string
  role: Role
  /** Application permissions of the operator that its requests need. */
  permissions: readonly string[]
  fields: F
  /** reversible: one click · hardToUndo: confirmation with a warning · destructive: UPN typed */
  danger: 'reversible' | 'hardToUndo' | 'destructive'
  /** Refused on holders of privileged roles. */
  protectsPrivileged: boolean
  /** Refused on the technician's own account. */
  refusesSelf: boolean
  /** true, or why it cannot be used for this person. */
  applies(person: Person): true | string
  /** One sentence that names the person and says what will happen. */
  confirm(person: Person, values: Values<F>): string
  /** The label of the button that does it. */
  button: string
  /** Past tense for record and ticket note; never a secret. */
  audit(person: Person, values: Values<F>): string
  run(context: ActionContext<Values<F>>): Promise<ActionResult | undefined>
  /** After a lost answer: was it done? Only where reading can tell. */
  verify?(context: Pick<ActionContext<Values<F>>, 'graph' | 'person'>): Promise<boolean | null>
}

/** `values` is typed from `fields`; the list erases the type again, the runner parses by `fields`. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where a typed declaration becomes an entry of the list
export function defineAction<F extends Fields>(action: ActionDefinition<F>): ActionDefinition<any> {
  return action
}
