import * as v from 'valibot'
import type { Role } from '../access.ts'
import type { AdminCentre, Cloud } from '../admin-links.ts'
import { AppError, errorText } from '../errors.ts'
import type { Fields, Values } from '../field.ts'
import type { Person } from '../person.ts'

/** Microsoft Graph for one tenant and one action, app-only through the operator. Paths start with `/`. */
export interface GraphPort {
  get(path: string): Promise<unknown>
  patch(path: string, body: object): Promise<void>
  post(path: string, body?: object): Promise<unknown>
  put(path: string, body: object): Promise<void>
  /** Of known kinds of paths alone: a link between objects is removed with `/$ref`, without it the object itself. */
  delete(path: string): Promise<void>
  /** The whole address of a path, as a body names an object. */
  address(path: string): string
}

export interface ActionContext<V> {
  graph: GraphPort
  person: Person
  values: V
  /** Cryptographically strong: an integer from 0 to `below` − 1. */
  random(below: number): number
  /** The reader application, for what the operator may not read; absent = the operator reads. */
  reader?: Pick<GraphPort, 'get'>
  /** Whose admin centres are linked to; absent = the public cloud. */
  cloud?: Cloud
  /** Where an action in steps says what it begins and what became of it; absent = nobody keeps it. */
  journal?: Journal
}

/** Keeps how far an action in steps has come. */
export interface Journal {
  /** What an earlier run of the same request has done already, by id. */
  done: ReadonlySet<string>
  /** Graph for this step, with a deadline of its own. Raises where the step may not be begun. */
  begin(stepId: string): Promise<GraphPort>
  end(outcome: Step & { id: string }, secret: string | null): Promise<void>
}

/** What an action has read, as a table to show; never in the note. */
export interface Report {
  title: string
  columns: string[]
  rows: (string | null)[][]
}

/** One part of an action, with its own outcome; `text` says why where it did not work. */
export interface Step {
  title: string
  state: 'done' | 'failed' | 'skipped' | 'unknown'
  text: string | null
  /** Of actions in steps (shared/actions/steps.ts) */
  id?: string | null
  /** What a person does, because it cannot be done here; `link` leads there. */
  manual?: { text: string; link: string | null } | null
  report?: Report | null
}

/** What a successful run hands back beyond "it worked". */
export interface ActionResult {
  /** Shown once to the technician; never stored, logged or noted. */
  secret?: { label: string; value: string }
  steps?: Step[]
  /** The person that the action made. */
  personId?: string
}

/** What must be there in a tenant for an action besides permissions, as far as sources agree. */
interface Caution {
  /** A directory role of the operator that Microsoft asks for. */
  directoryRole?: 'User Administrator'
  /** A product that the tenant needs. */
  licence?: 'entraP1'
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
  /** Those of them without which nothing works for this person; absent = all of them. */
  requires?(person: Pick<Person, 'usageLocation'>): readonly string[]
  caution?: Caution
  /** Part of the menu. */
  area?: 'signIn' | 'licences' | 'groups' | 'profile' | 'mailbox' | 'account'
  /** What it is done to: a tenant is handed over as a person of its own id, name and domain. Absent = a person. */
  on?: 'person' | 'tenant'
  /** Where it is done by hand, where it does not work here. Absent = Microsoft Entra. */
  centre?: AdminCentre
  fields: F
  /** reversible: one click · hardToUndo: confirmation with a warning · destructive: UPN typed */
  danger: 'reversible' | 'hardToUndo' | 'destructive'
  /** Refused on holders of privileged roles. */
  protectsPrivileged: boolean
  /** Refused on the technician's own account. */
  refusesSelf: boolean
  /** true, or why it cannot be used for this person. */
  applies(person: Person): true | string
  /** true, or what is wrong with the values together; asked before anything is recorded or sent. */
  check?(person: Person, values: Values<F>): true | string
  /** One sentence that names the person and says what will happen. */
  confirm(person: Person, values: Values<F>): string
  /** The label of the button that does it. */
  button: string
  /** Its result is shown once, with these values: a one-time link may take its place. Absent = never. */
  givesSecret?(values: Values<F>): boolean
  /** The action that takes it back, with the values of the same names. */
  undoneBy?: string
  /** Past tense for record and ticket note; never a secret. */
  audit(person: Person, values: Values<F>): string
  run(context: ActionContext<Values<F>>): Promise<ActionResult | undefined>
  /** What to do when nobody knows whether it was done. */
  unknownNext: string
  /** After a lost answer: does it read as done? null = cannot tell. Only where reading can tell. */
  verify?(context: Pick<ActionContext<Values<F>>, 'graph' | 'person'>): Promise<boolean | null>
  /** What the mirror shows otherwise afterwards; the person alone where it is absent. */
  changes?: readonly ('person' | 'licences' | 'groups')[]
  /** Its parts, where they are done one by one and each can be done again alone: shared/actions/steps.ts. */
  steps?(person: Person, values: Values<F>): ActionStep<Values<F>>[]
}

