import type { Person } from '../person.ts'
import { type Contact, emailOf, nameOf } from '../psa/contact.ts'
import {
  activated,
  deactivated,
  entraChanges,
  type FieldChange,
  type FieldRules,
  fillBlanks,
  labelOf,
  newFields,
  organisationField,
  valuesOf,
  type Written,
} from './contact-fields.ts'
import { createMatcher, type Match } from './match.ts'

/** Which contact stands for which person. Persons of other tenants appear here where they hold one of the contacts. */
export interface Link {
  tenantId: string
  personId: string
  contactId: string
  written: Written
  /** False after we deactivated the contact. */
  active: boolean
  /** The other organisation of the tenant that the contact was linked in; absent = this one. */
  elsewhere?: { organisationName: string | null; sync: 'on' | 'paused' | 'off' }
}

/** What an administrator or technician has said about one person, once and for all. */
export interface Decision {
  choice: 'link' | 'create' | 'leaveOut'
  contactId: string | null
  /** "Vera Lindqvist on 2026-11-25" */
  by: string
}

/** A person who is linked here and does not belong here. */
export interface LeftOutPerson {
  personId: string
  displayName: string
  userPrincipalName: string
  reason: string
  /** gone: out of the rules, disabled, deleted · moves: belongs to another organisation of the account · unsure: stays */
  kind: 'gone' | 'moves' | 'unsure'
}

export interface PlanInput {
  /** The persons of one tenant who belong to the organisation, or those of them who share addresses. */
  persons: readonly Person[]
  /** Whom to plan for; absent = all of `persons`. */
  only?: ReadonlySet<string>
  /** The organisation's contacts that those persons are linked to or may claim. */
  contacts: readonly Contact[]
  /** The links of those persons in this PSA account, and of those contacts. */
  links: readonly Link[]
  rules: FieldRules
  /** What the PSA can do. */
  can: { create: boolean; update: boolean; deactivate: boolean; reactivate: boolean; move: boolean }
  organisationName: string
  decisions?: ReadonlyMap<string, Decision>
  leftOut?: readonly LeftOutPerson[]
  /** Why it is not known whether a person among `persons` is one: review, unless linked or decided. */
  unsure?: ReadonlyMap<string, string>
}

