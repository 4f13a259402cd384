import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { operatorGraph } from '../../../worker/graph/client.ts'
import type { Bench } from '../harness.ts'
import { callOf, contoso, doneIn, justBefore, openDesk, refusalOf, request, seen } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const dentists = 'e0000000-0000-4000-8000-000000000102'
const frontOffice = 'e0000000-0000-4000-8000-000000000106'
const directory = () => bench.world.microsoft.tenant(contoso.id)
const isIn = (groupId: string) => directory().groups.get(groupId).members.has(mara.personId)

beforeEach(async () => {
  bench = await openDesk()
})

const run = (action: string, group: string) =>
  bench.call('actions.run', request(action, mara, { values: { group } }), 'technician')

describe('groups', () => {
  it('take a person and let them go, by name on record', async () => {
    const added = await run('add-to-group', dentists)
    expect(added).toMatchObject({
      outcome: 'done',
      text: 'Added mara.ellingsworth@contoso.example to the group Dentists.',
    })
    expect(isIn(dentists)).toBe(true)
    expect((await run('remove-from-group', dentists)).outcome).toBe('done')
    expect(isIn(dentists)).toBe(false)
    expect(directory().users.has(mara.personId)).toBe(true)
    expect(doneIn(bench, contoso.id)).toEqual(['Add member to group', 'Remove member from group'])
  })

  it('that somebody put the person into meanwhile are as good', async () => {
    const isAdd = ({ method, url }: { method: string; url: URL }) =>
      method === 'POST' && url.pathname.endsWith('/members/$ref')
    justBefore(bench, isAdd, () => directory().groups.addMember(dentists, mara.personId))
    expect((await run('add-to-group', dentists)).outcome).toBe('done')
  })

  it('that became unchangeable meanwhile are refused in words', async () => {
    const isRemove = ({ method, url }: { method: string; url: URL }) =>
      method === 'DELETE' && url.pathname.endsWith('/$ref')
    justBefore(bench, isRemove, () =>
      directory().groups.update(frontOffice, { groupTypes: ['DynamicMembership'] }),
    )
    const answer = await run('remove-from-group', frontOffice)
    expect(answer).toMatchObject({
      outcome: 'refused',
      text: expect.stringMatching(/members of this group/),
      next: expect.stringMatching(/rule/),
    })
    expect(isIn(frontOffice)).toBe(true)
  })

  it('in which the person is already, or not at all, are refused before anything is sent', async () => {
    const refused = async (action: string, group: string) =>
      refusalOf(await bench.post('actions.run', request(action, mara, { values: { group } }), 'technician'))
    expect((await refused('add-to-group', frontOffice)).text).toMatch(/in it already/)
    expect((await refused('remove-from-group', dentists)).text).toMatch(/not in it/)
    expect(doneIn(bench, contoso.id)).toEqual([])
  })
})

describe('a deletion', () => {
  const paths = (id: string) => [
    `/groups/${dentists}/members/${id}`,
    `/groups/${dentists}/members/${id}/`,
    `/groups/${dentists}/members/${id}/$ref/..`,
    `/groups/${dentists}/members/${id}?x=/$ref`,
    `/users/${id}/manager`,
    `/users/${id}/mailFolders/inbox`,
    `/users/${id}/authentication/phoneMethods/..`,
    `/users/${id}/authentication/phoneMethods/%2e%2E`,
    `/groups/${dentists}`,
    '/users/',
    `/directory/deletedItems/${id}`,
  ]

  it('of anything but what is known is never sent', async () => {
    const graph = operatorGraph(callOf(bench), contoso.id)
    const before = bench.world.visits.length
    for (const path of paths(mara.personId))
      await expect(graph.delete(path)).rejects.toEqual(
        new AppError('internal', { detail: 'This is not to be deleted.' }),
      )
    expect(bench.world.visits.length).toBe(before)
    expect(directory().users.has(mara.personId)).toBe(true)
  })
})