/** One part of an action in steps. Doing it twice must do no harm. */
export interface ActionStep<V> {
  id: string
  title: string
  /** Nothing after it is begun when it is not done. */
  isPrecondition?: boolean
  /** Why it is left out */
  skip?: string
  /** What a person does instead, because it cannot be done here. */
  manual?: { text: string; centre: AdminCentre }
  /** Raises where nothing of it was done; what was done in part is told by `state`. Absent with `skip` and `manual`. */
  run?(context: ActionContext<V>): Promise<StepResult | undefined>
  /** After a lost answer: does it read as done? null = cannot tell. */
  verify?(context: Pick<ActionContext<V>, 'graph' | 'person' | 'reader'>): Promise<boolean | null>
}

interface StepResult {
  /** skipped: something was left that may be done later, once it is settled. */
  state?: 'failed' | 'unknown' | 'skipped'
  /** How much of it, or why not */
  text?: string
  secret?: ActionResult['secret']
  report?: Report
}

/** `values` is typed from `fields`; the list erases the type again, the runner parses by `fields`. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where a typed declaration becomes an entry of the list
export function defineAction<F extends Fields>(action: ActionDefinition<F>): ActionDefinition<any> {
  return action
}

/** The fields that are asked of this person; of all others the value is how it starts. */
export function fieldsFor(action: ActionDefinition, person: Person): Fields {
  const asked = Object.entries(action.fields).filter(([, { isFor }]) => isFor?.(person) ?? true)
  return Object.fromEntries(asked)
}

/** true, or why what is kept in this directory alone cannot be changed. */
export function isHere({ deletedAt }: Person): true | string {
  return deletedAt ? 'This account has been deleted.' : true
}

/** true, or why this is nothing for somebody who signs in elsewhere. */
export function isNoGuest(person: Person, why: string): true | string {
  return /#EXT#@/i.test(person.userPrincipalName) ? why : isHere(person)
}

/** true, or why what on-premises Active Directory masters cannot be changed here. */
export function isMasteredHere(person: Person): true | string {
  if (person.deletedAt) return 'This account has been deleted.'
  if (!person.onPremisesSyncEnabled) return true
  return 'This account is mastered in on-premises Active Directory: change it there.'
}

/** Sends a change; when its answer is lost, reads whether it was made. Raises graph.unknownOutcome if that stays open. */
export async function sendOnce(
  send: () => Promise<unknown>,
  verify: () => Promise<boolean | null>,
): Promise<void> {
  try {
    await send()
  } catch (error) {
    if (!isLost(error)) throw error
    const isDone = await verify().catch(() => null)
    // Not done *yet* proves nothing: the request may still be on its way.
    if (isDone !== true) throw error
  }
}

const State = v.object({ id: v.string(), accountEnabled: v.boolean() })

/** Whether the account reads as expected now. */
export async function reads(
  graph: GraphPort,
  person: Person,
  expected: { accountEnabled: boolean },
): Promise<boolean> {
  const state = v.safeParse(State, await graph.get(`/users/${person.id}?$select=id,accountEnabled`))
  if (!state.success) throw new AppError('graph.malformed')
  return state.output.id === person.id && state.output.accountEnabled === expected.accountEnabled
}

/** A step after the first one: what is done already stays done and is reported, whatever becomes of this. */
export async function laterStep(title: string, work: () => Promise<unknown>): Promise<Step> {
  try {
    await work()
    return { title, state: 'done', text: null }
  } catch (error) {
    const text = error instanceof AppError ? errorText(error.code, error.detail) : errorText('internal')
    return { title, state: isLost(error) ? 'unknown' : 'failed', text }
  }
}

export function isLost(error: unknown): boolean {
  return error instanceof AppError && error.code === 'graph.unknownOutcome'
}
