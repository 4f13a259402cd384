import * as v from 'valibot'
import { NumberId, readerOf, Text } from '../answer.ts'
import type { PsaOrganisation } from '../api.ts'
import type { Contact } from '../contact.ts'
import { webDomains } from '../web-domain.ts'

/**
 * Answers of HaloPSA's API, after the schemas Users, Area_List and Faults of its description, as clients generated from it
 * have them (github.com/provisiondata/ProvisionData.HaloPSA.ApiClient). Absent is null; an id is a whole number.
 */
export const read = readerOf('HaloPSA')

const Flag = v.pipe(
  v.nullish(v.boolean(), false),
  v.transform((flag) => flag ?? false),
)

/** What stands for "nobody in particular" of an organisation; a ticket of nobody in particular has no contact. */
export const isGeneralUser = (name: string | null): boolean => name?.toLowerCase() === 'general user'

export const HaloUser = v.pipe(
  v.object({
    id: NumberId,
    client_id: NumberId,
    name: Text,
    emailaddress: Text,
    phonenumber: Text,
    mobilenumber: Text,
    networklogin: Text,
    azureoid: Text,
    inactive: Flag,
  }),
  v.transform(
    (user): Contact => ({
      id: user.id,
      organisationId: user.client_id,
      active: !user.inactive,
      values: {
        name: user.name,
        email: user.emailaddress,
        phone: user.phonenumber,
        mobile: user.mobilenumber,
        'custom:networklogin': user.networklogin,
        'custom:azureoid': user.azureoid,
      },
    }),
  ),
)

/** New users are put at the organisation's main site. */
export const HaloClient = v.pipe(
  v.object({
    id: NumberId,
    name: Text,
    inactive: Flag,
    accountsemailaddress: Text,
    website: Text,
    main_site_id: v.nullish(NumberId, null),
  }),
  v.transform((client): PsaOrganisation & { mainSiteId: string | null } => {
    return {
      id: client.id,
      name: client.name ?? `Customer ${client.id}`,
      email: client.accountsemailaddress,
      disabled: client.inactive,
      domains: webDomains(client.website),
      mainSiteId: client.main_site_id,
    }
  }),
)

const AnyId = v.nullish(v.pipe(v.number(), v.integer()), null)
export const HaloTicket = v.object({
  id: NumberId,
  summary: Text,
  client_id: AnyId,
  client_name: Text,
  /** 0 or below: nobody. */
  user_id: AnyId,
  user_name: Text,
})

export const HaloAction = v.object({ id: NumberId })
export const HaloAgent = v.object({ name: Text, email: Text })

/** One record, also where it comes as a list of one. */
export const one = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.unknown(),
    v.transform((answer) => (Array.isArray(answer) && answer.length === 1 ? answer[0] : answer)),
    schema,
  )

/** `{ record_count, <name>: […] }`, or a bare list without a count. */
export const listOf = <S extends v.GenericSchema>(name: string, row: S) =>
  v.pipe(
    v.union([
      v.pipe(
        v.array(v.unknown()),
        v.transform((rows) => ({ rows, count: null })),
      ),
      v.pipe(
        v.record(v.string(), v.unknown()),
        v.transform((body) => ({ rows: body[name], count: body.record_count ?? null })),
      ),
    ]),
    v.object({
      rows: v.array(row),
      count: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
  )