export const changeKinds = [
  'create',
  'link',
  'update',
  'move',
  'deactivate',
  'reactivate',
  'unlink',
  'review',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface Candidate {
  id: string
  name: string
  email: string | null
}

export interface PlanChange {
  kind: ChangeKind
  personId: string
  displayName: string
  userPrincipalName: string
  contactId: string | null
  fields: FieldChange[]
  reason: string
  /** For reviews: the contacts to choose from. For what was decided to be made anew: those that are not meant. */
  candidates: Candidate[]
}

/** A person for whom nothing is to be done, and why. */
interface Untouched {
  personId: string
  displayName: string
  userPrincipalName: string
  contactId: string | null
  reason: string
}

/** Every person of the input stands in exactly one of the two lists, by person id. */
export interface ContactPlan {
  changes: PlanChange[]
  unchanged: Untouched[]
}

/** Planning one organisation: what each of its helpers needs. */
interface Desk {
  rules: FieldRules
  can: PlanInput['can']
  organisationName: string
  contactById: ReadonlyMap<string, Contact>
}

const inOrder = (a: { personId: string }, b: { personId: string }) => (a.personId < b.personId ? -1 : 1)
const sentence = (text: string) => (text === '' ? '' : ` ${text}`)

/**
 * Compares persons with contacts. Identity is tenant id + object id once linked, before that an e-mail address that
 * points to one contact alone; a name never links. Nothing here depends on the order of its input.
 */
export function planContacts(input: PlanInput): ContactPlan {
  const { persons, only, contacts, links, rules, can, organisationName } = input
  const { decisions = new Map(), leftOut = [], unsure = new Map() } = input
  const match = createMatcher({ persons, contacts, links, decisions, rules })
  const contactById = new Map(contacts.map((contact) => [contact.id, contact]))
  const desk: Desk = { rules, can, organisationName, contactById }
  const linkOf = new Map(links.map((link) => [`${link.tenantId} ${link.personId}`, link]))
  const plan: ContactPlan = { changes: [], unchanged: [] }
  const put = (entry: PlanChange | Untouched) =>
    'kind' in entry ? plan.changes.push(entry) : plan.unchanged.push(entry)

  for (const person of persons) {
    if (only && !only.has(person.id)) continue
    const link = linkOf.get(`${person.tenantId} ${person.id}`)
    put(entryFor(desk, person, match(person), link, unsure.get(person.id)))
  }
  const byPerson = new Map(links.map((link) => [link.personId, link]))
  for (const person of leftOut) {
    const link = byPerson.get(person.personId)
    if (link) put(leave(desk, person, link))
  }
  plan.changes.sort(inOrder)
  plan.unchanged.sort(inOrder)
  return plan
}

type About = Pick<Person, 'displayName' | 'userPrincipalName'> & { id: string }

function changeOf(
  { id, displayName, userPrincipalName }: About,
  entry: Pick<PlanChange, 'kind' | 'reason'> & Partial<PlanChange>,
): PlanChange {
  const nothing = { contactId: null, fields: [], candidates: [] }
  return { personId: id, displayName, userPrincipalName, ...nothing, ...entry }
}

function untouched(
  { id, displayName, userPrincipalName }: About,
  contactId: string | null,
  reason: string,
): Untouched {
  return { personId: id, displayName, userPrincipalName, contactId, reason }
}

function entryFor(
  desk: Desk,
  person: Person,
  match: Match,
  link: Link | undefined,
  unsure: string | undefined,
): PlanChange | Untouched {
  if (match.kind === 'left') return untouched(person, null, `Left out by ${match.decision.by}.`)
  if (match.kind === 'link') return followEntra(desk, person, match.contact, match.link)
  if (unsure !== undefined && match.kind !== 'decided' && !(match.kind === 'none' && match.decision)) {
    return changeOf(person, { kind: 'review', reason: `${unsure}.` })
  }
  if (match.kind === 'review') {
    const candidates = match.candidates.map(asCandidate)
    return changeOf(person, { kind: 'review', reason: match.reason, candidates })
  }
  if (link?.elsewhere) return moveHere(desk, person, link, match)
  if (match.kind === 'none') return createAnew(desk, person, match)
  const why =
    match.kind === 'decided'
      ? `Decided by ${match.decision.by}.`
      : `The contact has the address ${match.address}.`
  return firstLink(desk, person, match.contact, why)
}

function asCandidate(contact: Contact): Candidate {
  return { id: contact.id, name: nameOf(contact), email: emailOf(contact) }
}

const impossible = {
  create: 'This ticket system cannot create contacts, or that was not tried yet',
  deactivate: 'This ticket system cannot mark a contact as inactive, or that was not tried yet',
}

function createAnew(
  desk: Desk,
  person: Person,
  { decision, beside }: Extract<Match, { kind: 'none' }>,
): PlanChange | Untouched {
  if (!desk.can.create)
    return untouched(person, null, `No contact has this e-mail address. ${impossible.create}.`)
  const fields = newFields(desk.rules, valuesOf(person, desk.rules.specs))
  const reason = decision ? `Decided by ${decision.by}.` : 'No contact has this e-mail address.'
  return changeOf(person, { kind: 'create', fields, reason, candidates: beside.map(asCandidate) })
}

function firstLink(desk: Desk, person: Person, contact: Contact, why: string): PlanChange {
  const { rules, can } = desk
  const { fields, kept } = can.update
    ? fillBlanks(rules, valuesOf(person, rules.specs), contact)
    : { fields: [], kept: [] }
  const blank = fields.filter(({ old }) => old === null)
  const over = fields.filter(({ old }) => old !== null)
  const wakes = !contact.active && can.reactivate
  const parts = [
    blank.length > 0 ? `Blank in the contact and filled: ${labels(blank)}.` : '',
    over.length > 0 ? `Entra always wins for ${labels(over)}.` : '',
    keptText(desk, kept, 'entered by hand'),
    wakes ? 'The contact was inactive and becomes active.' : '',
  ]
  return changeOf(person, {
    kind: 'link',
    contactId: contact.id,
    fields: wakes ? [...fields, activated] : fields,
    reason: `${why}${parts.map(sentence).join('')}`,
  })
}

function followEntra(desk: Desk, person: Person, contact: Contact, link: Link): PlanChange | Untouched {
  const { rules, can } = desk
  const wakes = !link.active
  if (wakes && contact.active) return backAlready(desk, person, contact, link)
  if (wakes && !can.reactivate) {
    return untouched(
      person,
      contact.id,
      'Belongs here again, but this ticket system cannot reactivate a contact.',
    )
  }
  if (!wakes && !contact.active) {
    return untouched(person, contact.id, 'Made inactive by hand in the ticket system, and kept so.')
  }
  const { fields, kept } = can.update
    ? entraChanges(rules, valuesOf(person, rules.specs), contact, link.written)
    : { fields: [], kept: [] }
  const keptByHand = sentence(keptText(desk, kept, 'edited by hand'))
  const changed = fields.length > 0 ? `Changed in Entra: ${labels(fields)}.` : ''
  if (wakes) {
    return changeOf(person, {
      kind: 'reactivate',
      contactId: contact.id,
      fields: [...fields, activated],
      reason: `Belongs here again.${sentence(changed)}${keptByHand}`,
    })
  }
  if (fields.length === 0) return untouched(person, contact.id, `Nothing to change.${keptByHand}`)
  return changeOf(person, {
    kind: 'update',
    contactId: contact.id,
    fields,
    reason: `${changed}${keptByHand}`,
  })
}

/** We deactivated it, a person activated it by hand: only our own record follows, with nothing to write. */
function backAlready(desk: Desk, person: Person, contact: Contact, link: Link): PlanChange {
  const { rules, can } = desk
  const { fields } = can.update
    ? entraChanges(rules, valuesOf(person, rules.specs), contact, link.written)
    : { fields: [] }
  const reason = 'Belongs here again; the contact was made active by hand.'
  return changeOf(person, { kind: 'reactivate', contactId: contact.id, fields, reason })
}

/** One change: the same contact where the PSA can move it, else the old one inactive and a new one. */
function moveHere(desk: Desk, person: Person, link: Link, match: Match): PlanChange | Untouched {
  const { can, rules, organisationName } = desk
  const from = link.elsewhere?.organisationName?.trim() || 'another organisation'
  if (link.elsewhere?.sync !== 'on') {
    return untouched(
      person,
      link.contactId,
      `Belongs to ${from} until its sync, which is ${link.elsewhere?.sync}, is on again.`,
    )
  }
  const moved: FieldChange = { ...organisationField, old: from, new: organisationName }
  const base = { kind: 'move' as const, contactId: link.contactId }
  const found = match.kind === 'address' || match.kind === 'decided' ? match.contact : null
  const target = found?.id === link.contactId ? null : found
  // Moved by hand already: nothing needs be able to move it.
  const isHere = desk.contactById.has(link.contactId)
  if ((can.move || isHere) && !target) {
    return changeOf(person, { ...base, fields: [moved], reason: `Moves from ${from}: the same contact.` })
  }
  if (!can.deactivate || (!can.create && !target)) {
    const reason = `Moves from ${from}, but this ticket system can neither move a contact nor replace it.`
    return changeOf(person, { kind: 'review', reason })
  }
  const fields = target ? [] : newFields(rules, valuesOf(person, rules.specs))
  const how = target
    ? `${asCandidate(target).name} (${target.id}) is there already and is linked`
    : 'a new one is made'
  const reason = `Moves from ${from}: the contact there becomes inactive, ${how}.`
  return changeOf(person, { ...base, fields: [moved, ...fields], reason })
}

function leave(desk: Desk, person: LeftOutPerson, link: Link): PlanChange | Untouched {
  const contact = desk.contactById.get(link.contactId)
  const { personId: id, displayName, userPrincipalName } = person
  // Who has gone for good is known by the contact alone.
  const about =
    displayName === '' && contact
      ? { id, displayName: nameOf(contact), userPrincipalName: emailOf(contact) ?? '' }
      : { id, displayName, userPrincipalName }
  const stays = (why: string) => untouched(about, link.contactId, why)
  const { reason } = person
  if (link.elsewhere) return stays(`${reason}; the contact stands in another organisation.`)
  if (person.kind === 'moves') return stays(`${reason}.`)
  if (person.kind === 'unsure') return stays(`${reason}; the contact stays as it is.`)
  if (!link.active) {
    return stays(`${reason}; the contact ${contact?.active ? 'was made active by hand' : 'is inactive'}.`)
  }
  if (!contact) return stays(`${reason}; the contact is no longer in the organisation.`)
  if (!contact.active) return stays(`${reason}; the contact was made inactive by hand.`)
  if (!desk.can.deactivate) return stays(`${reason}; the contact stays as it is. ${impossible.deactivate}.`)
  return changeOf(about, {
    kind: 'deactivate',
    contactId: link.contactId,
    fields: [deactivated],
    reason: `${reason}.`,
  })
}

const labels = (fields: readonly FieldChange[]) => fields.map(({ label }) => label).join(', ')

function keptText({ rules }: Desk, kept: readonly string[], how: string): string {
  return kept.length > 0 ? `${kept.map((field) => labelOf(rules, field)).join(', ')} ${how} and kept.` : ''
}
