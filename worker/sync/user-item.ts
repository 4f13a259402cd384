import * as v from 'valibot'
import type { LicenceState, Person } from '#shared/person.ts'
import { ObjectId, parserOf } from './parse-item.ts'

const Text = v.optional(v.nullable(v.string()))
const Flag = v.optional(v.nullable(v.boolean()))
const Texts = v.optional(v.nullable(v.array(v.string())))

const properties = {
  displayName: Text,
  givenName: Text,
  surname: Text,
  userPrincipalName: Text,
  mail: Text,
  proxyAddresses: Texts,
  userType: Text,
  accountEnabled: Flag,
  jobTitle: Text,
  department: Text,
  officeLocation: Text,
  companyName: Text,
  mobilePhone: Text,
  businessPhones: Texts,
  streetAddress: Text,
  city: Text,
  state: Text,
  postalCode: Text,
  country: Text,
  usageLocation: Text,
  onPremisesSyncEnabled: Flag,
  isResourceAccount: Flag,
  createdDateTime: Text,
  assignedLicenses: v.optional(v.nullable(v.array(v.object({ skuId: ObjectId })))),
}

/** What is read of a user: `$select`, and what counts as a change. */
export const trackedProperties = Object.keys(properties)
export const licenceStates = 'licenseAssignmentStates'

/** https://learn.microsoft.com/graph/api/resources/licenseassignmentstate */
const States = v.optional(
  v.nullable(
    v.array(
      v.object({
        skuId: ObjectId,
        assignedByGroup: v.optional(v.nullable(v.string())),
        state: v.optional(v.nullable(v.string())),
        error: v.optional(v.nullable(v.string())),
      }),
    ),
  ),
)

/** A user as Graph gives it: what is absent says nothing, null means cleared. */
const UserItem = v.object({
  id: ObjectId,
  '@removed': v.optional(v.object({ reason: v.optional(v.string()) })),
  ...properties,
  [licenceStates]: States,
})
export type UserItem = v.InferOutput<typeof UserItem>

/** The item, or (not as documented) the id of the one that cannot be read; `''` = it has not even that. */
export function readItem(given: unknown): { item: UserItem } | { unread: string } {
  const parsed = v.safeParse(UserItem, given)
  if (parsed.success) return { item: parsed.output }
  const named = v.safeParse(v.object({ id: ObjectId }), given)
  return { unread: named.success ? named.output.id : '' }
}

const LicenceItem = v.object({ id: ObjectId, [licenceStates]: States })
/** The states alone, of an answer to `licencesOf`. */
export const parseLicences = parserOf(LicenceItem, 'licence states')

const blank = {
  displayName: '',
  givenName: null,
  surname: null,
  userPrincipalName: '',
  mail: null,
  proxyAddresses: [],
  userType: 'Member',
  accountEnabled: false,
  jobTitle: null,
  department: null,
  officeLocation: null,
  companyName: null,
  mobilePhone: null,
  businessPhone: null,
  streetAddress: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
  usageLocation: null,
  onPremisesSyncEnabled: false,
  isResourceAccount: false,
  createdAt: null,
  skuIds: [],
  licences: [],
  deletedAt: null,
} as const satisfies Omit<Person, 'id' | 'tenantId'>

/** A person after an item; `before` null = not in the mirror. An ordinary item also means: not deleted (any more). */
export function mergeUser(tenantId: string, before: Person | null, item: UserItem): Person {
  // Rows of an older version lack what is read now.
  const known: Person = {
    ...blank,
    proxyAddresses: [],
    skuIds: [],
    licences: [],
    tenantId,
    id: item.id,
    ...before,
  }
  return {
    ...known,
    displayName: pick(item.displayName, known.displayName, ''),
    givenName: pick(item.givenName, known.givenName, null),
    surname: pick(item.surname, known.surname, null),
    userPrincipalName: pick(item.userPrincipalName, known.userPrincipalName, ''),
    mail: pick(item.mail, known.mail, null),
    proxyAddresses: pick(item.proxyAddresses, known.proxyAddresses, []),
    userType: pick(item.userType, known.userType, 'Member') === 'Guest' ? 'Guest' : 'Member',
    accountEnabled: pick(item.accountEnabled, known.accountEnabled, false),
    jobTitle: pick(item.jobTitle, known.jobTitle, null),
    department: pick(item.department, known.department, null),
    officeLocation: pick(item.officeLocation, known.officeLocation, null),
    companyName: pick(item.companyName, known.companyName, null),
    mobilePhone: pick(item.mobilePhone, known.mobilePhone, null),
    businessPhone:
      item.businessPhones === undefined ? known.businessPhone : (item.businessPhones?.[0] ?? null),
    streetAddress: pick(item.streetAddress, known.streetAddress, null),
    city: pick(item.city, known.city, null),
    state: pick(item.state, known.state, null),
    postalCode: pick(item.postalCode, known.postalCode, null),
    country: pick(item.country, known.country, null),
    usageLocation: pick(item.usageLocation, known.usageLocation, null),
    onPremisesSyncEnabled: pick(item.onPremisesSyncEnabled, known.onPremisesSyncEnabled, false),
    isResourceAccount: pick(item.isResourceAccount, known.isResourceAccount, false),
    createdAt: pick(item.createdDateTime, known.createdAt, null),
    skuIds: item.assignedLicenses === undefined ? known.skuIds : skuIdsOf(item.assignedLicenses),
    licences: item[licenceStates] === undefined ? known.licences : licencesOf(item[licenceStates]),
    deletedAt: null,
  }
}

/** Absent keeps, null clears. */
function pick<Value>(given: Value | null | undefined, known: Value, cleared: Value): Value {
  return given === undefined ? known : (given ?? cleared)
}

/** In one order, whatever order Graph gives: the same licences are no change. */
function skuIdsOf(licences: { skuId: string }[] | null): string[] {
  return [...new Set((licences ?? []).map(({ skuId }) => skuId))].sort()
}

const states = ['Active', 'ActiveWithError', 'Disabled', 'Error'] as const

/** In one order, as `skuIdsOf`; a state that nobody has documented is taken for an error. */
export function licencesOf(given: UserItem[typeof licenceStates]): LicenceState[] {
  return (given ?? [])
    .map(({ skuId, assignedByGroup = null, state, error }) => ({
      skuId,
      byGroupId: assignedByGroup?.toLowerCase() ?? null,
      state: states.find((name) => name === state) ?? 'Error',
      error: error && error !== 'None' ? error : null,
    }))
    .sort((a, b) => compare(a.skuId, b.skuId) || compare(a.byGroupId ?? '', b.byGroupId ?? ''))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
