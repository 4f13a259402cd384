import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import type { Contact, ContactField, ContactValues } from '#shared/psa/contact.ts'
import { fieldRulesOf, labelOf, normalised } from '#shared/sync/contact-fields.ts'
import { done, failed, type Outcome, runTasks, skipped, type Task, type TrialStep } from './trial.ts'

export interface ContactTrial {
  steps: TrialStep[]
  succeeded: boolean
  /** What is left behind, in a sentence; null = nothing. */
  left: string | null
}

/** The contact of the trial, as it should be by now. */
interface Standing {
  organisation: { id: string; name: string }
  contact: Contact | null
  values: ContactValues
  active: boolean
  /** A request to make it has been sent. */
  asked: boolean
}

const trialName = 'Sidelight trial'
const changed = 'Tried by Sidelight'
/** Plain text fields that take any words; the first one that the PSA has is changed. */
const textFields: ContactField[] = ['title', 'department', 'office', 'company', 'city']

/**
 * Makes a contact of our own, changes it, makes it inactive, active and inactive again, and reads it back each time.
 * `day` is yyyy-mm-dd. Nobody else's contact is touched.
 */
export async function tryContact(api: PsaApi, organisationId: string, day: string): Promise<ContactTrial> {
  const email = `sidelight-trial-${crypto.randomUUID().slice(0, 8)}@example.com`
  const standing: Standing = {
    organisation: { id: organisationId, name: 'the organisation' },
    contact: null,
    values: { name: trialName, email },
    active: true,
    asked: false,
  }
  const steps = await runTasks(tasksOf(api, standing, day))
  const succeeded = standing.contact !== null && steps.every(({ state }) => state !== 'failed')
  return { steps, succeeded, left: leftBehind(standing, email, succeeded) }
}

function tasksOf(api: PsaApi, standing: Standing, day: string): Task[] {
  const readBack = (title: string, active: boolean): Task => ({
    title,
    run: () => look(api, standing, active),
  })
  const off: Task = {
    title: 'Make it inactive',
    run: () => turn(standing, false, async (contact) => api.deactivate?.(contact, changed, day)),
  }
  const on: Task = {
    title: 'Make it active again',
    run: () => turn(standing, true, async (contact) => api.reactivate?.(contact)),
  }
  return [
    { title: 'Find the organisation', run: () => find(api, standing) },
    { title: 'Create a contact', run: () => create(api, standing) },
    readBack('Read it back', true),
    { title: 'Change it', run: () => change(api, standing) },
    readBack('Read the change back', true),
    off,
    readBack('Read it back as inactive', false),
    on,
    readBack('Read it back as active', true),
    off,
    readBack('Read it back as inactive once more', false),
  ]
}

async function find(api: PsaApi, standing: Standing): Promise<Outcome> {
  const { name } = await api.organisation(standing.organisation.id)
  standing.organisation.name = name
  return done(name)
}

/** After these a record may stand there nevertheless. */
const uncertain: ErrorCode[] = ['psa.unknownOutcome', 'psa.malformed']

async function create(api: PsaApi, standing: Standing): Promise<Outcome> {
  if (!api.createContact) return skipped('This ticket system lets nobody create contacts.')
  standing.asked = true
  const { name = '', email = '' } = standing.values
  standing.contact = await api
    .createContact(standing.organisation.id, { name: name ?? '', email })
    .catch((error: unknown) => {
      // Refused for certain: there is nothing to look for.
      if (error instanceof AppError && !uncertain.includes(error.code)) standing.asked = false
      throw error
    })
  return done(`“${name}”, ${email}, id ${standing.contact.id}.`)
}

async function look(api: PsaApi, standing: Standing, active: boolean): Promise<Outcome> {
  if (!standing.contact) return skipped('There is no contact to read.')
  if (standing.active !== active) return skipped('There was nothing to change.')
  if (api.contact) standing.contact = await api.contact(standing.contact.id)
  const wrong = difference(api, standing.contact, standing)
  if (wrong !== null) return failed(wrong)
  return api.contact ? done('As it was written.') : skipped('A single contact cannot be read here.')
}

/** What is not as it was written, in a sentence. */
function difference(
  api: PsaApi,
  contact: Contact,
  { organisation, values, active }: Standing,
): string | null {
  const rules = fieldRulesOf(api)
  if (contact.organisationId !== organisation.id) return 'It stands in another organisation.'
  for (const [field, value] of Object.entries(values) as [ContactField, string][]) {
    const found = normalised(rules, field, contact.values[field])
    if (found !== normalised(rules, field, value))
      return `${labelOf(rules, field)} reads “${found ?? ''}”, not “${value}”.`
  }
  if (contact.active === active) return null
  return active ? 'It reads as inactive.' : 'It still reads as active.'
}

async function change(api: PsaApi, standing: Standing): Promise<Outcome> {
  if (!standing.contact || !api.updateContact)
    return skipped('This ticket system lets nobody change contacts.')
  const rules = fieldRulesOf(api)
  const field = textFields.find((id) => rules.specs.some((spec) => spec.id === id)) ?? 'name'
  const values: ContactValues = { [field]: field === 'name' ? `${trialName}, changed` : changed }
  standing.contact = await api.updateContact(standing.contact, values)
  Object.assign(standing.values, values)
  return done(`${labelOf(rules, field)}: “${values[field]}”.`)
}

/** `write` gives undefined where the PSA has no such method. */
async function turn(
  standing: Standing,
  active: boolean,
  write: (contact: Contact) => Promise<Contact | undefined>,
): Promise<Outcome> {
  const written = standing.contact && (await write(standing.contact))
  if (!written) return skipped(`This ticket system makes no contact ${active ? 'active' : 'inactive'}.`)
  standing.contact = written
  standing.active = active
  return done()
}

function leftBehind(
  { organisation: { name }, contact, active, asked }: Standing,
  email: string,
  succeeded: boolean,
): string | null {
  if (!asked) return null
  if (!contact) return `Whether the contact was made is not known: look for ${email} in ${name}.`
  // After a failure nobody knows for certain.
  const state = succeeded ? (active ? ', active' : ', inactive') : ''
  return `The contact “${trialName}” (${email}, id ${contact.id}) is left in ${name}${state}. Remove it there if it is in the way.`
}
