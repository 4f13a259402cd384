import * as v from 'valibot'
import type { Person } from '#shared/person.ts'
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
  usageLocation: Text,
  onPremisesSyncEnabled: Flag,
  createdDateTime: Text,
  assignedLicenses: v.optional(v.nullable(v.array(v.object({ skuId: ObjectId })))),
}

/** What is read of a user: `$select`, and what counts as a change. */
export const userProperties = Object.keys(properties)

/** A user as Graph gives it: what is absent says nothing, null means cleared. */
const UserItem = v.object({
  id: ObjectId,
  '@removed': v.optional(v.object({ reason: v.optional(v.string()) })),
  ...properties,
})
export type UserItem = v.InferOutput<typeof UserItem>
export const parseUser = parserOf(UserItem, 'user')

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
  usageLocation: null,
  onPremisesSyncEnabled: false,
  createdAt: null,
  skuIds: [],
  deletedAt: null,
} as const satisfies Omit<Person, 'id' | 'tenantId'>

/** A person after an item; `before` null = not in the mirror. An ordinary item also means: not deleted (any more). */
export function mergeUser(tenantId: string, before: Person | null, item: UserItem): Person {
  const known: Person = before ?? {
    ...blank,
    tenantId,
    id: item.id,
    proxyAddresses: [...blank.proxyAddresses],
    skuIds: [...blank.skuIds],
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
    usageLocation: pick(item.usageLocation, known.usageLocation, null),
    onPremisesSyncEnabled: pick(item.onPremisesSyncEnabled, known.onPremisesSyncEnabled, false),
    createdAt: pick(item.createdDateTime, known.createdAt, null),
    skuIds: item.assignedLicenses === undefined ? known.skuIds : skuIdsOf(item.assignedLicenses),
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
