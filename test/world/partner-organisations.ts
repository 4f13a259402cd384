import type { SyncroAccount } from './syncro/account.ts'

/** Syncro customer ids of some of the partner's customers; two of the good ones, Greyfriars and Hollin, have none. */
export const partnerOrganisationIds = {
  alderfinch: 111,
  brightwater: 112,
  copperline: 113,
  dunmore: 114,
  elmhurst: 115,
  foxglove: 116,
  kestrel: 117,
} as const

const organisations = [
  { id: 111, businessName: 'Alder & Finch', email: 'office@alderfinch.example' },
  { id: 112, businessName: 'Brightwater Vets', email: 'reception@brightwater.example' },
  { id: 113, businessName: 'Copperline Joinery Ltd', email: 'workshop@copperline.example' },
  { id: 114, businessName: 'Dunmore Insurance' },
  { id: 115, businessName: 'Elmhurst Florists', email: 'shop@elmhurst.example' },
  { id: 116, businessName: 'Wellside Medical Group' },
  { id: 117, businessName: 'Kestrel Accountants', email: 'office@kestrel.example' },
] satisfies Parameters<SyncroAccount['addCustomer']>[0][]

const contacts = [
  {
    ...{ id: 5501, customerId: 111, name: 'Petra Hallowell', email: 'PETRA.HALLOWELL@alderfinch.example' },
    notes: 'Ask her first.',
  },
  { id: 5502, customerId: 114, name: 'Lotte Wintersett', email: 'lotte.wintersett@dunmore.example' },
  { id: 5503, customerId: 114, name: 'Cyrus Haverbeck', email: 'cyrus.haverbeck@dunmore.example' },
  // Only one of three is Foxglove's: whether the group is the pharmacy, a person says.
  { id: 5504, customerId: 116, name: 'Elske Ravenhill', email: 'elske.ravenhill@foxglove.example' },
  { id: 5505, customerId: 116, name: 'Solveig Marchbank', email: 'solveig@wellside.example' },
  { id: 5506, customerId: 116, name: 'Tarn Oldacre', email: 'tarn@wellside.example' },
] satisfies Parameters<SyncroAccount['addContact']>[0][]

/** What the ticket system has of the partner's customers: five are plain by domain, one is likely, two are not there. */
export function addPartnerOrganisations(account: SyncroAccount): void {
  for (const organisation of organisations) account.addCustomer(organisation)
  for (const contact of contacts) account.addContact(contact)
}
