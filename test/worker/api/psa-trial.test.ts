import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PsaApiDefinition } from '../../../shared/psa/api.ts'
import syncro from '../../../shared/psa/syncro/api.ts'
import { openConnection } from '../../../worker/psa/open.ts'
import { syncroAccount, tenants } from '../../world/people.ts'
import { ticketIds } from '../../world/syncro/seed.ts'
import { refusalOf } from '../act/desk.ts'
import { type Bench, start } from '../harness.ts'

const { subdomain, apiKey } = syncroAccount
const organisationId = String(tenants[0]?.organisationId)
const ticketId = String(ticketIds.mara)
const definition: PsaApiDefinition = syncro
let bench: Bench
let connectionId: string
const account = () => bench.world.syncro.account()
const trial = (input: {
  kind: 'contact' | 'note'
  organisationId?: string
  ticketId?: string
  seen?: boolean
}) => bench.call('psas.trial', { connectionId, ...input })
const refused = async (input: object) => refusalOf(await bench.post('psas.trial', { connectionId, ...input }))
const trialContacts = () => [...account().contacts.values()].filter(({ name }) => name === 'Sidelight trial')
const api = async () =>
  (await openConnection({ env: bench.env, now: bench.world.clock.now }, connectionId)).api

/** Syncro needs no trial; for these tests it does, as other ticket systems do. */
beforeEach(async () => {
  definition.trials = { contact: 'Nobody has confirmed it.', note: 'Nobody has looked.' }
  bench = await start()
  connectionId = (await bench.call('psas.connect', { psa: 'syncro', credentials: { subdomain, apiKey } })).id
})
afterEach(() => {
  delete definition.trials
})

describe('what was not tried yet', () => {
  it('is off in the account, and says why', async () => {
    const [shown] = (await bench.call('psas.list', {})).connections
    expect(shown?.can).toMatchObject({
      contacts: true,
      create: false,
      update: false,
      deactivate: false,
      note: false,
    })
    expect(shown?.trials).toEqual([
      { kind: 'contact', why: 'Nobody has confirmed it.', triedAt: null },
      { kind: 'note', why: 'Nobody has looked.', triedAt: null },
    ])
    expect((await api()).createContact).toBeUndefined()
  })
})

describe('the trial of writing contacts', () => {
  it('makes, changes and turns one contact of our own, reads it back each time, and switches writing on', async () => {
    const before = account().contacts.size
    const answer = await trial({ kind: 'contact', organisationId })
    expect(answer.steps.map(({ title, state }) => `${title}: ${state}`)).toEqual([
      'Find the organisation: done',
      'Create a contact: done',
      'Read it back: done',
      'Change it: done',
      'Read the change back: done',
      'Make it inactive: done',
      'Read it back as inactive: done',
      'Make it active again: done',
      'Read it back as active: done',
      'Make it inactive: done',
      'Read it back as inactive once more: done',
    ])
    const [made] = trialContacts()
    expect(account().contacts.size).toBe(before + 1)
    expect(made?.email).toMatch(/^sidelight-trial-[0-9a-f]{8}@example\.com$/)
    expect(made).toMatchObject({
      customerId: Number(organisationId),
      properties: { title: 'Tried by Sidelight' },
    })
    expect(made?.notes).toContain('[Sidelight] Inactive since')
    expect(answer).toMatchObject({
      succeeded: true,
      next: expect.stringContaining(`id ${made?.id}) is left in Contoso Dental, inactive.`),
      connection: { can: { create: true, update: true, deactivate: true, note: false } },
    })
    expect(answer.connection.trials[0]?.triedAt).toBeTruthy()
    expect((await api()).createContact).toBeDefined()
    expect((await api()).note).toBeUndefined()
  })

  it('stops at the first failure, says what is left behind, and leaves writing off', async () => {
    bench.world.faults.add({
      match: ({ method }) => method === 'PUT',
      respond: () => Response.json({ errors: ['Title is frozen'] }, { status: 422 }),
    })
    const answer = await trial({ kind: 'contact', organisationId })
    const [made] = trialContacts()
    expect(answer.succeeded).toBe(false)
    expect(answer.steps.at(-1)).toEqual({
      title: 'Change it',
      state: 'failed',
      text: 'The ticket system did not accept the data. It said: Title is frozen',
    })
    expect(answer.next).toContain(`(${made?.email}, id ${made?.id}) is left in Contoso Dental.`)
    expect(answer.connection.can?.create).toBe(false)
  })

  it('does not take a success for one whose value reads otherwise', async () => {
    bench.world.faults.add({
      match: ({ method, url }) => method === 'GET' && /\/contacts\/\d+$/.test(url.pathname),
      after: async (response) =>
        Response.json({ ...((await response.json()) as object), email: 'other@example.com' }),
    })
    const answer = await trial({ kind: 'contact', organisationId })
    expect(answer.steps.at(-1)).toMatchObject({
      title: 'Read it back',
      state: 'failed',
      text: expect.stringMatching(/^E-mail reads “other@example\.com”, not “sidelight-trial-/),
    })
    expect(answer.succeeded).toBe(false)
  })

  it('says where to look when nobody knows whether the contact was made', async () => {
    bench.world.faults.add({
      match: ({ method }) => method === 'POST',
      after: () => {
        throw new TypeError('Network connection lost.')
      },
    })
    const answer = await trial({ kind: 'contact', organisationId })
    expect(answer.succeeded).toBe(false)
    expect(answer.next).toContain(`look for ${trialContacts()[0]?.email} in Contoso Dental`)
  })

  it('leaves nothing behind where the key may not write', async () => {
    account().key.permissions.delete('Customers - Edit')
    const answer = await trial({ kind: 'contact', organisationId })
    expect(answer).toMatchObject({ succeeded: false, next: null })
    expect(answer.steps.at(-1)?.text).toContain('“Customers - Edit”')
    expect(trialContacts()).toEqual([])
  })

  it('finds no organisation that is not there', async () => {
    const answer = await trial({ kind: 'contact', organisationId: '999999' })
    expect(answer.steps).toEqual([
      { title: 'Find the organisation', state: 'failed', text: 'The ticket system does not know this.' },
    ])
  })
})

