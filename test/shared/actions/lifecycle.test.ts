import { describe, expect, it } from 'vitest'
import create from '../../../shared/actions/create-person.ts'
import remove from '../../../shared/actions/delete-person.ts'
import { checkPassword } from '../../../shared/actions/passphrase.ts'
import restore from '../../../shared/actions/restore-person.ts'
import { AppError } from '../../../shared/errors.ts'
import { initialValues } from '../../../shared/field.ts'
import { type Expected, mara, play, scriptedGraph } from './scripted-graph.ts'

const lost = new AppError('graph.unknownOutcome')
const notFound = new AppError('graph.notFound')
const look: Expected['request'] = ['GET', `/users/${mara.id}?$select=id`]

describe('create-person', () => {
  const tenant = { ...mara, displayName: 'Contoso Dental', userPrincipalName: 'contoso.example' }
  const upn = 'lena.o-hara@contoso.example'
  const newId = 'd0010000-0000-4000-8000-0000000000aa'
  const values = {
    ...initialValues(create.fields),
    displayName: 'Lena O’Hara',
    givenName: 'Lena',
    userName: 'lena.o-hara',
    domain: { id: 'contoso.example', name: 'contoso.example' },
    location: { id: 'US', name: 'United States' },
    mode: 'own' as const,
    password: 'Sunny-Day-7',
  }
  const find: Expected['request'] = ['GET', '/users/lena.o-hara%40contoso.example?$select=id']
  const post: Expected['request'] = [
    'POST',
    '/users',
    {
      accountEnabled: true,
      displayName: 'Lena O’Hara',
      givenName: 'Lena',
      mailNickname: 'lena.o-hara',
      userPrincipalName: upn,
      usageLocation: 'US',
      passwordProfile: { password: 'Sunny-Day-7', forceChangePasswordNextSignIn: true },
    },
  ]
  const free = { request: find, answer: notFound }
  const made = { request: post, answer: { id: newId.toUpperCase() } }
  const how = { person: tenant, values }

  it('looks whether the name is free, then creates, and says whom', async () => {
    expect(await play(create, [free, made], how)).toEqual({ personId: newId, secret: undefined })
  })

  it('hands a generated password over once', async () => {
    let password = ''
    const result = await create.run({
      person: tenant,
      values: { ...values, mode: 'passphrase', password: '' },
      random: () => 3,
      graph: {
        ...scriptedGraph([]).graph,
        get: () => Promise.reject(notFound),
        async post(_path, body) {
          ;({ password } = (body as { passwordProfile: { password: string } }).passwordProfile)
          return { id: newId }
        },
      },
    })
    expect(checkPassword(password, upn)).toBe(true)
    expect(result?.secret).toEqual({ label: `Password of ${upn}`, value: password })
  })

  it('gives a licence afterwards, and reports one that could not be given', async () => {
    const licence = { id: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', name: 'Business Premium' }
    const assign: Expected['request'] = [
      'POST',
      `/users/${newId}/assignLicense`,
      { addLicenses: [{ skuId: licence.id, disabledPlans: [] }], removeLicenses: [] },
    ]
    const withLicence = { person: tenant, values: { ...values, licence } }
    const done = await play(create, [free, made, { request: assign }], withLicence)
    expect(done?.steps).toMatchObject([
      { state: 'done' },
      { title: 'Assign Business Premium', state: 'done' },
    ])
    const failing = { request: assign, answer: new AppError('licence.refused') }
    const half = await play(create, [free, made, failing], withLicence)
    expect(half).toMatchObject({ personId: newId, steps: [{ state: 'done' }, { state: 'failed' }] })
  })

  it('creates nobody under a name that somebody has', async () => {
    const run = play(create, [{ request: find, answer: { id: mara.id } }], how)
    await expect(run).rejects.toMatchObject({ code: 'account.conflict' })
  })

  it('never sends twice, and finds out after a lost answer', async () => {
    const script = (answer: unknown) => [free, { request: post, answer: lost }, { request: find, answer }]
    expect(await play(create, script({ id: newId }), how)).toMatchObject({ personId: newId })
    await expect(play(create, script(notFound), how)).rejects.toBe(lost)
  })

  it.each(['account.conflict', 'graph.denied', 'graph.invalid'] as const)('passes on %s', async (code) => {
    const run = play(create, [free, { request: post, answer: new AppError(code) }], how)
    await expect(run).rejects.toMatchObject({ code })
  })

  it.each(['', '.x', 'x.', 'a..b', 'a b', 'a@b', 'ä', "o'dell", 'x'.repeat(65), '../x'])(
    'takes no user name like %j',
    (userName) => {
      expect(create.check?.(tenant, { ...values, userName })).toMatch(/user name/)
    },
  )

  it('checks a typed password, and never says one', () => {
    expect(create.check?.(tenant, values)).toBe(true)
    expect(create.check?.(tenant, { ...values, password: 'weak' })).toMatch(/too short/)
    expect(create.audit(tenant, values)).toBe(
      `Created Lena O’Hara (${upn}) in Contoso Dental (contoso.example)`,
    )
  })
})

describe('delete-person', () => {
  const request: Expected['request'] = ['DELETE', `/users/${mara.id}`]

  it('deletes exactly this account', async () => {
    await play(remove, [{ request }])
  })

  it.each([lost, notFound])('is as good when they are gone ($code)', async (answer) => {
    await play(remove, [
      { request, answer },
      { request: look, answer: notFound },
    ])
  })

  it('stays unknown when they are still there', async () => {
    const script = [
      { request, answer: lost },
      { request: look, answer: { id: mara.id } },
    ]
    await expect(play(remove, script)).rejects.toBe(lost)
  })

  it('passes on that access is refused', async () => {
    const run = play(remove, [{ request, answer: new AppError('graph.denied') }])
    await expect(run).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it('asks for the sign-in name, and is not for accounts of on-premises Active Directory', () => {
    expect(remove.danger).toBe('destructive')
    expect(remove.applies({ ...mara, onPremisesSyncEnabled: true })).toMatch(/on-premises/)
  })

  it.each([
    [notFound, true],
    [{ id: mara.id }, false],
  ])('reads later whether it was done (%#)', async (answer, isDone) => {
    const { graph } = scriptedGraph([{ request: look, answer }])
    expect(await remove.verify?.({ graph, person: mara })).toBe(isDone)
  })
})

describe('restore-person', () => {
  const gone = { ...mara, deletedAt: '2026-11-20T00:00:00Z' }
  const request: Expected['request'] = ['POST', `/directory/deletedItems/${mara.id}/restore`]

  it('sends one request without a body', async () => {
    await play(restore, [{ request, answer: { id: mara.id } }], { person: gone })
  })

  it('finds out after a lost answer', async () => {
    const script = (answer: unknown) => [
      { request, answer: lost },
      { request: look, answer },
    ]
    await play(restore, script({ id: mara.id }), { person: gone })
    await expect(play(restore, script(notFound), { person: gone })).rejects.toBe(lost)
  })

  it.each(['account.conflict', 'graph.notFound', 'graph.denied'] as const)('passes on %s', async (code) => {
    const run = play(restore, [{ request, answer: new AppError(code) }], { person: gone })
    await expect(run).rejects.toMatchObject({ code })
  })

  it('is for deleted accounts that are kept here', () => {
    expect(restore.applies(gone)).toBe(true)
    expect(restore.applies(mara)).toMatch(/not deleted/)
    expect(restore.applies({ ...gone, onPremisesSyncEnabled: true })).toMatch(/on-premises/)
  })
})
