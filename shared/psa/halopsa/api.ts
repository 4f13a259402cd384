import type { HttpPort, PsaApi, PsaApiDefinition } from '../api.ts'
import { HaloClient, HaloUser, isGeneralUser, one, read } from './answers.ts'
import { idPath } from './bodies.ts'
import { check } from './check.ts'
import { contactMethods } from './contacts.ts'
import { listing } from './listing.ts'
import { readingCustomers } from './permissions.ts'
import { refusal } from './refusal.ts'
import { readTenantIds, type TenantIds } from './tenants.ts'
import { note, ticket } from './tickets.ts'
import { token } from './token.ts'

/**
 * HaloPSA's REST API (halopsa.com/apidoc). Not offered because nobody has
 * confirmed how it is done: moving a contact to another organisation and creating organisations.
 */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${account}/api`,
  sign: (request, _credentials, bearer) => ({
    ...request,
    headers: { ...request.headers, Authorization: `Bearer ${bearer}` },
  }),
  token,
  // No number is documented, only that there is one (429): two a second is our own caution.
  limit: { requests: 120, perSeconds: 60 },
  refusal,
  trials: {
    contact:
      'How HaloPSA takes new, changed and inactive contacts is known from other programs alone, not from its documentation.',
    note: 'Notes are written with HaloPSA’s own action “Private Note” (outcome 7), which your account may have changed or may forbid to this key.',
  },
  api,
}
export default definition

function api(http: HttpPort): PsaApi {
  let tenantIds: Promise<TenantIds> | null = null
  const withTenants = () => {
    tenantIds ??= readTenantIds(http).catch((error: unknown) => {
      tenantIds = null
      throw error
    })
    return tenantIds
  }
  return {
    check: () => check(http),

    async organisations(query, page) {
      const { items, next } = await readingCustomers(() =>
        listing(
          http,
          {
            path: '/Client',
            query: { search: query || undefined, includeinactive: 'false', order: 'name' },
            name: 'clients',
            row: HaloClient,
          },
          page,
        ),
      )
      const tenants = await withTenants()
      return {
        items: items.map(({ mainSiteId: _site, ...found }) => ({
          ...found,
          tenantId: tenants.get(found.id) ?? null,
        })),
        next,
      }
    },

    async organisation(id) {
      const answer = await readingCustomers(() => http.get(`/Client/${idPath(id)}`))
      const { mainSiteId: _site, ...found } = read(one(HaloClient), answer, 'a customer')
      return found
    },

    async addresses(page) {
      const { items, next } = await readingCustomers(() =>
        listing(
          http,
          { path: '/Users', query: { includeinactive: 'true' }, name: 'users', row: HaloUser },
          page,
        ),
      )
      return {
        items: items.flatMap(({ organisationId, values: { name = null, email } }) =>
          email && !isGeneralUser(name) ? [{ organisationId, email }] : [],
        ),
        next,
      }
    },

    ticket: (id) => ticket(http, id),
    note: (ticketId, subject, body) => note(http, ticketId, subject, body),
    ...contactMethods(http),
  }
}