describe('the trial of notes', () => {
  it('writes one private note and waits for a person to look', async () => {
    const answer = await trial({ kind: 'note', ticketId })
    expect(answer).toMatchObject({ succeeded: false, next: expect.stringContaining('Open the ticket') })
    expect(answer.steps.map(({ state }) => state)).toEqual(['done', 'done'])
    const notes = account()
      .tickets.get(ticketIds.mara)
      ?.comments.filter(({ subject }) => subject === 'Sidelight trial')
    expect(notes).toMatchObject([{ hidden: true, emailed: false }])
    expect(answer.connection.can?.note).toBe(false)
    expect(answer.connection.trials[1]?.triedAt).toBeNull()
  })

  it('switches notes on once a person has looked', async () => {
    await trial({ kind: 'note', ticketId })
    const answer = await trial({ kind: 'note', seen: true })
    expect(answer).toMatchObject({ succeeded: true, connection: { can: { note: true, create: false } } })
    expect((await api()).note).toBeDefined()
  })

  it('takes nobody’s word for a note that was never written', async () => {
    expect(await refused({ kind: 'note', seen: true })).toMatchObject({
      code: 'request.invalid',
      text: expect.stringContaining('No trial note was written'),
    })
    await trial({ kind: 'note', ticketId: '999999' })
    expect((await refused({ kind: 'note', seen: true })).code).toBe('request.invalid')
    expect((await api()).note).toBeUndefined()
  })
})

describe('a trial is refused in words', () => {
  it.each([
    ['without an organisation', { kind: 'contact' }, 'Choose the organisation'],
    ['without a ticket', { kind: 'note' }, 'Say on which ticket'],
  ])('%s', async (_what, input, words) => {
    expect(await refused(input)).toMatchObject({
      code: 'request.invalid',
      text: expect.stringContaining(words),
    })
  })

  it('where there is none to do', async () => {
    delete definition.trials
    expect((await refused({ kind: 'contact', organisationId })).text).toContain(
      'Writing contacts needs no trial in Syncro.',
    )
    expect(trialContacts()).toEqual([])
  })

  it('where it was done already', async () => {
    await trial({ kind: 'contact', organisationId })
    expect((await refused({ kind: 'contact', organisationId })).text).toContain(
      'was tried in this account already',
    )
    expect(trialContacts()).toHaveLength(1)
  })
})
