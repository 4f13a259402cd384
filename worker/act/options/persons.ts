import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import { personsOf } from '../../store/persons.ts'
import { searchPersons } from '../../store/search.ts'
import { ObjectId, parserOf } from '../../sync/parse-item.ts'
import { type OptionReading, option } from './source.ts'

const Text = v.nullish(v.string())
const parse = parserOf(v.object({ id: ObjectId, displayName: Text, userPrincipalName: Text }), 'user')
const most = 50

/** Persons of the tenant from the mirror, by name or address, without the one that it is about. */
export const persons: OptionReading = {
  permissions: ['User.Read.All'],
  async list({ deps, tenant, person }, search) {
    const found = search
      ? (
          await searchPersons(deps, { text: search, within: [tenant.id], first: [tenant.id], most: most + 2 })
        ).map((hit) => hit.person)
      : await personsOf(deps, tenant.id).all('', most + 2)
    const others = found.filter(({ id, deletedAt }) => id !== person?.id && deletedAt === null)
    const options = others.map(({ id, displayName, userPrincipalName }) =>
      option(id, displayName, { detail: userPrincipalName }),
    )
    return { options: options.slice(0, most), more: others.length > most }
  },
  async one({ graph, person }, value) {
    if (!v.is(ObjectId, value) || value === person?.id) return null
    const answer = await graph.get(`/users/${value}?$select=id,displayName,userPrincipalName`).catch(noUser)
    if (answer === null) return null
    const { id, displayName, userPrincipalName } = parse(answer)
    return option(id, displayName ?? '', { detail: userPrincipalName ?? null })
  },
}

function noUser(error: unknown): null {
  if (error instanceof AppError && error.code === 'graph.notFound') return null
  throw error
}
